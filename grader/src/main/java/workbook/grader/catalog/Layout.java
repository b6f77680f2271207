package workbook.grader.catalog;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where things are in a checkout of the workbook.
 *
 * @param root the folder with the top {@code pom.xml}
 */
public record Layout(Path root) {
  /** Returns the layout of the checkout that a folder lies in, or else complains. */
  public static Layout around(Path folder) {
    for (Path p = folder.toAbsolutePath().normalize(); p != null; p = p.getParent()) {
      if (Files.isDirectory(p.resolve("exercises/src/main/java/workbook"))) {
        return new Layout(p);
      }
    }
    throw new BadContentException(
        "no exercises/src/main/java/workbook in or above " + folder + "; is this the workbook?");
  }

  /** Returns the source root of what the learner edits. */
  public Path exercises() {
    return root.resolve("exercises/src/main/java");
  }

  /** Returns the source root of tests, rules and scenarios. */
  public Path tests() {
    return root.resolve("exercises/src/test/java");
  }

  /** Returns the folder of what the tests of several exercises share. */
  public Path support() {
    return tests().resolve("workbook/support");
  }

  /** Returns the source root of the jcstress tests. */
  public Path stress() {
    return root.resolve("stress/src/main/java");
  }

  /** Returns the source root of the reference answers. */
  public Path solutions() {
    return root.resolve("solutions/src/main/java");
  }

  /** Returns the folder below which, by key, lie other right answers. */
  public Path rightVariants() {
    return root.resolve("solutions/src/right");
  }

  /** Returns the folder below which, by key, lie wrong answers. */
  public Path wrongVariants() {
    return root.resolve("solutions/src/wrong");
  }

  /** Returns a path as people would write it: relative to the workbook where it lies inside. */
  public String shown(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path shown = absolute.startsWith(root) ? root.relativize(absolute) : absolute;
    return shown.toString().replace('\\', '/');
  }
}
