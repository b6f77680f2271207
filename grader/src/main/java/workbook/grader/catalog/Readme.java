package workbook.grader.catalog;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An exercise's README: front matter, then the page that a learner reads, with folded hints.
 *
 * @param file where it is
 * @param frontMatter the lines between the two rules at the top, as {@code name: value}
 * @param body all after them
 */
public record Readme(Path file, Properties frontMatter, String body) {
  private static final Pattern FRONT_MATTER =
      Pattern.compile("\\A\\uFEFF?---\\R(.*?)\\R---\\R(.*)\\z", Pattern.DOTALL);
  private static final Pattern HINT =
      Pattern.compile(
          "<details>\\s*<summary>(.*?)</summary>(.*?)</details>",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  /**
   * Reads a README.
   *
   * @throws BadContentException where the front matter is missing or unreadable
   */
  public static Readme read(Path file) {
    try {
      Matcher parts = FRONT_MATTER.matcher(Files.readString(file));
      if (!parts.matches()) {
        throw new BadContentException(
            file + ": line 1 must be ---, then name: value lines, then --- again");
      }
      var frontMatter = new Properties();
      frontMatter.load(new StringReader(parts.group(1)));
      return new Readme(file, frontMatter, parts.group(2));
    } catch (CharacterCodingException e) {
      throw new BadContentException(file + ": not UTF-8; save it again with that encoding");
    } catch (IllegalArgumentException e) {
      throw new BadContentException(file + ": the front matter has a broken \\u escape");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns a value of the front matter.
   *
   * @throws BadContentException where it has none of that name
   */
  public String value(String name) {
    String value = frontMatter.getProperty(name, "").strip();
    if (value.isEmpty()) {
      throw new BadContentException(file + ": the front matter lacks '" + name + ": ...'");
    }
    return value;
  }

  /** Returns the words after a name of the front matter, none where it is not there. */
  public List<String> words(String name) {
    String value = frontMatter.getProperty(name, "").strip();
    return value.isEmpty() ? List.of() : List.of(value.split("[,\\s]+"));
  }

  /** Returns the hints, in the order in which they are to be asked for. */
  public List<Hint> hints() {
    return HINT.matcher(body)
        .results()
        .map(m -> new Hint(m.group(1).strip(), m.group(2).strip()))
        .toList();
  }
}
