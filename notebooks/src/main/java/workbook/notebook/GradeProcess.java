package workbook.notebook;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import workbook.grader.catalog.BadContentException;
import workbook.grader.catalog.Catalog;
import workbook.grader.catalog.Exercise;
import workbook.grader.catalog.Layout;
import workbook.grader.catalog.Submission;
import workbook.grader.catalog.UnknownExerciseException;
import workbook.grader.grading.Depth;
import workbook.grader.grading.Grader;
import workbook.grader.report.Progress;
import workbook.grader.report.Reports;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.ExerciseResult;
import workbook.grader.verdict.Place;
import workbook.grader.verdict.Schedule;
import workbook.grader.verdict.Scorecard;

/**
 * The engine as {@link Grade} talks to it: a question a line, an answer a line, both JSON.
 *
 * <p>It goes the way of the shell's command, step by step, and keeps the worker JVMs between two
 * gradings.
 */
final class GradeProcess {
  private static final Gson GSON = new Gson();
  private static final Duration PROVEN_FOR = Duration.ofMinutes(10);

  private final Path reports;
  private final Layout layout;
  private final Grader grader;
  private List<Check> canaries = List.of();
  private long proven;

  private GradeProcess(Path folder) throws IOException {
    layout = Layout.around(folder);
    reports = Files.createDirectories(layout.root().resolve("notebooks/target/grade"));
    grader = new Grader(reports.resolve("work"), Depth.NORMAL, true, Progress.none());
  }

  /** Answers until nobody asks any more. */
  public static void main(String[] args) throws IOException {
    PrintStream out = System.out;
    System.setOut(System.err);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    GradeProcess engine = null;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Grade.Answer answer;
      try {
        Grade.Question question = GSON.fromJson(line, Grade.Question.class);
        if (engine == null) {
          engine = new GradeProcess(Path.of(question.folder()));
        }
        answer = engine.answer(question);
      } catch (BadContentException | UnknownExerciseException e) {
        answer = new Grade.Answer(String.valueOf(e.getMessage()), null, null, null, null);
      } catch (RuntimeException | IOException | InterruptedException e) {
        answer = new Grade.Answer("the grader itself failed: " + e, null, null, null, null);
      }
      out.write((GSON.toJson(answer) + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
    System.exit(0); // the worker JVMs end with their parent
  }

  private Grade.Answer answer(Grade.Question question) throws IOException, InterruptedException {
    long start = System.nanoTime();
    List<Exercise> meant = Catalog.read(layout).meantBy(question.exercise());
    if (meant.size() != 1) {
      throw new BadContentException(
          "'" + question.exercise() + "' is more than one exercise: grade one at a time");
    }
    Exercise exercise = meant.getFirst();
    if (question.look()) {
      return new Grade.Answer(
          null,
          exercise.key().packageName(),
          exercise.fileNames().stream().filter(name -> !exercise.given().contains(name)).toList(),
          exercise.given(),
          null);
    }
    boolean own = question.sources().isEmpty();
    Path sources = own ? layout.exercises() : laidOut(exercise, question.sources());
    Submission submission =
        Submission.in(exercise.key().in(sources), exercise, own ? "exercises" : "notebook");
    List<Check> canaries = provenDetectors();
    ExerciseResult result = grader.grade(List.of(submission), canaries).getFirst();
    var card =
        new Scorecard(
            own ? "exercises" : layout.shown(sources),
            List.of(result),
            canaries,
            Duration.ofNanos(System.nanoTime() - start));
    var text = new ByteArrayOutputStream();
    new Reports(reports, layout).write(card, new PrintStream(text, true, StandardCharsets.UTF_8));
    return new Grade.Answer(
        null, null, null, null, graded(result, submission, text.toString(StandardCharsets.UTF_8)));
  }

  /** Proves the detectors before the first grading, and again while one fails or after a while. */
  private List<Check> provenDetectors() {
    boolean stale =
        canaries.stream().anyMatch(c -> c.status() != Check.Status.PASSED)
            || System.nanoTime() - proven > PROVEN_FOR.toNanos();
    if (canaries.isEmpty() || stale) {
      canaries = grader.canaries();
      proven = System.nanoTime();
    }
    return canaries;
  }

  /** Lays the answer out like a submission: what the cells do not have comes from the disk. */
  private Path laidOut(Exercise exercise, Map<String, String> sources) throws IOException {
    Path subject = reports.resolve("subject");
    if (Files.exists(subject)) {
      try (Stream<Path> old = Files.walk(subject)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    Path folder = exercise.key().in(subject);
    Files.createDirectories(folder);
    Path own = exercise.key().in(layout.exercises());
    for (String name : exercise.fileNames()) {
      Path file = folder.resolve(name);
      Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(folder));
      String source = sources.get(name);
      if (source != null) {
        Files.writeString(file, source);
      } else if (Files.exists(own.resolve(name))) {
        Files.copy(own.resolve(name), file);
      }
    }
    return subject;
  }

  private static Graded graded(ExerciseResult result, Submission submission, String text)
      throws IOException {
    Check decided = result.verdict().decidedBy().orElse(null);
    Place place = decided == null ? null : decided.place();
    return new Graded(
        result.key(),
        result.title(),
        result.verdict().id(),
        result.earned(),
        result.possible(),
        decided == null ? "" : decided.blamed().map(c -> c.id()).orElse(""),
        decided == null ? "" : decided.blamed().map(c -> c.meaning()).orElse(""),
        decided == null ? "" : decided.message(),
        place == null ? "" : place.toString(),
        place == null ? "" : lineOf(submission, place),
        Optional.ofNullable(decided).map(Check::schedule).map(Schedule::svg).orElse(""),
        text);
  }

  private static String lineOf(Submission submission, Place place) throws IOException {
    @Nullable Path file = null;
    for (Map.Entry<String, Path> source : submission.sources().entrySet()) {
      if (source.getKey().endsWith(place.file())) {
        file = source.getValue();
      }
    }
    if (file == null || place.line() < 1) {
      return "";
    }
    List<String> lines = Files.readAllLines(file);
    return place.line() <= lines.size() ? lines.get(place.line() - 1).strip() : "";
  }
}
