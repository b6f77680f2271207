package workbook.grader.selfcheck;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.grader.catalog.BadContentException;
import workbook.grader.catalog.Exercise;
import workbook.grader.catalog.Layout;
import workbook.grader.catalog.Submission;
import workbook.grader.cause.Misconception;
import workbook.grader.grading.Grader;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.ExerciseResult;
import workbook.grader.verdict.Gate;
import workbook.grader.verdict.Verdict;

/**
 * Keeps the page that tells what each gate catches: the tables in it are measured, not written.
 *
 * <p>Each wrong answer is graded twice: with all gates, and without the one that caught it. No
 * other gate needs to be left out, for those before it let the answer pass and those after it were
 * never asked.
 */
public final class GatesPage {
  static final List<String> PAGES = List.of("docs/gates.md", "docs/gates.zh.md");

  private static final String BEGIN = "<!-- measured: begin -->\n";
  private static final String END = "<!-- measured: end -->";
  private static final Pattern NAMED = Pattern.compile("`([a-z0-9_]+)/([A-Z][A-Za-z0-9]*)`");
  private static final List<Gate> OPTIONAL =
      List.of(Gate.RULES, Gate.BEHAVIOUR, Gate.SCHEDULES, Gate.STRESS);

  private record Wrong(Submission submission, Misconception cause) {
    String name() {
      String label = submission.label();
      return "`%s/%s`"
          .formatted(submission.exercise().key().id(), label.substring(label.indexOf('/') + 1));
    }
  }

  /** What a wrong answer comes to without the gate that catches it. */
  private enum Without {
    /** It passes, or nobody can tell. */
    MISSED,
    /** It is rejected, and another cause is told. */
    MISTAKEN,
    /** It is rejected for the same cause. */
    CAUGHT
  }

  private record Row(Wrong wrong, Gate by, Without without) {}

  private GatesPage() {}

  /** Measures, and writes the tables into the pages. */
  public static void measure(
      Layout layout, List<Exercise> exercises, Grader grader, PrintStream out)
      throws IOException, InterruptedException {
    List<Row> rows = rows(exercises, grader, out);
    for (String page : PAGES) {
      Path file = layout.root().resolve(page);
      String text = Files.readString(file);
      int from = text.indexOf(BEGIN);
      int to = text.indexOf(END);
      if (from < 0 || to < from) {
        throw new BadContentException(page + ": the marks around the measured tables are gone");
      }
      Files.writeString(
          file,
          text.substring(0, from + BEGIN.length())
              + tables(rows, page.contains(".zh.") ? Words.CHINESE : Words.ENGLISH)
              + text.substring(to));
    }
  }

