package workbook.grader.compile;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits Java source into words and signs, as far as it takes to tell code from comments and
 * layout.
 *
 * <p>Literals stay as they are, so that what looks like a comment within a string is none. It takes
 * whatever it gets, for what it reads need not compile.
 */
final class Tokens {
  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;

  /** A word, a literal or a sign of the code, and the line on which it begins. */
  record Token(String text, int line) {}

  private Tokens(String source) {
    this.source = source;
  }

  static List<Token> of(String text) {
    var tokens = new Tokens(translated(text.replace("\r\n", "\n").replace('\r', '\n')));
    tokens.split();
    return tokens.tokens;
  }

  private void split() {
    while (at < source.length()) {
      int start = at;
      if (Character.isWhitespace(source.charAt(at))) {
        skipTo(at + 1);
      } else if (source.startsWith("//", at)) {
        skipTo(orEnd(source.indexOf('\n', at)));
      } else if (source.startsWith("/*", at)) {
        int end = source.indexOf("*/", at + 2);
        skipTo(end < 0 ? source.length() : end + 2);
      } else if (source.startsWith("\"\"\"", at)) {
        add(endOfLiteral("\"\"\"", at + 3, true));
      } else if (source.charAt(at) == '"' || source.charAt(at) == '\'') {
        add(endOfLiteral(source.substring(at, at + 1), at + 1, false));
      } else if (Character.isJavaIdentifierPart(source.codePointAt(at))) {
        int end = at;
        while (end < source.length() && Character.isJavaIdentifierPart(source.codePointAt(end))) {
          end += Character.charCount(source.codePointAt(end));
        }
        add(end);
      } else if (source.startsWith("++", at) || source.startsWith("--", at)) {
        add(at + 2); // the only signs that mean something else with a blank between
      } else {
        add(at + Character.charCount(source.codePointAt(at)));
      }
      assert at > start;
    }
  }

  private int endOfLiteral(String quote, int from, boolean overLines) {
    for (int i = from; i < source.length(); i++) {
      if (source.startsWith(quote, i)) {
        return i + quote.length();
      }
      if (source.charAt(i) == '\n' && !overLines) {
        return i;
      }
      if (source.charAt(i) == '\\') {
        i++;
      }
    }
    return source.length();
  }

  private void add(int end) {
    int stop = Math.min(end, source.length());
    tokens.add(new Token(source.substring(at, stop), line));
    skipTo(stop);
  }

  private void skipTo(int end) {
    for (; at < end; at++) {
      if (source.charAt(at) == '\n') {
        line++;
      }
    }
  }

  private int orEnd(int index) {
    return index < 0 ? source.length() : index;
  }

  /** Returns the text with its Unicode escapes as the characters that they stand for (JLS 3.3). */
  private static String translated(String text) {
    if (!text.contains("\\u")) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        int digits = i + 1;
        while (digits < text.length() && text.charAt(digits) == 'u') {
          digits++;
        }
        if (digits > i + 1 && isHex(text, digits)) {
          out.append((char) Integer.parseInt(text, digits, digits + 4, 16));
          i = digits + 3;
        } else { // the next character is not the beginning of an escape, whatever it is
          out.append(c).append(text.charAt(i + 1));
          i++;
        }
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static boolean isHex(String text, int from) {
    return from + 4 <= text.length()
        && text.substring(from, from + 4).chars().allMatch(c -> Character.digit(c, 16) >= 0);
  }
}
