package workbook.grader.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An exercise as it lies in the workbook.
 *
 * @param key its name
 * @param layout the workbook it lies in
 * @param readme its page in English
 */
public record Exercise(ExerciseKey key, Layout layout, Readme readme) {

  /** Returns the title in English. */
  public String title() {
    return readme.value("title");
  }

  /** Returns the points that it is worth. */
  public int points() {
    String points = readme.value("points");
    if (!points.matches("[1-9]\\d{0,4}")) {
      throw new BadContentException(
          readme.file() + ": 'points: ...' must be a whole number above 0, not " + points);
    }
    return Integer.parseInt(points);
  }

  /** Returns the fingerprint of the untouched stub. */
  public String stubFingerprint() {
    return readme.value("stub");
  }

  /** Returns the names of the files that are given to the learner and may not be changed. */
  public List<String> given() {
    return readme.words("given");
  }

  /** Returns the keys of the exercises whose ideas it uses. */
  public List<String> buildsOn() {
    return readme.words("builds-on");
  }

  /** Returns the hints in English. */
  public List<Hint> hints() {
    return readme.hints();
  }

  /**
   * Returns the Java files that the exercise is made of, as paths below its folder, from its
   * reference answer.
   */
  public List<String> fileNames() {
    return javaFiles(solutionFolder()).stream().map(f -> below(solutionFolder(), f)).toList();
  }

  /** Returns the folder of the reference answer. */
  public Path solutionFolder() {
    return key.in(layout.solutions());
  }

  /** Returns the folder that holds the stubs, and later the learner's answer. */
  public Path stubFolder() {
    return key.in(layout.exercises());
  }

  /** Returns the sources of tests, rules and scenarios. */
  public List<Path> testSources() {
    return javaFiles(key.in(layout.tests()));
  }

  /** Returns the sources of the jcstress tests; none where the exercise has no use for them. */
  public List<Path> stressSources() {
    return javaFiles(key.in(layout.stress()));
  }

  /** Returns the folders of other right answers. */
  public List<Path> rightVariants() {
    return folders(key.below(layout.rightVariants()));
  }

  /** Returns the folders of wrong answers. */
  public List<Path> wrongVariants() {
    return folders(key.below(layout.wrongVariants()));
  }

  /**
   * Returns the Java files below a folder, sorted; none where there is no such folder. What some
   * machines leave beside a file, such as {@code ._Account.java}, is none.
   */
  public static List<Path> javaFiles(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(f -> f.getFileName().toString().matches("[^.].*\\.java"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a file's path below a folder, with slashes on every machine. */
  static String below(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  private static List<Path> folders(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(folder)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
