package workbook.explorer.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import workbook.explorer.render.Picture.Edge;
import workbook.explorer.render.Picture.Mark;
import workbook.explorer.render.Picture.Row;
import workbook.explorer.render.Picture.State;
import workbook.explorer.trace.Finding;
import workbook.explorer.trace.Place;
import workbook.explorer.trace.Step;

/**
 * A failing schedule as lanes side by side, one for each thread, reduced to the steps that matter;
 * time runs downwards.
 *
 * <p>No line is wider than 100 columns, and there are at most 28 steps: a reader who has to scroll
 * compares nothing.
 */
public final class Lanes {
  /** Columns that a line has at most. */
  public static final int COLUMNS = 100;

  private static final int NARROWEST = 12;
  private static final int AIRY = 28;
  private static final int WIDEST = 40;
  private static final int GAP = 2;
  private static final int MOST_LINES = 3;
  private static final int MESSAGE = 18;
  private static final int NODE = 22;

  private final Picture picture;

  private Lanes(Picture picture) {
    this.picture = picture;
  }

  /**
   * Draws a schedule.
   *
   * @param trace all steps, in order
   * @param finding what is wrong with it
   * @param expected what must hold, a sentence
   */
  public static Lanes of(List<Step> trace, Finding finding, String expected) {
    return of(trace, finding, null, expected);
  }

  /**
   * Draws a schedule in which a data race was seen besides.
   *
   * @param race told below the lanes where it is a race and not the finding itself; may be null
   */
  public static Lanes of(
      List<Step> trace, Finding finding, @Nullable Finding race, String expected) {
    Finding.DataRace dataRace = race instanceof Finding.DataRace r ? r : null;
    return new Lanes(Reduction.picture(trace, finding, dataRace, expected));
  }

  Picture picture() {
    return picture;
  }

  /** The picture in box drawing characters; each line ends with a line feed. */
  public String text() {
    return new Drawing(picture, Signs.BOXES).draw();
  }

  /**
   * The picture in ASCII, for terminals and logs that show nothing else; what is not ASCII in a
   * name is "?".
   */
  public String ascii() {
    return new Drawing(picture, Signs.ASCII).draw();
  }

  @Override
  public String toString() {
    return text();
  }

  /** The characters that a drawing is made of. */
  private enum Signs {
    BOXES(
        "●", "○", "✗", "↻", "│", "║", "┊", "┇", "─", "┼", "├", "╰", "┤", "╯", "▶", "◀", "╭", "╮",
        "▸"),
    ASCII(
        "*", "o", "X", "@", "|", "#", ":", ";", "-", "+", "+", "`", "+", "'", ">", "<", ".", ".",
        ">");

    final String acts;
    final String waitsNow;
    final String fails;
    final String round;
    final String paused;
    final String holds;
    final String waits;
    final String waitsAndHolds;
    final String across;
    final String cross;
    final String leaveRight;
    final String endRight;
    final String leaveLeft;
    final String endLeft;
    final String right;
    final String left;
    final String cornerLeft;
    final String cornerRight;
    final String matters;

    Signs(String... s) {
      acts = s[0];
      waitsNow = s[1];
      fails = s[2];
      round = s[3];
      paused = s[4];
      holds = s[5];
      waits = s[6];
      waitsAndHolds = s[7];
      across = s[8];
      cross = s[9];
      leaveRight = s[10];
      endRight = s[11];
      leaveLeft = s[12];
      endLeft = s[13];
      right = s[14];
      left = s[15];
      cornerLeft = s[16];
      cornerRight = s[17];
      matters = s[18];
    }

    String of(Mark mark) {
      return switch (mark) {
        case ACTS -> acts;
        case WAITS -> waitsNow;
        case FAILS -> fails;
        case GOES_ROUND -> round;
      };
    }

    String of(State state) {
      return switch (state) {
        case AWAY -> " ";
        case PAUSED -> paused;
        case HOLDS -> holds;
        case WAITS -> waits;
        case WAITS_AND_HOLDS -> waitsAndHolds;
      };
    }

    /** A text in the characters that may be used, as wide as before. */
    String text(String text) {
      if (this == BOXES) {
        return text;
      }
      StringBuilder ascii = new StringBuilder(text.length());
      text.codePoints()
          .forEach(c -> {
            switch (c) {
              case '…' -> ascii.append('~');
              case '‘', '’' -> ascii.append('\'');
              case '“', '”' -> ascii.append('"');
              case '–', '—' -> ascii.append('-');
              default -> {
                if (c < 0x7F) {
                  ascii.appendCodePoint(c);
                } else {
                  ascii.repeat("?", Columns.width(c));
                }
              }
            }
          });
      return ascii.toString();
    }
  }

  /** One line of characters, of which some take two columns. */
  private static final class Line {
    private final List<String> cells = new ArrayList<>();

