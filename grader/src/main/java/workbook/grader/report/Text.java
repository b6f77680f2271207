package workbook.grader.report;

import java.lang.Character.UnicodeScript;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes text fit: for a terminal's columns, for its characters, and for its safety. */
final class Text {
  private static final int TAB = 8;

  /** Plain stand-ins for what evidence may be drawn with. */
  private static final Map<Integer, String> PLAIN =
      Map.ofEntries(
          Map.entry((int) '…', "..."),
          Map.entry((int) '→', "->"),
          Map.entry((int) '←', "<-"),
          Map.entry((int) '↔', "<->"),
          Map.entry((int) '⇒', "=>"),
          Map.entry((int) '≤', "<="),
          Map.entry((int) '≥', ">="),
          Map.entry((int) '≠', "!="),
          Map.entry((int) '×', "x"),
          Map.entry((int) '·', "."),
          Map.entry((int) '✔', "+"),
          Map.entry((int) '✘', "x"),
          Map.entry((int) '–', "-"),
          Map.entry((int) '—', "-"),
          Map.entry((int) '‘', "'"),
          Map.entry((int) '’', "'"),
          Map.entry((int) '“', "\""),
          Map.entry((int) '”', "\""));

  private Text() {}

  /** Returns the text as one line: controls are gone, and each run of white space is one blank. */
  static String line(String text) {
    return harmless(text.replaceAll("[\\s\\u0085\\u2028\\u2029]+", " ")).strip();
  }

  /**
   * Returns the lines of a text, tabs as blanks, without anything that could steer a terminal;
   * blank lines at either end are left out.
   */
  static List<String> lines(String text) {
    List<String> lines =
        new ArrayList<>(
            text.lines().map(line -> harmless(tabsAsBlanks(line)).stripTrailing()).toList());
    while (!lines.isEmpty() && lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    while (!lines.isEmpty() && lines.getFirst().isEmpty()) {
      lines.removeFirst();
    }
    return lines;
  }

  /**
   * Shows each control character as a sign of its own: what a learner's program says may hold
   * escape sequences, and marks that turn the direction of writing.
   */
  private static String harmless(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (Character.isISOControl(c) || turnsDirection(c) || isLoneSurrogate(c)) {
            out.append("\\u%04x".formatted(c));
          } else {
            out.appendCodePoint(c);
          }
        });
    return out.toString();
  }

  private static boolean turnsDirection(int c) {
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
  }

  private static boolean isLoneSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  private static String tabsAsBlanks(String line) {
    if (line.indexOf('\t') < 0) {
      return line;
    }
    var out = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '\t') {
        out.repeat(' ', TAB - out.length() % TAB);
      } else {
        out.append(line.charAt(i));
      }
    }
    return out.toString();
  }

  /** Returns the text with a plain stand-in for every character that the charset does not have. */
  static String fit(String text, Charset charset) {
    if (!charset.canEncode()) {
      return text;
    }
    CharsetEncoder encoder = charset.newEncoder();
    if (encoder.canEncode(text)) {
      return text;
    }
    var out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          String one = Character.toString(c);
          out.append(encoder.canEncode(one) ? one : plain(c));
        });
    return out.toString();
  }

  private static String plain(int c) {
    return switch (Character.UnicodeBlock.of(c)) {
      case Character.UnicodeBlock block when block.equals(Character.UnicodeBlock.BOX_DRAWING) ->
          switch (c) {
            case '─', '━', '╌', '═' -> "-";
            case '│', '┃', '╎', '║' -> "|";
            default -> "+";
          };
      case null, default -> PLAIN.getOrDefault(c, "?");
    };
  }

  /** Returns how many columns a terminal gives the text. */
  static int width(String text) {
    return text.codePoints().map(Text::width).sum();
  }

  private static int width(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    if (c < 0x1100) {
      return 1;
    }
    UnicodeScript script = UnicodeScript.of(c);
    boolean wide =
        script == UnicodeScript.HAN
            || script == UnicodeScript.HIRAGANA
            || script == UnicodeScript.KATAKANA
            || script == UnicodeScript.HANGUL
            || (c >= 0x3000 && c <= 0x303e)
            || (c >= 0xff01 && c <= 0xff60)
            || (c >= 0xffe0 && c <= 0xffe6)
            || (c >= 0x1f300 && c <= 0x1faff);
    return wide ? 2 : 1;
  }

  /** Returns the text, filled up with blanks to that many columns. */
  static String pad(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - width(text)));
  }

  /** Returns the text, cut to that many columns if it has more, which the ellipsis then tells. */
  static String cut(String text, int columns, String ellipsis) {
    if (width(text) <= columns) {
      return text;
    }
    int left = Math.max(0, columns - width(ellipsis));
    var out = new StringBuilder();
    for (int c : text.codePoints().toArray()) {
      left -= width(c);
      if (left < 0) {
        break;
      }
      out.appendCodePoint(c);
    }
    return out.toString().stripTrailing() + ellipsis;
  }

  /**
   * Returns the text in lines of at most that many columns, broken between words; a word that is
   * longer keeps a line to itself, for a path that is cut in two cannot be clicked.
   */
  static List<String> wrap(String text, int columns) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && width(line.toString()) + 1 + width(word) > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** Returns a sentence from half a one; a name in code at its head keeps its small letter. */
  static String sentence(String text) {
    String line = line(text);
    if (line.isEmpty()) {
      return line;
    }
    String firstWord = line.split(" ", 2)[0];
    boolean code = !firstWord.matches("[\\p{L}'-]+[,.!?]?");
    String head = code ? line : line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1);
    return ".!?:。！？".indexOf(head.charAt(head.length() - 1)) >= 0 ? head : head + ".";
  }
}
