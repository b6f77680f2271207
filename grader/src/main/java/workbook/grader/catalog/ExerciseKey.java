package workbook.grader.catalog;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * The name of an exercise, the same in every tree: {@code ch03_locks/lock_ordering}.
 *
 * @param chapter the chapter's folder
 * @param id the exercise's folder in it
 */
public record ExerciseKey(String chapter, String id) implements Comparable<ExerciseKey> {
  static final Pattern CHAPTER = Pattern.compile("ch\\d\\d_[a-z0-9_]+");
  static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]*");

  public ExerciseKey {
    if (!fits(chapter, id)) {
      throw new IllegalArgumentException("not an exercise's key: " + chapter + "/" + id);
    }
  }

  /** Returns whether two folders' names make a key. */
  static boolean fits(String chapter, String id) {
    return CHAPTER.matcher(chapter).matches() && ID.matcher(id).matches();
  }

  /** Returns the Java package that all classes of the exercise live in. */
  public String packageName() {
    return "workbook." + chapter + "." + id;
  }

  /** Returns the exercise's folder below a source root. */
  public Path in(Path sourceRoot) {
    return sourceRoot.resolve("workbook").resolve(chapter).resolve(id);
  }

  /** Returns the exercise's folder below a root whose folders are keys alone. */
  public Path below(Path root) {
    return root.resolve(chapter).resolve(id);
  }

  @Override
  public int compareTo(ExerciseKey other) {
    return Comparator.comparing(ExerciseKey::chapter)
        .thenComparing(ExerciseKey::id)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return chapter + "/" + id;
  }
}
