package workbook.explorer.render;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import workbook.explorer.render.Picture.Edge;
import workbook.explorer.render.Picture.Mark;
import workbook.explorer.render.Picture.Row;
import workbook.explorer.render.Picture.State;

/**
 * The picture of {@link Lanes} as one SVG element that needs nothing from elsewhere: no script, no
 * font, no image.
 *
 * <p>It lies on a ground of its own, so that it is legible on any page; it turns dark where the
 * reader prefers that. Colours are attributes first and style second, for viewers that know no CSS
 * variables. Class names begin with {@code wbl-} and ids come from the content, so that several
 * pictures can stand in one page.
 */
public final class LanesSvg {
  private static final int PADDING = 22;
  private static final int LINE = 18;
  private static final int ROW_GAP = 14;
  private static final int HEAD = 44;
  private static final int DOT = 6;
  private static final int TEXT_LEFT = 16;
  private static final int LANE_RIGHT = 14;
  private static final int NARROWEST = 13;
  private static final int WIDEST = 34;
  private static final int MESSAGE = 28;
  private static final int PLACE = 30;
  private static final int LEAST_WIDTH = 640;
  private static final int MOST_LINES = 5;
  private static final int NODE_GAP = 96;
  private static final int NODE = 28;
  private static final int LEVEL = 78;
  private static final int MOST_CHARS = 22;

  /** Hundredths of a pixel that a column takes: the widest of the usual fonts takes 0.61 em. */
  private static final int ADVANCE = 795;

  /**
   * Names, then the values in light and in dark: at least 4.5 to 1 against the ground for all that
   * is read.
   */
  private static final String[][] COLOURS = {
    {"bg", "#ffffff", "#15191f"},
    {"fg", "#1c2128", "#e8edf2"},
    {"muted", "#5c6670", "#9faab5"},
    {"line", "#b8c1ca", "#4b5561"},
    {"hot", "#fff3c9", "#3a3214"},
    {"bad", "#b42318", "#ff9385"},
    {"box", "#eef1f4", "#262d36"},
    {"t0", "#0b62c4", "#6cb0ff"},
    {"t1", "#8a3ffc", "#c4a1ff"},
    {"t2", "#00705a", "#4fd1b0"},
    {"t3", "#a84300", "#ffab70"},
    {"t4", "#b01c6e", "#ff8fc7"},
    {"t5", "#5c6670", "#b4bec8"},
  };

  private static final String FONT =
      "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace";

  /** Draws the picture; lines end with a line feed. */
  public static String of(Lanes lanes) {
    return new LanesSvg(lanes.picture()).draw();
  }

  private final Picture picture;
  private final StringBuilder out = new StringBuilder();
  private final int[] at;
  private final int[] room;
  private final int placeLeft;
  private final int width;
  private final List<List<String>> texts = new ArrayList<>();
  private final int[] top;
  private final int rowsEnd;

