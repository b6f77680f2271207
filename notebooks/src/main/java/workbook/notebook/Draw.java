package workbook.notebook;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Draws what the notebooks measure and watch, as SVG: {@code display(Draw.bars(...),
 * "image/svg+xml")}.
 *
 * <p>A plain string, which every kernel of the family can display. A picture lies on a ground of
 * its own, so that it is legible on any page, and turns dark where the reader prefers that; colours
 * are attributes first and style second, for viewers that know no CSS variables. It holds no script
 * and nothing from elsewhere.
 */
public final class Draw {
  private static final int PAD = 20;
  private static final int ROW = 30;
  private static final int WIDTH = 720;
  private static final int LETTER = 8;

  /** Names, and the values in light and in dark. */
  private static final String[][] COLOURS = {
    {"bg", "#ffffff", "#15191f"},
    {"fg", "#1c2128", "#e8edf2"},
    {"muted", "#5c6670", "#9faab5"},
    {"line", "#b8c1ca", "#4b5561"},
    {"bad", "#b42318", "#ff9385"},
    {"c0", "#0b62c4", "#6cb0ff"},
    {"c1", "#8a3ffc", "#c4a1ff"},
    {"c2", "#00705a", "#4fd1b0"},
    {"c3", "#a84300", "#ffab70"},
    {"c4", "#b01c6e", "#ff8fc7"},
  };

  private final StringBuilder out = new StringBuilder();

  private Draw() {}

  /** A stretch of time in a thread's lane; times in milliseconds from the first one. */
  public record Span(String lane, String what, double from, double to) {}

  /** A point of a curve. */
  public record Point(double x, double y) {}

  /** Somebody who waits for something that somebody holds. */
  public record Wait(String thread, String lock, String holder) {}

  // ------------------------------------------------------------------------------------- pictures

  /** Draws a bar for each value, with the value beside it. */
  public static String bars(String title, String unit, Map<String, ? extends Number> values) {
    double most = values.values().stream().mapToDouble(Number::doubleValue).max().orElse(0);
    int left = PAD + width(values.keySet()) + 12;
    int right = WIDTH - PAD - width(values.values().stream().map(v -> said(v, unit)).toList()) - 8;
    var draw = new Draw();
    int y = draw.title(title);
    int colour = 0;
    for (Map.Entry<String, ? extends Number> value : values.entrySet()) {
      double part = most <= 0 ? 0 : value.getValue().doubleValue() / most;
      int length = (int) Math.max(2, part * (right - left));
      draw.text(left - 10, y + 18, value.getKey(), "fg", "text-anchor=\"end\"");
      draw.rect(left, y + 4, length, ROW - 10, "c" + colour++ % 5, 1);
      draw.text(left + length + 8, y + 18, said(value.getValue(), unit), "fg", "");
      y += ROW;
    }
    return draw.done(title, y + PAD - 8);
  }

  /** Draws what each lane was about over time; a time in which nothing was said is left empty. */
  public static String timeline(String title, Collection<Span> spans) {
    return timeline(title, "ms", spans);
  }