    void put(int column, String text) {
      int at = column;
      for (int c : text.codePoints().toArray()) {
        int width = Columns.width(c);
        while (cells.size() < at + width) {
          cells.add(" ");
        }
        if (width == 0 && at > 0) {
          cells.set(at - 1, cells.get(at - 1) + Character.toString(c));
          continue;
        }
        cells.set(at, Character.toString(c));
        if (width == 2) {
          cells.set(at + 1, "");
        }
        at += width;
      }
    }

    boolean isBlank(int column) {
      return column >= cells.size() || cells.get(column).equals(" ");
    }

    @Override
    public String toString() {
      return String.join("", cells).stripTrailing();
    }
  }

  /** Draws one picture in one set of characters. */
  private static final class Drawing {
    private final Picture picture;
    private final Signs signs;
    private final StringBuilder out = new StringBuilder();
    private final int numberWidth;
    private final int placeWidth;
    private final Set<State> seen = EnumSet.noneOf(State.class);
    private final int[] at;
    private final int[] room;

    Drawing(Picture picture, Signs signs) {
      this.picture = picture;
      this.signs = signs;
      int lanes = picture.lanes().size();
      numberWidth =
          picture.rows().stream()
              .mapToInt(r -> String.valueOf(r.number()).length())
              .max()
              .orElse(1);
      placeWidth =
          Math.min(
              lanes <= 3 ? 28 : lanes == 4 ? 22 : 18,
              picture.rows().stream().mapToInt(r -> Columns.width(place(r.at()))).max().orElse(0));
      int start = 2 + numberWidth + 1 + placeWidth + 2;
      int[] widths = share(COLUMNS - start);
      at = new int[lanes];
      room = new int[lanes];
      int x = start;
      for (int i = 0; i < lanes; i++) {
        at[i] = x;
        room[i] = widths[i] - (i == lanes - 1 ? 0 : GAP);
        x += widths[i];
      }
    }

    private String place(Place place) {
      return place.equals(Place.NOWHERE) ? "" : Columns.oneLine(place.toString());
    }

    /**
     * Shares the columns out: to each lane what its texts need, and where that is too much, less to
     * the widest. Messages of errors need little, for they are long enough to be broken anyway.
     */
    private int[] share(int columns) {
      int lanes = picture.lanes().size();
      int[] widths = new int[lanes];
      for (int i = 0; i < lanes; i++) {
        widths[i] = Columns.width(picture.lanes().get(i));
      }
      for (Row row : picture.rows()) {
        int needed = 2 + Columns.width(row.text());
        int granted = row.mark() == Mark.FAILS ? Math.min(needed, MESSAGE) : needed;
        widths[row.lane()] = Math.max(widths[row.lane()], granted);
      }
      for (int i = 0; i < lanes; i++) {
        widths[i] = Math.clamp(widths[i] + (i == lanes - 1 ? 0 : GAP), NARROWEST, WIDEST);
      }
      while (Arrays.stream(widths).sum() > columns) {
        int widest = 0;
        for (int i = 1; i < lanes; i++) {
          widest = widths[i] > widths[widest] ? i : widest;
        }
        widths[widest]--;
      }
      int spare = columns - Arrays.stream(widths).sum();
      for (int i = 0; i < lanes - 1; i++) {
        int more = Math.clamp(AIRY - widths[i], 0, spare / lanes);
        widths[i] += more;
      }
      if (lanes > 0) {
        widths[lanes - 1] = columns - Arrays.stream(widths, 0, lanes - 1).sum();
      }
      return widths;
    }

    String draw() {
      if (!picture.rows().isEmpty()) {
        head();
        picture.rows().forEach(this::row);
        out.append('\n');
      }
      diagram();
      legend();
      if (!picture.notes().isEmpty()) {
        picture.notes().forEach(note -> paragraph("", note));
        out.append('\n');
      }
      paragraph("Expected: ", picture.expected());
      paragraph("Came:     ", picture.came());
      return out.toString();
    }

    private void line(Line line) {
      out.append(line).append('\n');
    }

    private void head() {
      Line names = new Line();
      for (int i = 0; i < at.length; i++) {
        names.put(at[i], signs.text(Columns.fit(picture.lanes().get(i), room[i])));
      }
      line(names);
    }

    private List<String> wrapped(String text, int columns, int most) {
      return Columns.wrap(text, columns, most).stream().map(signs::text).toList();
    }

