package workbook.grader;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import workbook.grader.catalog.BadContentException;
import workbook.grader.catalog.Catalog;
import workbook.grader.catalog.Exercise;
import workbook.grader.catalog.Layout;
import workbook.grader.catalog.Submission;
import workbook.grader.grading.Depth;
import workbook.grader.grading.Grader;
import workbook.grader.report.Progress;
import workbook.grader.report.ReplayPage;
import workbook.grader.verdict.Check;
import workbook.grader.worker.ReplayToken;

/**
 * Runs one schedule again that a report has named.
 *
 * <p>It is no grading: it gives no points, and leaves the reports of the last grading alone.
 *
 * @param exercise the exercise in a learner's words; blank to go by the schedule's own name
 * @param subject another folder than the learner's own; blank for that
 * @param work a folder for class files
 */
record Replaying(Layout layout, String exercise, String subject, Path work) {
  private static final int USUAL_PORT = 5005;

  void run(String replay, String debug) {
    ReplayToken token = ReplayToken.parse(replay);
    int port = port(debug);
    Exercise meant = meant(token);
    boolean own = subject.isBlank();
    Path sources = own ? layout.exercises() : Submission.sourceRoot(layout.root().resolve(subject));
    Submission submission =
        Submission.in(meant.key().in(sources), meant, own ? "exercises" : "subject");
    if (port != 0) {
      System.out.println(
          """

          Waiting for a debugger: set a breakpoint in your class, then attach to localhost:%d.
          The schedule runs twice. The explorer goes first and lets one thread run at a time; then come
          threads of the real JVM, under their own names. No limit of time holds; Ctrl-C ends it.
          """
              .formatted(port));
    }
    try (var grader = new Grader(work, Depth.NORMAL, false, Progress.none())) {
      List<Check> checks = grader.replay(submission, token, port);
      String command =
          "mvn -pl grader verify -Dexercise="
              + meant.key().id()
              + (own ? "" : " -Dsubject=" + subject);
      ReplayPage.print(meant.key().toString(), token.text(), checks, command, System.out);
    }
  }

  private Exercise meant(ReplayToken token) {
    Catalog catalog = Catalog.read(layout);
    List<Exercise> exercises = exercise.isBlank() ? catalog.exercises() : catalog.meantBy(exercise);
    return exercises.stream()
        .filter(e -> has(e, token.scenarios()))
        .findFirst()
        .orElseThrow(() ->
            new BadContentException(
                "-Dreplay=%s: %s has no scenarios called %s. Leave -Dexercise out, or grade again for a new one."
                    .formatted(
                        token.text(),
                        exercise.isBlank() ? "this workbook" : exercise,
                        token.scenarios())));
  }

  private boolean has(Exercise exercise, String scenarios) {
    return Files.exists(exercise.key().in(layout.tests()).resolve(scenarios + ".java"));
  }

  private static int port(String debug) {
    String said = debug.strip();
    if (said.isEmpty() || said.equals("false")) {
      return 0;
    }
    int port;
    try {
      port = said.equals("true") ? USUAL_PORT : Integer.parseInt(said);
    } catch (NumberFormatException e) {
      throw new BadContentException("-Ddebug=" + debug + ": must be the number of a port");
    }
    try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException | IllegalArgumentException e) {
      throw new BadContentException(
          "-Ddebug=%d: this port cannot be used (%s); name another, such as -Ddebug=5006"
              .formatted(port, e.getMessage()));
    }
  }
}
