package workbook.grader.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A source file's text, whatever editor wrote it.
 *
 * @param file where it is
 * @param text what it says, without a byte order mark
 */
record SourceText(Path file, String text) {

  /** Says that a file's bytes are not UTF-8, and from which line on. */
  static final class NotUtf8Exception extends Exception {
    private static final long serialVersionUID = 1;
    final int line;

    NotUtf8Exception(int line) {
      this.line = line;
    }
  }

  /** Reads a file, dropping the byte order mark that some editors put first. */
  static SourceText read(Path file) throws NotUtf8Exception {
    try {
      byte[] bytes = Files.readAllBytes(file);
      ByteBuffer in = ByteBuffer.wrap(bytes);
      try {
        String text = StandardCharsets.UTF_8.newDecoder().decode(in).toString();
        return new SourceText(file, text.startsWith("\uFEFF") ? text.substring(1) : text);
      } catch (CharacterCodingException e) {
        int line = 1;
        for (int i = 0; i < in.position(); i++) {
          line += bytes[i] == '\n' ? 1 : 0;
        }
        throw new NotUtf8Exception(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the code's words and signs, without comments, one blank between each two. */
  String essence() {
    return Tokens.of(text).stream().map(Tokens.Token::text).collect(Collectors.joining(" "));
  }

  /** Returns the line of the first word like this that is code, or 1 where there is none. */
  int lineOf(String word) {
    return Tokens.of(text).stream()
        .filter(t -> t.text().equals(word))
        .findFirst()
        .map(Tokens.Token::line)
        .orElse(1);
  }

  /**
   * Returns a name for what several files say, the same however they are commented and laid out, on
   * every machine: 16 hexadecimal digits.
   */
  static String fingerprint(List<SourceText> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (SourceText source : files) {
        digest.update(source.file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(source.essence().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
