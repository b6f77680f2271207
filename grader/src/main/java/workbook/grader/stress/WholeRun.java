package workbook.grader.stress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jcstress.Main;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * Runs jcstress as it is meant to be run, and reads what it found from the file it leaves.
 *
 * <p>Neither its exit code nor the end of its printing can be trusted: with no test to run, and
 * with tests that could not be linked to the code, it ends like after a success.
 */
final class WholeRun {

  private static final Pattern STACK_LINE =
      Pattern.compile("\\s*at (?:[^/]*/)*([\\w.$]+)\\.([\\w$<>]+)\\(([^:)]*)(?::(\\d+))?\\)");

  private final String mode;
  private final List<String> tests;
  private final Tail output;

  WholeRun(String mode, List<String> tests, Tail output) {
    this.mode = mode;
    this.tests = List.copyOf(tests);
    this.output = output;
  }

  /** Runs the tests and says what came of each. */
  List<Message> run() throws Exception {
    long began = System.nanoTime();
    String filter =
        tests.stream().map(Pattern::quote).collect(Collectors.joining("|", "^(?:", ")$"));
    AssertionError failures = null;
    try {
      Main.main(new String[] {"-t", filter, "-m", mode, "-r", "report"});
    } catch (AssertionError e) {
      // This is how it tells that a test failed; the file tells which.
      failures = e;
    }
    long millis = (System.nanoTime() - began) / 1_000_000;
    Optional<Path> file = newestResults();
    if (file.isEmpty()) {
      return List.of(new Message.Unable("jcstress left no results: " + output.text(), null));
    }
    InProcessCollector collector = new InProcessCollector();
    DiskReadCollector reader = new DiskReadCollector(file.get().toString(), collector);
    reader.dump();
    reader.close();
    List<Message> messages = new ArrayList<>();
    for (String test : tests) {
      messages.add(messageOf(test, collector.getTestResults(), millis));
    }
    if (failures != null
        && messages.stream()
            .allMatch(message ->
                message instanceof Message.Measured(TestTable table)
                    && table.outcomes().stream()
                        .noneMatch(row -> row.expect() == OutcomeRow.Expectation.FORBIDDEN))) {
      messages.add(
          new Message.Unable("jcstress reports what its results do not show", Thrown.of(failures)));
    }
    return messages;
  }

  private static Optional<Path> newestResults() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(""))) {
      return files
          .filter(file -> file.getFileName().toString().matches("jcstress-results-.*\\.bin\\.gz"))
          .max(Comparator.comparing(file -> file.getFileName().toString()));
    }
  }

  private Message messageOf(String test, Collection<TestResult> all, long millis) {
    TestInfo info = TestList.getInfo(test);
    Map<String, Long> counts = new HashMap<>();
    List<TestResult> results = new ArrayList<>();
    for (TestResult result : all) {
      if (result.getName().equals(test)) {
        results.add(result);
        for (String id : result.getStateKeys()) {
          counts.merge(id, result.getCount(id), Long::sum);
        }
      }
    }
    if (results.isEmpty()) {
      return new Message.Unable("jcstress did not run " + test, null);
    }
    String description = info.description();
    TestTable table =
        new TestTable(
            test,
            description == null || description.equals("null") ? "" : description,
            Grades.grade(info, counts),
            millis,
            results.size(),
            "");
    TestResult worst =
        results.stream()
            .reduce((a, b) -> a.status().combine(b.status()) == a.status() ? a : b)
            .orElseThrow();
    return switch (worst.status()) {
      case NORMAL -> new Message.Measured(table);
      case API_MISMATCH ->
          new Message.Broke(Message.Broke.Reason.MISMATCH, test, thrownOf(worst), "");
      case CHECK_TEST_ERROR, TEST_ERROR ->
          new Message.Broke(Message.Broke.Reason.THREW, test, thrownOf(worst), printedBy(worst));
      case TIMEOUT_ERROR ->
          new Message.Stuck(
              test, String.join("; ", worst.getMessages()), ThreadDump.NONE, printedBy(worst));
      case VM_ERROR ->
          new Message.Died(test, String.join("; ", worst.getMessages()), printedBy(worst));
    };
  }

  private static String printedBy(TestResult result) {
    return String.join("\n", result.getVmOut()) + String.join("\n", result.getVmErr());
  }

  /** Reads back the stack trace that jcstress keeps as text. */
  private static Thrown thrownOf(TestResult result) {
    List<Frame> frames = new ArrayList<>();
    String head = "";
    for (String message : result.getMessages()) {
      for (String line : message.lines().toList()) {
        Matcher at = STACK_LINE.matcher(line);
        if (at.matches()) {
          String number = at.group(4);
          frames.add(
              new Frame(
                  at.group(1),
                  at.group(2),
                  at.group(3),
                  number == null ? 0 : Integer.parseInt(number)));
        } else if (frames.isEmpty() && !line.isBlank()) {
          // The line right before the first frame is the exception; earlier ones are jcstress's.
          head = line.strip();
        }
      }
    }
    int colon = head.indexOf(": ");
    return new Thrown(
        colon < 0 ? head : head.substring(0, colon),
        colon < 0 ? "" : head.substring(colon + 2),
        frames,
        null);
  }
}
