package workbook.grader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import workbook.grader.catalog.BadContentException;
import workbook.grader.catalog.Catalog;
import workbook.grader.catalog.Exercise;
import workbook.grader.catalog.Layout;
import workbook.grader.grading.Grader;
import workbook.grader.selfcheck.GatesPage;
import workbook.grader.selfcheck.SchedulesTable;
import workbook.grader.selfcheck.SelfCheck;
import workbook.grader.verdict.Gate;

/** Checks the workbook's content, and the grader by it. */
@Command(
    name = "self-check",
    description = "Grades every stub, solution and variant, and compares with what must come.")
final class SelfCheckCommand implements Callable<Integer> {
  @Option(names = "--workbook", description = "the checkout; default: around the current folder")
  Path workbook = Path.of("");

  @Option(
      names = "--exercise",
      split = ",",
      description = "ids, keys or chapters, with commas between them; default: all")
  List<String> exercise = List.of();

  @Option(
      names = "--repeats",
      description = "how often to grade all, or to explore each scenario; default: once")
  int repeats = 1;

  @Option(
      names = "--without",
      split = ",",
      description = "gates to leave out, to see what they catch")
  List<String> without = List.of();

  @Option(
      names = "--measure",
      description = {
        "instead of checking: 'gates' writes what is missed without each gate into docs/gates.md and",
        "its sister, 'schedules' prints what each answer's exploration costs, and whether it repeats"
      })
  String measure = "";

  @Option(
      names = "--lanes",
      description = "how many answers to grade side by side; default: 2 for each processor")
  int lanes = 2 * Runtime.getRuntime().availableProcessors();

  @Option(names = "--output", description = "a folder for class files")
  String output = "";

  @Override
  public Integer call() throws IOException, InterruptedException {
    Layout layout = Layout.around(workbook);
    Path work =
        output.isBlank() ? layout.root().resolve("solutions/target/self-check") : Path.of(output);
    Files.createDirectories(work);
    Catalog catalog = Catalog.read(layout);
    List<Exercise> exercises = exercises(catalog);
    if (lanes < 1) {
      throw new BadContentException("--lanes=" + lanes + ": must be 1 or more");
    }
    try (var grader = Grader.ofKnownAnswers(work, lanes)) {
      for (String gate : without) {
        grader.switchOff(Gate.valueOf(gate.strip().toUpperCase(Locale.ROOT)));
      }
      switch (measure.strip()) {
        case "" -> {
          return new SelfCheck(layout, grader, System.out).run(exercises, repeats) ? 0 : 1;
        }
        case "gates" -> GatesPage.measure(layout, exercises, grader, System.out);
        case "schedules" -> {
          boolean steady = new SchedulesTable(grader, System.out).print(exercises, repeats);
          return steady ? 0 : 1;
        }
        default ->
            throw new BadContentException(
                "--measure=" + measure + ": must be 'gates' or 'schedules'");
      }
      return 0;
    }
  }

  private List<Exercise> exercises(Catalog catalog) {
    List<String> names = exercise.stream().filter(name -> !name.isBlank()).toList();
    return names.isEmpty()
        ? catalog.exercises()
        : names.stream().flatMap(name -> catalog.meantBy(name).stream()).distinct().toList();
  }
}
