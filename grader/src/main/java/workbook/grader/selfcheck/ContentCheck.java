package workbook.grader.selfcheck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.grader.catalog.BadContentException;
import workbook.grader.catalog.Catalog;
import workbook.grader.catalog.Exercise;
import workbook.grader.catalog.Layout;
import workbook.grader.catalog.Readme;

/** Looks for what an exercise lacks and for what belongs to none. */
final class ContentCheck {
  private static final int HINTS = 3;
  private static final int WRONG_VARIANTS = 5;
  private static final int RIGHT_VARIANTS = 2;

  private final List<String> complaints = new ArrayList<>();

  private ContentCheck() {}

  /** Returns what is wrong with an exercise's parts; the fingerprint is what its stub has now. */
  static List<String> of(Exercise exercise, String fingerprint) {
    var check = new ContentCheck();
    try {
      check.look(exercise, fingerprint);
    } catch (BadContentException e) {
      check.complaints.add(String.valueOf(e.getMessage()));
    }
    return check.complaints;
  }

  private void look(Exercise exercise, String fingerprint) {
    exercise.title();
    exercise.points();
    lookAtHints(exercise);
    demand(
        exercise.stubFingerprint().equals(fingerprint),
        "the stub has changed: put 'stub: " + fingerprint + "' into README.md's front matter");
    demand(
        exercise.wrongVariants().size() >= WRONG_VARIANTS,
        exercise.wrongVariants().size() + " wrong variants, wanted " + WRONG_VARIANTS);
    demand(
        exercise.rightVariants().size() >= RIGHT_VARIANTS,
        exercise.rightVariants().size() + " right variants, wanted " + RIGHT_VARIANTS);
    demand(!exercise.fileNames().isEmpty(), "there is no reference answer");
    demand(!exercise.testSources().isEmpty(), "there are no tests");
    demand(
        Exercise.javaFiles(exercise.stubFolder()).stream().anyMatch(f -> read(f).contains("TODO")),
        "the stub has no TODO");
  }

  private void lookAtHints(Exercise exercise) {
    demand(
        exercise.hints().size() >= HINTS,
        "README.md has " + exercise.hints().size() + " hints, wanted " + HINTS + " or more");
    Path chinese = exercise.stubFolder().resolve("README.zh.md");
    if (!Files.exists(chinese)) {
      complaints.add("README.zh.md is missing");
      return;
    }
    Readme readme = Readme.read(chinese);
    readme.value("title");
    demand(
        readme.hints().size() == exercise.hints().size(),
        "README.md has "
            + exercise.hints().size()
            + " hints, README.zh.md "
            + readme.hints().size());
  }

  private void demand(boolean holds, String otherwise) {
    if (!holds) {
      complaints.add(otherwise);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the files that lie where an exercise's should and belong to none. */
  static List<String> orphans(Layout layout, Catalog catalog) {
    Set<String> keys =
        catalog.exercises().stream().map(e -> e.key().toString()).collect(Collectors.toSet());
    List<String> orphans = new ArrayList<>();
    for (Path root :
        List.of(
            layout.exercises().resolve("workbook"),
            layout.tests().resolve("workbook"),
            layout.stress().resolve("workbook"),
            layout.solutions().resolve("workbook"),
            layout.rightVariants(),
            layout.wrongVariants())) {
      if (!Files.isDirectory(root)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(root)) {
        files
            .filter(Files::isRegularFile)
            .filter(f -> !f.startsWith(layout.support()))
            .filter(f -> !keys.contains(chapterAndId(root.relativize(f))))
            .map(layout::shown)
            .sorted()
            .forEach(orphans::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return orphans;
  }

  /** Returns what is wrong with the order: an exercise that builds on what comes only later. */
  static List<String> outOfOrder(Catalog catalog) {
    List<String> wrong = new ArrayList<>();
    Set<String> before = new HashSet<>();
    for (Exercise exercise : catalog.exercises()) {
      for (String idea : exercise.buildsOn()) {
        if (!before.contains(idea)) {
          wrong.add(exercise.key() + " builds on " + idea + ", which does not come before it");
        }
      }
      before.add(exercise.key().toString());
    }
    return wrong;
  }

  private static String chapterAndId(Path file) {
    return file.getNameCount() < 3 ? "" : file.getName(0) + "/" + file.getName(1);
  }
}