  /** Draws a timeline in another unit, such as steps. */
  public static String timeline(String title, String unit, Collection<Span> spans) {
    double first = spans.stream().mapToDouble(Span::from).min().orElse(0);
    double last = spans.stream().mapToDouble(Span::to).max().orElse(1);
    Map<String, Integer> lanes = new LinkedHashMap<>();
    Map<String, Integer> kinds = new LinkedHashMap<>();
    for (Span span : spans) {
      lanes.putIfAbsent(span.lane(), lanes.size());
      kinds.putIfAbsent(span.what(), kinds.size());
    }
    int left = PAD + width(lanes.keySet()) + 12;
    double scale = (WIDTH - PAD - left) / Math.max(1e-9, last - first);
    var draw = new Draw();
    int top = draw.legend(draw.title(title), kinds);
    for (Map.Entry<String, Integer> lane : lanes.entrySet()) {
      int y = top + lane.getValue() * ROW;
      draw.text(left - 10, y + 19, lane.getKey(), "fg", "text-anchor=\"end\"");
      draw.line(left, y + 15, WIDTH - PAD, y + 15, "line", "");
    }
    for (Span span : spans) {
      int y = top + Objects.requireNonNull(lanes.get(span.lane())) * ROW + 5;
      int x = (int) (left + (span.from() - first) * scale);
      int width = (int) Math.max(2, (span.to() - span.from()) * scale);
      draw.rect(
          x, y, width, ROW - 10, "c" + Objects.requireNonNull(kinds.get(span.what())) % 5, 0.9);
    }
    int y = draw.axis(left, WIDTH - PAD, top + lanes.size() * ROW + 4, 0, last - first, unit);
    return draw.done(title, y);
  }

  /** Draws curves through points, which step at each point where they count something. */
  public static String curves(
      String title,
      String xUnit,
      String yUnit,
      boolean steps,
      Map<String, ? extends List<Point>> curves) {
    List<Point> all = curves.values().stream().<Point>flatMap(List::stream).toList();
    double x0 = all.stream().mapToDouble(Point::x).min().orElse(0);
    double x1 = all.stream().mapToDouble(Point::x).max().orElse(1);
    double y1 = Math.max(1e-9, all.stream().mapToDouble(Point::y).max().orElse(1));
    // Counts have no halves.
    boolean counts = y1 == Math.rint(y1) && y1 <= 10;
    int ticks = counts ? (int) y1 : 4;
    List<String> labels =
        IntStream.rangeClosed(0, ticks)
            .mapToObj(i -> number(y1 * i / ticks) + " " + yUnit)
            .toList();
    int left = PAD + width(labels) + 8;
    int height = 200;
    Map<String, Integer> kinds = new LinkedHashMap<>();
    curves.keySet().forEach(name -> kinds.put(name, kinds.size()));
    var draw = new Draw();
    int top = draw.legend(draw.title(title), kinds) + 8;
    for (int i = 0; i <= ticks; i++) {
      int y = top + height - height * i / ticks;
      draw.line(left, y, WIDTH - PAD, y, "line", "stroke-dasharray=\"2 4\"");
      draw.text(left - 8, y + 4, labels.get(i), "muted", "text-anchor=\"end\"");
    }
    double scaleX = (WIDTH - PAD - left) / Math.max(1e-9, x1 - x0);
    for (Map.Entry<String, ? extends List<Point>> curve : curves.entrySet()) {
      var path = new StringBuilder();
      for (Point p : curve.getValue()) {
        int x = (int) Math.round(left + (p.x() - x0) * scaleX);
        int y = (int) Math.round(top + height - p.y() / y1 * height);
        if (path.isEmpty()) {
          path.append("M").append(x).append(' ').append(y);
        } else if (steps) {
          path.append("H").append(x).append("V").append(y);
        } else {
          path.append("L").append(x).append(' ').append(y);
        }
      }
      draw.path(path.toString(), "c" + Objects.requireNonNull(kinds.get(curve.getKey())) % 5, 2);
    }
    int y = draw.axis(left, WIDTH - PAD, top + height + 4, 0, x1 - x0, xUnit);
    return draw.done(title, y);
  }