    private void row(Row row) {
      List<String> texts = wrapped(row.text(), room[row.lane()] - 2, MOST_LINES);
      for (int i = 0; i < texts.size(); i++) {
        Line line = new Line();
        if (i == 0) {
          line.put(0, row.matters() ? signs.matters : " ");
          String number = row.number() == 0 ? "" : String.valueOf(row.number());
          line.put(2 + numberWidth - number.length(), number);
          line.put(2 + numberWidth + 1, signs.text(Columns.fitEnd(place(row.at()), placeWidth)));
        }
        for (int lane = 0; lane < at.length; lane++) {
          State state = row.after().get(lane);
          line.put(at[lane], signs.of(state));
          if (lane != row.lane() || i > 0) {
            seen.add(state);
          }
        }
        if (i == 0) {
          line.put(at[row.lane()], signs.of(row.mark()));
        }
        line.put(at[row.lane()] + 2, texts.get(i));
        if (i == 0 && row.from() >= 0) {
          switchOver(line, row, Columns.width(texts.get(i)));
        }
        line(line);
      }
    }

    /** Draws the line from the thread that acted before to the one that acts now. */
    private void switchOver(Line line, Row row, int textWidth) {
      int from = at[row.from()];
      int to = at[row.lane()];
      boolean ended = row.after().get(row.from()) == State.AWAY;
      int head = from < to ? to - 1 : to + 2 + textWidth + 1;
      int low = from < to ? from + 1 : head + 1;
      int high = from < to ? head - 1 : from - 1;
      for (int x = low; x <= high; x++) {
        line.put(x, line.isBlank(x) ? signs.across : signs.cross);
      }
      line.put(head, from < to ? signs.right : signs.left);
      if (from < to) {
        line.put(from, ended ? signs.endRight : signs.leaveRight);
      } else {
        line.put(from, ended ? signs.endLeft : signs.leaveLeft);
      }
    }

    /**
     * Draws who waits for whom: as a circle in one line where it fits, otherwise a line for each
     * thread.
     */
    private void diagram() {
      List<Edge> edges = picture.edges();
      if (edges.isEmpty()) {
        return;
      }
      String waits = " " + signs.across + "waits for" + signs.across + signs.right + " ";
      String held = " " + signs.across + "held by" + signs.across + signs.right + " ";
      String end = " " + signs.across + "held by" + signs.across;
      StringBuilder chain = new StringBuilder();
      for (Edge e : edges) {
        chain.append(chain.isEmpty() ? "" : held).append(signs.text(e.thread()));
        chain.append(waits).append(signs.text(e.what()));
      }
      chain.append(end);
      int width = Columns.width(chain.toString());
      if (picture.circle() && width <= COLUMNS - 8) {
        Line top = new Line();
        top.put(2, signs.cornerLeft + signs.right + " " + chain);
        top.put(5 + width, signs.across + signs.cornerRight);
        Line bottom = new Line();
        bottom.put(2, signs.endRight + signs.across.repeat(width + 3) + signs.endLeft);
        line(top);
        line(bottom);
      } else {
        int threads =
            Math.min(NODE, edges.stream().mapToInt(e -> Columns.width(e.thread())).max().orElse(0));
        int objects =
            Math.min(NODE, edges.stream().mapToInt(e -> Columns.width(e.what())).max().orElse(0));
        for (int i = 0; i < edges.size(); i++) {
          Edge e = edges.get(i);
          Line line = new Line();
          if (picture.circle()) {
            line.put(
                2,
                i == 0
                    ? signs.cornerLeft + signs.right
                    : i == edges.size() - 1 ? signs.endRight + signs.across : signs.paused);
          }
          line.put(5, signs.text(Columns.fit(e.thread(), threads)));
          line.put(5 + threads, waits);
          int x = 5 + threads + Columns.width(waits);
          line.put(x, signs.text(Columns.fit(e.what(), objects)));
          if (e.by() != null) {
            line.put(x + objects, held);
            line.put(x + objects + Columns.width(held), signs.text(Columns.fit(e.by(), NODE)));
          }
          line(line);
        }
      }
      out.append('\n');
    }

    private void legend() {
      List<String> parts = new ArrayList<>();
      if (picture.rows().stream().anyMatch(Row::matters)) {
        parts.add(signs.matters + " matters most");
      }
      for (State state : seen) {
        switch (state) {
          case AWAY, PAUSED -> {}
          case HOLDS -> parts.add(signs.holds + " holds a lock");
          case WAITS -> parts.add(signs.waits + " waits");
          case WAITS_AND_HOLDS -> parts.add(signs.waitsAndHolds + " waits and holds a lock");
        }
      }
      if (picture.leftOut() > 0) {
        parts.add(picture.leftOut() + (picture.leftOut() == 1 ? " step" : " steps") + " left out");
      }
      if (picture.undrawn() > 0) {
        parts.add(picture.undrawn() + " more threads not drawn");
      }
      if (!parts.isEmpty()) {
        out.append(String.join("   ", parts)).append("\n\n");
      }
    }

    private void paragraph(String label, String text) {
      List<String> lines = wrapped(text, COLUMNS - label.length(), Integer.MAX_VALUE);
      for (int i = 0; i < lines.size(); i++) {
        out.append(i == 0 ? label : " ".repeat(label.length())).append(lines.get(i)).append('\n');
      }
    }
  }
}
