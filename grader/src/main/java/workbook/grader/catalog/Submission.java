package workbook.grader.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An answer to one exercise: the unit that is graded.
 *
 * <p>Whatever is graded (a learner's folder, a reference answer, a variant, another folder) becomes
 * a submission first, so that there is one way to grade.
 *
 * @param exercise what it answers
 * @param label how reports call it, such as {@code stub} or {@code wrong/OneBigLock}
 * @param sources the Java files by their path below the exercise's folder
 * @param missing the names of files that the exercise has and the answer lacks
 */
public record Submission(
    Exercise exercise, String label, Map<String, Path> sources, List<String> missing) {

  /** Returns the answer that lies in a folder, which must hold all files but those given. */
  public static Submission in(Path folder, Exercise exercise, String label) {
    Map<String, Path> sources = new LinkedHashMap<>();
    for (Path file : Exercise.javaFiles(folder)) {
      sources.put(Exercise.below(folder, file), file);
    }
    for (String given : exercise.given()) {
      Path original = exercise.solutionFolder().resolve(given);
      if (!Files.isRegularFile(original)) {
        throw new BadContentException(
            exercise.readme().file()
                + ": 'given: "
                + given
                + "' names no file in "
                + exercise.layout().shown(exercise.solutionFolder()));
      }
      sources.putIfAbsent(given, original);
    }
    List<String> missing =
        exercise.fileNames().stream().filter(name -> !sources.containsKey(name)).toList();
    return new Submission(exercise, label, sources, missing);
  }

  /** Returns a variant: its own files laid over those of the reference answer. */
  public static Submission variant(Path folder, Exercise exercise, String label) {
    Map<String, Path> sources = new LinkedHashMap<>();
    for (Path file : Exercise.javaFiles(exercise.solutionFolder())) {
      sources.put(Exercise.below(exercise.solutionFolder(), file), file);
    }
    for (Path file : Exercise.javaFiles(folder)) {
      sources.put(Exercise.below(folder, file), file);
    }
    return new Submission(exercise, label, sources, List.of());
  }

  /**
   * Returns the source root in a folder that somebody calls a subject: the folder of a module, a
   * source root, or a whole checkout.
   *
   * @throws BadContentException where no {@code workbook} package is found
   */
  public static Path sourceRoot(Path subject) {
    if (!Files.isDirectory(subject)) {
      throw new BadContentException("-Dsubject=" + subject + ": there is no such folder");
    }
    for (String inner : List.of("", "src/main/java", "exercises/src/main/java")) {
      if (Files.isDirectory(subject.resolve(inner).resolve("workbook"))) {
        return subject.resolve(inner);
      }
    }
    throw new BadContentException(
        "-Dsubject="
            + subject
            + ": no folder 'workbook' in it. Lay it out like exercises/ or like"
            + " solutions/src/main/java: DIR/workbook/ch02_safety/lost_update/...");
  }
}