  /** Draws who waits for whom: in a circle, if it is one. */
  public static String waits(String title, List<Wait> waits) {
    List<String> nodes = new ArrayList<>();
    for (Wait wait : waits) {
      for (String node : List.of(wait.thread(), wait.lock(), wait.holder())) {
        if (!nodes.contains(node)) {
          nodes.add(node);
        }
      }
    }
    List<String> threads =
        waits.stream()
            .<String>mapMulti((w, to) -> {
              to.accept(w.thread());
              to.accept(w.holder());
            })
            .distinct()
            .toList();
    int radius = 60 + 22 * nodes.size();
    var draw = new Draw();
    int top = draw.title(title);
    int cx = WIDTH / 2;
    int cy = top + radius / 2 + 46;
    int[][] at = new int[nodes.size()][];
    for (int i = 0; i < nodes.size(); i++) {
      double angle = 2 * Math.PI * i / nodes.size() - Math.PI / 2;
      at[i] =
          new int[] {
            (int) (cx + 1.5 * radius * Math.cos(angle)),
            (int) (cy + 0.62 * radius * Math.sin(angle))
          };
    }
    for (Wait wait : waits) {
      draw.arrow(at[nodes.indexOf(wait.thread())], at[nodes.indexOf(wait.lock())], "waits for");
      draw.arrow(at[nodes.indexOf(wait.lock())], at[nodes.indexOf(wait.holder())], "held by");
    }
    for (int i = 0; i < nodes.size(); i++) {
      String name = nodes.get(i);
      boolean thread = threads.contains(name);
      int half = width(List.of(name)) / 2 + 14;
      draw.rect(
          at[i][0] - half, at[i][1] - 17, 2 * half, 34, thread ? "c0" : "c3", 1, thread ? 17 : 4);
      draw.text(at[i][0], at[i][1] + 5, name, "bg", "text-anchor=\"middle\" font-weight=\"bold\"");
    }
    return draw.done(title, cy + (int) (0.62 * radius) + 40);
  }

  // --------------------------------------------------------------------------------------- pieces

  private int title(String title) {
    text(PAD, PAD + 10, title, "fg", "font-weight=\"bold\"");
    return PAD + 26;
  }

  private int legend(int y, Map<String, Integer> kinds) {
    int x = PAD;
    for (Map.Entry<String, Integer> kind : kinds.entrySet()) {
      int width = width(List.of(kind.getKey())) + 40;
      if (x + width > WIDTH - PAD) {
        x = PAD;
        y += 20;
      }
      rect(x, y, 14, 12, "c" + kind.getValue() % 5, 0.9);
      text(x + 20, y + 11, kind.getKey(), "muted", "");
      x += width;
    }
    return y + 24;
  }

  private int axis(int left, int right, int y, double from, double to, String unit) {
    line(left, y, right, y, "muted", "");
    for (int i = 0; i <= 4; i++) {
      int x = left + (right - left) * i / 4;
      line(x, y, x, y + 5, "muted", "");
      String anchor = i == 0 ? "start" : i == 4 ? "end" : "middle";
      text(
          x,
          y + 20,
          (number(from + (to - from) * i / 4) + " " + unit).strip(),
          "muted",
          "text-anchor=\"" + anchor + "\"");
    }
    return y + 38;
  }

  private void arrow(int[] from, int[] to, String word) {
    double dx = to[0] - from[0];
    double dy = to[1] - from[1];
    double length = Math.max(1, Math.hypot(dx, dy));
    // Ends where the box does, more or less; the boxes are drawn on top.
    int tipX = (int) (to[0] - dx / length * Math.min(length / 2, 34 + 26 * Math.abs(dx) / length));
    int tipY = (int) (to[1] - dy / length * Math.min(length / 2, 34 + 26 * Math.abs(dx) / length));
    line(from[0], from[1], tipX, tipY, "bad", "stroke-width=\"2\"");
    double ux = dx / length;
    double uy = dy / length;
    path(
        "M%d %dL%d %dM%d %dL%d %d"
            .formatted(
                tipX,
                tipY,
                (int) (tipX - 11 * ux - 6 * uy),
                (int) (tipY - 11 * uy + 6 * ux),
                tipX,
                tipY,
                (int) (tipX - 11 * ux + 6 * uy),
                (int) (tipY - 11 * uy - 6 * ux)),
        "bad",
        2);
    int x = (from[0] + to[0]) / 2;
    int y = (from[1] + to[1]) / 2;
    int half = width(List.of(word)) / 2;
    rect(x - half, y - 9, 2 * half, 18, "bg", 1);
    text(x, y + 4, word, "muted", "text-anchor=\"middle\"");
  }