  /** Returns the answers that the pages name and that are no longer there. */
  static List<String> vanished(Layout layout) {
    Set<String> gone = new LinkedHashSet<>();
    for (String page : PAGES) {
      Path file = layout.root().resolve(page);
      if (!Files.exists(file)) {
        continue;
      }
      try {
        Matcher named = NAMED.matcher(Files.readString(file));
        while (named.find()) {
          if (!exists(layout, named.group(1), named.group(2))) {
            gone.add(page + " " + named.group());
          }
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    return List.copyOf(gone);
  }

  private static boolean exists(Layout layout, String id, String variant) throws IOException {
    try (Stream<Path> chapters = Files.list(layout.wrongVariants())) {
      return chapters.anyMatch(c -> Files.isDirectory(c.resolve(id).resolve(variant)));
    }
  }

  private static List<Row> rows(List<Exercise> exercises, Grader grader, PrintStream out)
      throws InterruptedException {
    List<Wrong> all = new ArrayList<>();
    for (Exercise exercise : exercises) {
      for (Path folder : exercise.wrongVariants()) {
        all.add(
            new Wrong(
                Submission.variant(folder, exercise, "wrong/" + folder.getFileName()),
                Expectation.statedIn(folder).cause()));
      }
    }
    List<Check> canaries = grader.canaries();
    Map<Gate, List<Wrong>> caught = new EnumMap<>(Gate.class);
    List<ExerciseResult> results = graded(all, grader, canaries);
    for (int i = 0; i < all.size(); i++) {
      Wrong wrong = all.get(i);
      results
          .get(i)
          .verdict()
          .decidedBy()
          .filter(Check::hasFailed)
          .map(Check::gate)
          .ifPresentOrElse(
              gate -> caught.computeIfAbsent(gate, _ -> new ArrayList<>()).add(wrong),
              () -> out.println("not caught at all: " + wrong.name()));
    }
    List<Row> rows = new ArrayList<>();
    for (Wrong wrong : caught.getOrDefault(Gate.COMPILE, List.of())) {
      rows.add(new Row(wrong, Gate.COMPILE, Without.CAUGHT));
    }
    for (Gate gate : OPTIONAL) {
      List<Wrong> its = caught.getOrDefault(gate, List.of());
      grader.switchOff(gate);
      List<ExerciseResult> without = graded(its, grader, canaries);
      grader.switchOn(gate);
      for (int i = 0; i < its.size(); i++) {
        Row row = new Row(its.get(i), gate, without(its.get(i).cause(), without.get(i).verdict()));
        rows.add(row);
        out.println(row.wrong().name() + " by " + gate.id() + "; without it: " + row.without());
      }
    }
    return rows;
  }

  private static List<ExerciseResult> graded(List<Wrong> wrong, Grader grader, List<Check> canaries)
      throws InterruptedException {
    return wrong.isEmpty()
        ? List.of()
        : grader.grade(wrong.stream().map(Wrong::submission).toList(), canaries);
  }

  private static Without without(Misconception cause, Verdict verdict) {
    return verdict
        .decidedBy()
        .flatMap(Check::blamed)
        .map(told -> told == cause ? Without.CAUGHT : Without.MISTAKEN)
        .orElse(Without.MISSED);
  }

  /** The words of the tables, in one language. */
  private record Words(
      String gate,
      String caught,
      String missed,
      String mistaken,
      String again,
      String cause,
      String answers,
      String by,
      String without,
      String nothing,
      Function<Gate, String> gates) {

    static final Words ENGLISH =
        new Words(
            "gate",
            "catches first",
            "missed without it",
            "told for another cause",
            "caught by a later gate",
            "misconception",
            "wrong answers",
            "caught by",
            "Missed without the gate",
            "nothing",
            Gate::id);

    static final Words CHINESE =
        new Words(
            "关卡",
            "最先由它抓住",
            "没有它就漏掉",
            "没有它原因就说错",
            "后面的关卡也能抓住",
            "误解",
            "错误答案数",
            "由谁抓住",
            "没有这一关就漏掉",
            "无",
            Gate::id);
  }

  private static String tables(List<Row> rows, Words words) {
    var text = new StringBuilder("\n");
    text.append(
        "| %s | %s | %s | %s | %s |\n| --- | ---: | ---: | ---: | ---: |\n"
            .formatted(words.gate, words.caught, words.missed, words.mistaken, words.again));
    for (Gate gate : Gate.values()) {
      List<Row> its = rows.stream().filter(r -> r.by == gate).toList();
      text.append(
          gate == Gate.COMPILE
              ? "| %s | %d | - | - | - |\n".formatted(words.gates.apply(gate), its.size())
              : "| %s | %d | %d | %d | %d |\n"
                  .formatted(
                      words.gates.apply(gate),
                      its.size(),
                      count(its, Without.MISSED),
                      count(its, Without.MISTAKEN),
                      count(its, Without.CAUGHT)));
    }
    text.append(
        "\n| %s | %s | %s |\n| --- | ---: | --- |\n"
            .formatted(words.cause, words.answers, words.by));
    Map<Misconception, List<Row>> byCause =
        rows.stream()
            .collect(Collectors.groupingBy(r -> r.wrong.cause, TreeMap::new, Collectors.toList()));
    byCause.forEach((cause, its) ->
        text.append("| %s | %d | %s |\n".formatted(cause.id(), its.size(), gatesOf(its, words))));
    for (Gate gate : OPTIONAL) {
      List<Row> missed =
          rows.stream().filter(r -> r.by == gate && r.without == Without.MISSED).toList();
      text.append("\n**%s: %s.** ".formatted(words.without, words.gates.apply(gate)));
      text.append(missed.isEmpty() ? words.nothing : byCauseNamed(missed)).append('\n');
    }
    return text.append('\n').toString();
  }

  private static long count(List<Row> rows, Without without) {
    return rows.stream().filter(r -> r.without == without).count();
  }

  private static String gatesOf(List<Row> rows, Words words) {
    return Stream.of(Gate.values())
        .filter(g -> rows.stream().anyMatch(r -> r.by == g))
        .map(g -> words.gates.apply(g) + " " + rows.stream().filter(r -> r.by == g).count())
        .collect(Collectors.joining(", "));
  }

  private static String byCauseNamed(List<Row> rows) {
    Map<Misconception, List<Row>> byCause =
        rows.stream()
            .collect(Collectors.groupingBy(r -> r.wrong.cause, TreeMap::new, Collectors.toList()));
    return byCause.entrySet().stream()
        .map(e ->
            e.getKey().id()
                + ": "
                + e.getValue().stream().map(r -> r.wrong.name()).collect(Collectors.joining(", ")))
        .collect(Collectors.joining("; "));
  }
}