  private LanesSvg(Picture picture) {
    this.picture = picture;
    List<Row> rows = picture.rows();
    int lanes = picture.lanes().size();
    int digits = rows.stream().mapToInt(r -> digits(r).length()).max().orElse(0);
    int place = rows.stream().mapToInt(r -> Columns.width(place(r))).max().orElse(0);
    placeLeft = PADDING + 8 + (digits == 0 ? 0 : pixels(digits + 1));
    int[] wanted = new int[lanes];
    for (int i = 0; i < lanes; i++) {
      wanted[i] = Math.max(NARROWEST, Columns.width(picture.lanes().get(i)));
    }
    for (Row row : rows) {
      int needed = Columns.width(row.text());
      wanted[row.lane()] =
          Math.max(
              wanted[row.lane()], row.mark() == Mark.FAILS ? Math.min(needed, MESSAGE) : needed);
    }
    at = new int[lanes];
    room = new int[lanes];
    int x = placeLeft + pixels(Math.min(place, PLACE)) + 24;
    for (int i = 0; i < lanes; i++) {
      at[i] = x;
      room[i] = Math.min(wanted[i], WIDEST);
      x += TEXT_LEFT + pixels(room[i]) + LANE_RIGHT;
    }
    width = Math.max(Math.max(x + PADDING, LEAST_WIDTH), circleWidth());
    if (lanes > 0) {
      int spare = (width - PADDING - at[lanes - 1] - TEXT_LEFT) * 100 / ADVANCE;
      room[lanes - 1] = Math.max(room[lanes - 1], Math.min(spare, 60));
    }
    top = new int[rows.size()];
    int y = PADDING + HEAD;
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      List<String> lines = Columns.wrap(row.text(), room[row.lane()], MOST_LINES);
      texts.add(lines);
      top[i] = y;
      y += lines.size() * LINE + ROW_GAP;
    }
    rowsEnd = y;
  }

  private static int pixels(int columns) {
    return (columns * ADVANCE + 99) / 100;
  }

  private static String digits(Row row) {
    return row.number() == 0 ? "" : String.valueOf(row.number());
  }

  private static String place(Row row) {
    return row.at().line() == 0 ? "" : Columns.fitEnd(Columns.oneLine(row.at().toString()), PLACE);
  }

  // ------------------------------------------------------------------------------------ drawing

  private String draw() {
    String description = description();
    String title = "Failing schedule: " + picture.came();
    CRC32 crc = new CRC32();
    crc.update((title + picture.expected() + description).getBytes(StandardCharsets.UTF_8));
    String id = "wbl-" + Long.toHexString(crc.getValue());
    int y = PADDING;
    if (!picture.rows().isEmpty()) {
      bands();
      lines();
      heads();
      switches();
      for (int i = 0; i < picture.rows().size(); i++) {
        row(i);
      }
      y = rowsEnd + 6;
    }
    if (!picture.edges().isEmpty()) {
      y = circleFits() ? circle(y) : chains(y);
    }
    y = legend(y);
    for (String note : picture.notes()) {
      y = paragraph(y, "", note, "muted") + 4;
    }
    y = paragraph(y + 8, "Expected: ", picture.expected(), "fg") + 2;
    y = paragraph(y, "Came:     ", picture.came(), "bad");
    int height = y + PADDING - 10;
    StringBuilder body = new StringBuilder();
    body.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"wbl\" role=\"img\" aria-labelledby=\"%s-t %s-d\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\" style=\"max-width:100%%;height:auto\">\n"
            .formatted(id, id, width, height, width, height));
    body.append("<title id=\"").append(id).append("-t\">").append(xml(title)).append("</title>\n");
    body.append("<desc id=\"").append(id).append("-d\">");
    body.append(xml(description)).append("</desc>\n");
    style(body);
    body.append(
        "<rect x=\"1\" y=\"1\" width=\"%s\" height=\"%s\" rx=\"10\" class=\"wbl-f-bg wbl-s-line\" fill=\"%s\" stroke=\"%s\"/>\n"
            .formatted(width - 2, height - 2, light("bg"), light("line")));
    body.append("<g font-family=\"").append(xml(FONT)).append("\" font-size=\"13\">\n");
    body.append(out);
    return body.append("</g>\n</svg>\n").toString();
  }

  private String description() {
    StringBuilder text = new StringBuilder();
    for (Row row : picture.rows()) {
      text.append(picture.lanes().get(row.lane())).append(' ').append(row.text());
      text.append(row.at().line() == 0 ? "" : " (" + place(row) + ")").append("; ");
    }
    for (Edge e : picture.edges()) {
      text.append(e.thread()).append(" waits for ").append(e.what());
      text.append(e.by() == null ? "" : " held by " + e.by()).append("; ");
    }
    return text.append("expected: ").append(picture.expected()).toString();
  }

  private static void style(StringBuilder to) {
    to.append("<style>\n.wbl{");
    for (String[] c : COLOURS) {
      to.append("--wbl-").append(c[0]).append(':').append(c[1]).append(';');
    }
    to.append("}\n@media (prefers-color-scheme:dark){.wbl{");
    for (String[] c : COLOURS) {
      to.append("--wbl-").append(c[0]).append(':').append(c[2]).append(';');
    }
    to.append("}}\n");
    for (String[] c : COLOURS) {
      to.append(".wbl-f-%s{fill:var(--wbl-%s)}".formatted(c[0], c[0]));
      to.append(".wbl-s-%s{stroke:var(--wbl-%s)}\n".formatted(c[0], c[0]));
    }
    to.append("</style>\n");
  }

  private static String light(String colour) {
    for (String[] c : COLOURS) {
      if (c[0].equals(colour)) {
        return c[1];
      }
    }
    throw new IllegalArgumentException(colour);
  }

  private static String fill(String colour) {
    return "class=\"wbl-f-%s\" fill=\"%s\"".formatted(colour, light(colour));
  }

  private static String stroke(String colour) {
    return "class=\"wbl-s-%s\" stroke=\"%s\"".formatted(colour, light(colour));
  }

  private static String colourOf(int lane) {
    return "t" + Math.floorMod(lane, 6);
  }

  private int dotY(int row) {
    return top[row] + LINE / 2;
  }

  /** The ground behind the rows on which the finding rests. */
  private void bands() {
    for (int i = 0; i < picture.rows().size(); i++) {
      if (picture.rows().get(i).matters()) {
        int height = texts.get(i).size() * LINE + 8;
        rect(PADDING - 8, top[i] - 4, width - 2 * PADDING + 16, height, 5, fill("hot"));
      }
    }
  }

  private void rect(int x, int y, int w, int h, int radius, String paint) {
    out.append(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\" %s/>\n"
            .formatted(x, y, w, h, radius, paint));
  }

  private void text(int x, int y, String text, String paint, String more) {
    out.append("<text x=\"%s\" y=\"%s\" %s%s>%s</text>\n".formatted(x, y, paint, more, xml(text)));
  }

  private void path(String d, String paint, String more) {
    out.append("<path d=\"%s\" fill=\"none\" %s%s/>\n".formatted(d, paint, more));
  }

  private void heads() {
    for (int i = 0; i < at.length; i++) {
      String name = Columns.fit(picture.lanes().get(i), room[i] + 1);
      rect(at[i] - 9, PADDING, pixels(Columns.width(name)) + 18, 24, 12, fill(colourOf(i)));
      text(at[i], PADDING + 17, name, fill("bg"), " font-weight=\"bold\"");
    }
  }

  /** The threads' lines between the rows, each stretch in the way of what its thread is up to. */
  private void lines() {
    for (int lane = 0; lane < at.length; lane++) {
      int from = PADDING + 24;
      for (int i = 0; i < picture.rows().size(); i++) {
        Row row = picture.rows().get(i);
        int end = i + 1 < picture.rows().size() ? dotY(i + 1) : top[i] + texts.get(i).size() * LINE;
        if (i == 0) {
          State before = row.lane() == lane ? State.PAUSED : row.after().get(lane);
          stretch(lane, from, dotY(0), before.waits() ? State.WAITS : State.PAUSED, false);
        }
        boolean goesOn =
            row.lane() == lane
                && i + 1 < picture.rows().size()
                && picture.rows().get(i + 1).lane() == lane;
        State state = row.after().get(lane);
        stretch(lane, dotY(i), end, state, goesOn);
        if (state.holds()) {
          boolean givenBack =
              i + 1 < picture.rows().size()
                  && picture.rows().get(i + 1).lane() != lane
                  && !picture.rows().get(i + 1).after().get(lane).holds();
          band(lane, dotY(i), givenBack ? top[i + 1] - ROW_GAP / 2 : end);
        }
      }
    }
  }

  private void band(int lane, int from, int to) {
    String d = "M%s %sV%s".formatted(at[lane], from, to);
    path(d, stroke(colourOf(lane)), " stroke-width=\"9\" stroke-opacity=\".3\"");
  }

  private void stretch(int lane, int from, int to, State state, boolean acts) {
    if (state == State.AWAY || to <= from) {
      return;
    }
    String d = "M%s %sV%s".formatted(at[lane], from, to);
    if (state.waits()) {
      path(d, stroke(colourOf(lane)), " stroke-width=\"2\" stroke-dasharray=\"2 5\"");
    } else if (acts) {
      path(d, stroke(colourOf(lane)), " stroke-width=\"3\"");
    } else {
      path(d, stroke("line"), " stroke-width=\"2\"");
    }
  }

  /**
   * The way from the thread that acted before to the one that acts now, in the gap above its row.
   */
  private void switches() {
    for (int i = 1; i < picture.rows().size(); i++) {
      Row row = picture.rows().get(i);
      if (row.from() < 0) {
        continue;
      }
      int x = at[row.from()];
      int toX = at[row.lane()];
      int turn = x < toX ? 6 : -6;
      int gap = top[i] - ROW_GAP / 2;
      int head = dotY(i) - DOT - 2;
      path(
          "M%s %sV%sQ%s %s %s %sH%sQ%s %s %s %sV%s"
              .formatted(
                  x,
                  dotY(i - 1) + DOT,
                  gap - 6,
                  x,
                  gap,
                  x + turn,
                  gap,
                  toX - turn,
                  toX,
                  gap,
                  toX,
                  gap + 5,
                  head - 3),
          stroke(colourOf(row.lane())),
          " stroke-width=\"2\"");
      out.append(
          "<path d=\"M%s %sl-5 -6h10z\" %s/>\n"
              .formatted(toX, head + 1, fill(colourOf(row.lane()))));
    }
  }

  private void row(int i) {
    Row row = picture.rows().get(i);
    int baseline = top[i] + 14;
    if (row.number() > 0) {
      text(
          placeLeft - pixels(1),
          baseline,
          digits(row),
          fill("muted"),
          " text-anchor=\"end\" font-size=\"12\"");
    }
    if (!place(row).isEmpty()) {
      text(placeLeft, baseline, place(row), fill("muted"), "");
    }
    int x = at[row.lane()];
    String colour = colourOf(row.lane());
    switch (row.mark()) {
      case ACTS -> circle(x, dotY(i), DOT, fill(colour) + " stroke-width=\"0\"");
      case WAITS ->
          circle(
              x,
              dotY(i),
              DOT - 1,
              "class=\"wbl-f-bg wbl-s-%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"2\""
                  .formatted(colour, light("bg"), light(colour)));
      case FAILS ->
          path(
              "M%s %sl10 10m0 -10l-10 10".formatted(x - 5, dotY(i) - 5),
              stroke("bad"),
              " stroke-width=\"3\" stroke-linecap=\"round\"");
      case GOES_ROUND -> {
        circle(
            x,
            dotY(i),
            DOT,
            "class=\"wbl-f-bg\" fill=\"%s\" stroke-width=\"0\"".formatted(light("bg")));
        path(
            "M%s %sa5 5 0 1 1 -3 -4.5".formatted(x + 5, dotY(i)),
            stroke(colour),
            " stroke-width=\"2\"");
        out.append(
            "<path d=\"M%s %sl-2 -5l6 1z\" %s/>\n".formatted(x + 3, dotY(i) - 3, fill(colour)));
      }
    }
    String paint = fill(row.mark() == Mark.FAILS ? "bad" : "fg");
    String weight = row.matters() ? " font-weight=\"bold\"" : "";
    for (int k = 0; k < texts.get(i).size(); k++) {
      text(x + TEXT_LEFT, baseline + k * LINE, texts.get(i).get(k), paint, weight);
    }
  }

  private void circle(int x, int y, int radius, String paint) {
    out.append("<circle cx=\"%s\" cy=\"%s\" r=\"%s\" %s/>\n".formatted(x, y, radius, paint));
  }

  // ------------------------------------------------------------------------------- who waits for
  // whom

  private boolean circleFits() {
    return picture.circle() && picture.edges().size() >= 2 && picture.edges().size() <= 6;
  }

  private List<String> nodes() {
    List<String> nodes = new ArrayList<>();
    for (Edge e : picture.edges()) {
      nodes.add(Columns.fit(e.thread(), MOST_CHARS));
      nodes.add(Columns.fit(e.what(), MOST_CHARS));
    }
    return nodes;
  }

  private int nodeWidth() {
    return nodes().stream().mapToInt(n -> pixels(Columns.width(n)) + 24).max().orElse(0);
  }

  private int circleWidth() {
    int n = picture.edges().size();
    return circleFits() ? 2 * PADDING + 40 + n * nodeWidth() + (n - 1) * NODE_GAP : 0;
  }

  /**
   * Threads and what they wait for, by turns, as a ring: to the right above, back to the left
   * below.
   */
  private int circle(int y) {
    List<String> nodes = nodes();
    int n = nodes.size() / 2;
    int w = nodeWidth();
    int upper = y + 10;
    int lower = upper + LEVEL;
    for (int i = 0; i < nodes.size(); i++) {
      int column = i < n ? i : 2 * n - 1 - i;
      int x = PADDING + 20 + column * (w + NODE_GAP);
      int nodeY = i < n ? upper : lower;
      node(x, nodeY, w, nodes.get(i), i % 2 == 0);
      String label = i % 2 == 0 ? "waits for" : "held by";
      int middle = nodeY + NODE / 2;
      if (i < n - 1) {
        arrow(x + w + 4, middle, x + w + NODE_GAP - 4, middle);
        label(x + w + NODE_GAP / 2, middle - 7, label, "middle");
      } else if (i == n - 1) {
        arrow(x + w / 2, upper + NODE + 4, x + w / 2, lower - 4);
        label(x + w / 2 + 12, (upper + lower + NODE) / 2 + 4, label, "start");
      } else if (i < 2 * n - 1) {
        arrow(x - 4, middle, x - NODE_GAP + 4, middle);
        label(x - NODE_GAP / 2, middle - 7, label, "middle");
      } else {
        arrow(x + w / 2, lower - 4, x + w / 2, upper + NODE + 4);
        label(x + w / 2 + 12, (upper + lower + NODE) / 2 + 4, label, "start");
      }
    }
    return lower + NODE + 18;
  }

  private int chains(int y) {
    int w = nodeWidth();
    int at = y + 4;
    for (Edge e : picture.edges()) {
      int x = PADDING;
      node(x, at, w, Columns.fit(e.thread(), MOST_CHARS), true);
      x += w;
      arrow(x + 4, at + NODE / 2, x + NODE_GAP - 4, at + NODE / 2);
      label(x + NODE_GAP / 2, at + NODE / 2 - 7, "waits for", "middle");
      x += NODE_GAP;
      node(x, at, w, Columns.fit(e.what(), MOST_CHARS), false);
      x += w;
      String by = e.by();
      if (by != null) {
        arrow(x + 4, at + NODE / 2, x + NODE_GAP - 4, at + NODE / 2);
        label(x + NODE_GAP / 2, at + NODE / 2 - 7, "held by", "middle");
        node(x + NODE_GAP, at, w, Columns.fit(by, MOST_CHARS), true);
      }
      at += NODE + 14;
    }
    return at + 10;
  }

  private void node(int x, int y, int w, String name, boolean thread) {
    int lane = picture.lanes().indexOf(name);
    String paint =
        thread
            ? fill(lane < 0 ? "t5" : colourOf(lane))
            : "class=\"wbl-f-box wbl-s-line\" fill=\"%s\" stroke=\"%s\""
                .formatted(light("box"), light("line"));
    rect(x, y, w, NODE, thread ? NODE / 2 : 4, paint);
    text(
        x + w / 2,
        y + 19,
        name,
        fill(thread ? "bg" : "fg"),
        " text-anchor=\"middle\"" + (thread ? " font-weight=\"bold\"" : ""));
  }

  private void arrow(int x, int y, int toX, int toY) {
    path("M%s %sL%s %s".formatted(x, y, toX, toY), stroke("bad"), " stroke-width=\"2\"");
    String head =
        y == toY ? toX > x ? "l-8 -5v10z" : "l8 -5v10z" : toY > y ? "l-5 -8h10z" : "l-5 8h10z";
    out.append("<path d=\"M%s %s%s\" %s/>\n".formatted(toX, toY, head, fill("bad")));
  }

  private void label(int x, int y, String text, String anchor) {
    text(x, y, text, fill("muted"), " font-size=\"12\" text-anchor=\"" + anchor + "\"");
  }

  // ------------------------------------------------------------------------------------ below

  private int legend(int y) {
    boolean holds =
        picture.rows().stream().anyMatch(r -> r.after().stream().anyMatch(State::holds));
    boolean waits =
        picture.rows().stream().anyMatch(r -> r.after().stream().anyMatch(State::waits));
    int x = PADDING;
    int line = y + 10;
    if (holds) {
      path(
          "M%s %sh22".formatted(x, line),
          stroke("t5"),
          " stroke-width=\"9\" stroke-opacity=\".3\"");
      path("M%s %sh22".formatted(x, line), stroke("line"), " stroke-width=\"2\"");
      x = caption(x + 30, line, "holds a lock");
    }
    if (waits) {
      path(
          "M%s %sh22".formatted(x, line),
          stroke("t5"),
          " stroke-width=\"2\" stroke-dasharray=\"2 5\"");
      x = caption(x + 30, line, "waits");
    }
    if (picture.leftOut() > 0) {
      x =
          caption(
              x,
              line,
              picture.leftOut() + (picture.leftOut() == 1 ? " step" : " steps") + " left out");
    }
    if (picture.undrawn() > 0) {
      x = caption(x, line, picture.undrawn() + " more threads not drawn");
    }
    return x == PADDING ? y : y + 28;
  }

  private int caption(int x, int line, String text) {
    text(x, line + 4, text, fill("muted"), " font-size=\"12\"");
    return x + pixels(text.length()) + 16;
  }

  private int paragraph(int y, String label, String text, String colour) {
    int columns = (width - 2 * PADDING) * 100 / ADVANCE - label.length();
    int line = y;
    if (!label.isEmpty()) {
      text(PADDING, line + 14, label.trim(), fill(colour), " font-weight=\"bold\"");
    }
    for (String part : Columns.wrap(text, columns)) {
      text(PADDING + pixels(label.length()), line + 14, part, fill(colour), "");
      line += LINE;
    }
    return line;
  }

  private static String xml(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    Columns.oneLine(text)
        .codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> escaped.append("&amp;");
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '"' -> escaped.append("&quot;");
            case '\'' -> escaped.append("&#39;");
            default -> escaped.appendCodePoint(c);
          }
        });
    return escaped.toString();
  }
}