  private void rect(int x, int y, int width, int height, String colour, double opacity) {
    rect(x, y, width, height, colour, opacity, 3);
  }

  private void rect(
      int x, int y, int width, int height, String colour, double opacity, int radius) {
    out.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\" class=\"wbd-f-%s\" fill=\"%s\"%s/>\n",
            x,
            y,
            width,
            height,
            radius,
            colour,
            light(colour),
            opacity == 1 ? "" : " fill-opacity=\"" + opacity + "\""));
  }

  private void line(int x1, int y1, int x2, int y2, String colour, String more) {
    out.append(
        "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" class=\"wbd-s-%s\" stroke=\"%s\" %s/>\n"
            .formatted(x1, y1, x2, y2, colour, light(colour), more));
  }

  private void path(String d, String colour, int width) {
    out.append(
        "<path d=\"%s\" fill=\"none\" class=\"wbd-s-%s\" stroke=\"%s\" stroke-width=\"%d\"/>\n"
            .formatted(d, colour, light(colour), width));
  }

  private void text(int x, int y, String text, String colour, String more) {
    out.append(
        "<text x=\"%d\" y=\"%d\" class=\"wbd-f-%s\" fill=\"%s\" %s>%s</text>\n"
            .formatted(x, y, colour, light(colour), more, xml(text)));
  }

  private String done(String title, int height) {
    var svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"wbd\" role=\"img\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\" style=\"max-width:100%%;height:auto\">\n"
            .formatted(WIDTH, height));
    svg.append("<title>").append(xml(title)).append("</title>\n<style>\n.wbd{");
    for (String[] colour : COLOURS) {
      svg.append("--wbd-").append(colour[0]).append(':').append(colour[1]).append(';');
    }
    svg.append("}\n@media (prefers-color-scheme:dark){.wbd{");
    for (String[] colour : COLOURS) {
      svg.append("--wbd-").append(colour[0]).append(':').append(colour[2]).append(';');
    }
    svg.append("}}\n");
    for (String[] colour : COLOURS) {
      svg.append(
          ".wbd-f-%1$s{fill:var(--wbd-%1$s)}.wbd-s-%1$s{stroke:var(--wbd-%1$s)}\n"
              .formatted(colour[0]));
    }
    svg.append("</style>\n");
    svg.append(
        "<rect x=\"1\" y=\"1\" width=\"%d\" height=\"%d\" rx=\"10\" class=\"wbd-f-bg wbd-s-line\" fill=\"%s\" stroke=\"%s\"/>\n"
            .formatted(WIDTH - 2, height - 2, light("bg"), light("line")));
    svg.append(
        "<g font-family=\"system-ui,'Segoe UI',Roboto,'Noto Sans','Noto Sans CJK SC',sans-serif\" font-size=\"13\">\n");
    return svg.append(out).append("</g>\n</svg>\n").toString();
  }

  private static String light(String colour) {
    for (String[] known : COLOURS) {
      if (known[0].equals(colour)) {
        return known[1];
      }
    }
    throw new IllegalArgumentException(colour);
  }

  private static int width(Collection<String> texts) {
    return texts.stream()
        .mapToInt(t -> (int) t.codePoints().mapToLong(c -> c > 0x2e80 ? 14 : LETTER).sum())
        .max()
        .orElse(0);
  }

  private static String said(Number value, String unit) {
    return (number(value.doubleValue()) + " " + unit).strip();
  }

  private static String number(double value) {
    double size = Math.abs(value);
    if (size == Math.rint(size) && size < 1e15) {
      return String.format(Locale.ROOT, "%,d", (long) value);
    }
    return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value);
  }

  private static String xml(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
