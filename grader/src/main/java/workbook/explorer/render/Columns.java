package workbook.explorer.render;

import java.util.ArrayList;
import java.util.List;

/**
 * Measures and cuts text by the columns that it takes in a terminal, where a Chinese character
 * takes two.
 */
final class Columns {
  private static final String CUT = "…";

  /** How many columns a text takes. */
  static int width(String text) {
    return text.codePoints().map(Columns::width).sum();
  }

  /**
   * How many columns a character takes: 0, 1 or 2. The ranges are the wide ones of Unicode's UAX
   * 11, in blocks.
   */
  static int width(int c) {
    if (c < 0x300) {
      return 1;
    }
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean wide =
        (c >= 0x1100 && c <= 0x115F)
            || (c >= 0x2E80 && c <= 0xA4CF && c != 0x303F)
            || (c >= 0xA960 && c <= 0xA97F)
            || (c >= 0xAC00 && c <= 0xD7A3)
            || (c >= 0xF900 && c <= 0xFAFF)
            || (c >= 0xFE30 && c <= 0xFE6F)
            || (c >= 0xFF00 && c <= 0xFF60)
            || (c >= 0xFFE0 && c <= 0xFFE6)
            || (c >= 0x1F300 && c <= 0x1F64F)
            || (c >= 0x1F680 && c <= 0x1F6FF)
            || (c >= 0x1F900 && c <= 0x1F9FF)
            || (c >= 0x20000 && c <= 0x3FFFD);
    return wide ? 2 : 1;
  }

  /**
   * Makes one line of what code under test may have put into a name or a value: no line ends, no
   * control characters, nothing that turns the direction of writing, no half of a surrogate pair.
   */
  static String oneLine(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          switch (Character.getType(c)) {
            case Character.CONTROL,
                Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR,
                Character.SPACE_SEPARATOR ->
                clean.append(' ');
            case Character.FORMAT -> {}
            case Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE ->
                clean.append('\uFFFD');
            default -> clean.appendCodePoint(c);
          }
        });
    return clean.toString();
  }

  /**
   * Cuts the middle out of a text that is too wide: its end often tells more, as the number in
   * {@code Account#2}.
   */
  static String fit(String text, int columns) {
    if (width(text) <= columns) {
      return text;
    }
    int number = width(text.substring(Math.max(0, text.lastIndexOf('#'))));
    int tail = number <= (columns - 1) / 2 ? number : (columns - 1) / 3;
    return head(text, columns - 1 - tail) + CUT + tail(text, tail);
  }

  /** Cuts the start off a text that is too wide. */
  static String fitEnd(String text, int columns) {
    return width(text) <= columns ? text : CUT + tail(text, columns - 1);
  }

  /** Cuts the end off a text that is too wide. */
  static String fitStart(String text, int columns) {
    return width(text) <= columns ? text : head(text, columns - 1) + CUT;
  }

  private static String head(String text, int columns) {
    int end = 0;
    int taken = 0;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      taken += width(c);
      if (taken > columns) {
        break;
      }
      end += Character.charCount(c);
    }
    return text.substring(0, end);
  }

  private static String tail(String text, int columns) {
    int start = text.length();
    int taken = 0;
    while (start > 0) {
      int c = text.codePointBefore(start);
      taken += width(c);
      if (taken > columns) {
        break;
      }
      start -= Character.charCount(c);
    }
    return text.substring(start);
  }

  /**
   * Breaks a text into lines at its spaces; of a word that is too long for a line, the middle is
   * cut out.
   */
  static List<String> wrap(String text, int columns) {
    return wrap(text, columns, Integer.MAX_VALUE);
  }

  /** Breaks a text into at most so many lines; what does not fit is cut off. */
  static List<String> wrap(String text, int columns, int most) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int at = 0;
    for (String word : text.trim().split(" +", -1)) {
      int needed = (at == 0 ? 0 : 1) + width(word);
      if (at > 0 && at + needed > columns) {
        lines.add(line.toString());
        line.setLength(0);
        at = 0;
      }
      String fitting = fit(word, columns);
      if (at > 0) {
        line.append(' ');
        at++;
      }
      line.append(fitting);
      at += width(fitting);
    }
    lines.add(line.toString());
    if (lines.size() > most) {
      String rest = String.join(" ", lines.subList(most - 1, lines.size()));
      lines = new ArrayList<>(lines.subList(0, most - 1));
      lines.add(fitStart(rest, columns));
    }
    return lines;
  }

  private Columns() {}
}
