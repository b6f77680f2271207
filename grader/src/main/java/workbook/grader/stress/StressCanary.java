package workbook.grader.stress;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import workbook.grader.stress.StressCompiler.StressCompilationException;

/**
 * Proves that stress tests can see a race on this machine, here and now.
 *
 * <p>What the gate says of an answer is worth nothing where two threads never run at once. So
 * before it is asked, a plain {@code value++} by two threads must lose an update, and an atomic one
 * must not.
 */
public final class StressCanary {

  /** Whether the detector works. */
  public sealed interface Finding {

    /** The race was seen, and none where there is none. */
    record Works(TestTable race) implements Finding {}

    /** The detector cannot be relied on: no answer may pass by it. */
    record Fails(String reason) implements Finding {}
  }

  private static final String PACKAGE = StressCanary.class.getPackageName() + ".canary.";
  private static final String SOUND = "AtomicCounter";
  private static final String RACY = "RacyCounter";

  /** The race ends its test at once where it shows, so that the sound counter sets the time. */
  private static final StressBudget BUDGET = new StressBudget(50, 5_000, 50_000, 5_000);

  private StressCanary() {}

  /**
   * Runs both counters.
   *
   * @param java the {@code java} executable that is to run the stress tests
   * @param folder where the counters are compiled to; a folder with compiled ones is used again
   * @throws IOException if the folder cannot be written
   * @throws InterruptedException if the calling thread is interrupted
   */
  public static Finding probe(Path java, Path folder) throws IOException, InterruptedException {
    Path classes = folder.resolve("classes");
    try {
      if (!Files.exists(folder.resolve("compiled"))) {
        compile(folder.resolve("sources"), classes);
        Files.writeString(folder.resolve("compiled"), "");
      }
    } catch (StressCompilationException e) {
      return new Finding.Fails("the canary does not compile: " + e.getMessage());
    }
    StressRequest request =
        new StressRequest(
            java,
            List.of(classes),
            List.of(),
            List.of(PACKAGE + SOUND, PACKAGE + RACY),
            BUDGET,
            folder);
    return judge(StressGate.run(request));
  }

  private static Finding judge(StressOutcome outcome) {
    return switch (outcome) {
      case StressOutcome.Forbidden forbidden when forbidden.table().test().equals(PACKAGE + RACY) ->
          new Finding.Works(forbidden.table());
      case StressOutcome.Forbidden forbidden ->
          new Finding.Fails("an atomic counter was seen to fail: " + forbidden.table().render());
      case StressOutcome.Held(List<TestTable> tests) ->
          new Finding.Fails(
              "two threads never met in "
                  + tests.stream().mapToLong(TestTable::samples).sum()
                  + " tries: this machine cannot show a race at present");
      case StressOutcome.Hung hung -> new Finding.Fails("the canary hung: " + hung.message());
      case StressOutcome.Threw threw -> new Finding.Fails("the canary threw " + threw.thrown());
      case StressOutcome.Mismatch mismatch ->
          new Finding.Fails("the canary was compiled for another version: " + mismatch.thrown());
      case StressOutcome.Crashed crashed ->
          new Finding.Fails(crashed.message() + ": " + crashed.output());
      case StressOutcome.NotRun(String reason) -> new Finding.Fails(reason);
    };
  }

  private static void compile(Path sources, Path classes)
      throws IOException, StressCompilationException {
    Files.createDirectories(sources);
    List<Path> files = new ArrayList<>();
    for (String name : List.of(SOUND, RACY)) {
      Path file = sources.resolve(name + ".java");
      try (InputStream source =
          StressCanary.class.getResourceAsStream("canary/" + name + ".java")) {
        if (source == null) {
          throw new FileNotFoundException("canary/" + name + ".java is not in the grader");
        }
        Files.write(file, source.readAllBytes());
      }
      files.add(file);
    }
    StressCompiler.compile(files, List.of(), classes);
  }
}
