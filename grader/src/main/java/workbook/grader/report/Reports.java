package workbook.grader.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import workbook.grader.catalog.Catalog;
import workbook.grader.catalog.Exercise;
import workbook.grader.catalog.Hint;
import workbook.grader.catalog.Layout;
import workbook.grader.verdict.Scorecard;

/**
 * Tells a run to all who want to know.
 *
 * @param folder where the files go
 * @param layout the workbook that the exercises lie in
 */
public record Reports(Path folder, Layout layout) {
  /**
   * Writes the files and prints the scorecard.
   *
   * @throws IOException where the folder cannot be written to; the scorecard is printed all the
   *     same
   */
  public void write(Scorecard card, PrintStream out) throws IOException {
    NextSteps nextSteps = nextSteps(card);
    try {
      ReportFiles.write(folder, card, nextSteps);
    } finally {
      Terminal terminal = Terminal.detect(out);
      out.print(new ScorecardPrinter(terminal, nextSteps, layout.shown(folder)).render(card));
      out.flush();
    }
  }

  private NextSteps nextSteps(Scorecard card) {
    Map<String, Exercise> exercises =
        Catalog.read(layout).exercises().stream()
            .collect(Collectors.toMap(e -> e.key().toString(), Function.identity()));
    String sources =
        card.subject().equals(Wording.USUAL_SUBJECT)
            ? layout.shown(layout.exercises())
            : card.subject();
    return result -> {
      String folder = sources + "/workbook/" + result.key();
      Exercise exercise = exercises.get(result.key());
      return exercise == null
          ? new NextStep(folder, folder + "/README.md", List.of())
          : new NextStep(
              folder,
              layout.shown(exercise.readme().file()),
              exercise.hints().stream().map(Hint::title).toList());
    };
  }
}
