package workbook.grader.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.ExerciseResult;
import workbook.grader.verdict.Schedule;
import workbook.grader.verdict.Scorecard;

/**
 * Writes what a run leaves behind: {@code results.json}, {@code summary.md}, a {@code TEST-*.xml}
 * for each exercise and a {@code schedule-*.svg} for each that a schedule proves wrong.
 *
 * <p>Each file is there whole or not at all: it is written beside its place and then moved there.
 */
public final class ReportFiles {
  private ReportFiles() {}

  /**
   * Writes the files, and removes those of an earlier run that a CI server or a reader would take
   * for this one's.
   *
   * @param folder where to; made where it is missing
   * @throws IOException where the folder cannot be written to
   */
  public static void write(Path folder, Scorecard scorecard, NextSteps nextSteps)
      throws IOException {
    Files.createDirectories(folder);
    write(folder.resolve("results.json"), ResultsJson.of(scorecard, nextSteps));
    write(folder.resolve("summary.md"), MarkdownSummary.of(scorecard, nextSteps));
    Set<Path> fresh = new HashSet<>();
    for (ExerciseResult result : scorecard.results()) {
      String suite = JunitXml.suiteName(result);
      Path file = folder.resolve("TEST-" + suite + ".xml");
      write(file, JunitXml.of(result));
      fresh.add(file);
      Schedule proof = result.verdict().decidedBy().map(Check::schedule).orElse(null);
      if (proof != null) {
        Path picture = folder.resolve("schedule-" + suite + ".svg");
        write(picture, proof.svg());
        fresh.add(picture);
      }
    }
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, "{TEST-*.xml,schedule-*.svg}")) {
      for (Path file : files) {
        if (!fresh.contains(file)) {
          Files.delete(file);
        }
      }
    }
  }

  private static void write(Path file, String text) throws IOException {
    // Not a temporary file, which nobody but its owner may read.
    Path draft = file.resolveSibling(".writing-" + file.getFileName());
    try {
      // Not Files.writeString: what cannot be encoded must not lose the whole report.
      Files.write(draft, text.getBytes(StandardCharsets.UTF_8));
      try {
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException _) {
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
