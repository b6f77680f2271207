package workbook.grader.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * All exercises of a workbook, in the order of the book.
 *
 * @param exercises found by looking for README files two folders below the package root
 */
public record Catalog(List<Exercise> exercises) {
  private static final int NEARLY_AS_NEAR = 2;

  public Catalog {
    exercises = List.copyOf(exercises);
  }

  /** Reads the exercises of a workbook. */
  public static Catalog read(Layout layout) {
    Path root = layout.exercises().resolve("workbook");
    try (Stream<Path> files = Files.walk(root, 3)) {
      return new Catalog(
          inOrder(
              files
                  .filter(f -> f.getFileName().toString().equals("README.md"))
                  .filter(f -> root.relativize(f).getNameCount() == 3)
                  .map(f -> exercise(layout, f))
                  .sorted(Comparator.comparing(Exercise::key))
                  .toList()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Puts each exercise behind those of its chapter that it builds on; where they go in a circle, or
   * name what is not there, the alphabet decides, for a learner's slip must not stop the grading.
   */
  private static List<Exercise> inOrder(List<Exercise> byKey) {
    List<Exercise> left = new ArrayList<>(byKey);
    List<Exercise> ordered = new ArrayList<>();
    while (!left.isEmpty()) {
      String chapter = left.getFirst().key().chapter();
      List<Exercise> rest = left.stream().filter(e -> e.key().chapter().equals(chapter)).toList();
      Exercise next =
          rest.stream()
              .filter(e -> rest.stream().noneMatch(o -> e.buildsOn().contains(o.key().toString())))
              .findFirst()
              .orElse(rest.getFirst());
      ordered.add(next);
      left.remove(next);
    }
    return ordered;
  }

  private static Exercise exercise(Layout layout, Path readme) {
    int names = readme.getNameCount(); // .../<chapter>/<id>/README.md
    String chapter = readme.getName(names - 3).toString();
    String id = readme.getName(names - 2).toString();
    if (!ExerciseKey.fits(chapter, id)) {
      throw new BadContentException(
          layout.shown(readme)
              + ": an exercise lies in a folder such as ch03_locks/lock_ordering, not "
              + chapter
              + "/"
              + id);
    }
    return new Exercise(new ExerciseKey(chapter, id), layout, Readme.read(readme));
  }

  /**
   * Returns the exercises that a learner means: by id, by key, or a whole chapter; hyphens, dots
   * and letter case do not matter.
   *
   * @throws UnknownExerciseException naming the nearest where nothing fits
   */
  public List<Exercise> meantBy(String words) {
    String wanted = plain(words);
    List<Exercise> found =
        exercises.stream()
            .filter(e ->
                plain(e.key().id()).equals(wanted)
                    || plain(e.key().toString()).equals(wanted)
                    || plain(e.key().chapter()).equals(wanted)
                    || e.key().chapter().startsWith(wanted + "_"))
            .toList();
    if (found.isEmpty()) {
      throw new UnknownExerciseException(words, nearest(wanted));
    }
    return found;
  }

  private List<String> nearest(String wanted) {
    record Candidate(String name, int distance) {}
    List<Candidate> candidates =
        exercises.stream()
            .map(e ->
                new Candidate(
                    e.key().toString(),
                    Math.min(
                        distance(plain(e.key().id()), wanted),
                        distance(plain(e.key().toString()), wanted))))
            .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
            .toList();
    return candidates.stream()
        .filter(c -> c.distance() <= candidates.getFirst().distance() + NEARLY_AS_NEAR)
        .limit(3)
        .map(Candidate::name)
        .toList();
  }

  private static String plain(String words) {
    return words
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("^workbook[./]", "")
        .replaceAll("/+$", "")
        .replaceAll("[-\\s]", "_")
        .replaceAll("[./\\\\]", "/");
  }

  /** Counts the single-letter changes between two words (Levenshtein's distance). */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int swap = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(swap, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
