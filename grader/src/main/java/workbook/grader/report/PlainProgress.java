package workbook.grader.report;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.PrintStream;
import workbook.grader.verdict.ExerciseResult;

/** Prints a line for each exercise that is done, as a log can keep it. */
final class PlainProgress implements Progress {
  private final Terminal terminal;
  private final PrintStream out;

  @GuardedBy("this")
  private int total;

  @GuardedBy("this")
  private int finished;

  PlainProgress(Terminal terminal, PrintStream out) {
    this.terminal = terminal;
    this.out = out;
  }

  @Override
  public synchronized void started(int total) {
    this.total = total;
    print(total == 1 ? "Grading 1 exercise" : "Grading %d exercises".formatted(total));
  }

  @Override
  public synchronized void finished(ExerciseResult result) {
    finished++;
    int digits = Integer.toString(total).length();
    print(
        "[%s/%d] %s: %s, %s"
            .formatted(
                " ".repeat(Math.max(0, digits - Integer.toString(finished).length())) + finished,
                total,
                result.key(),
                Wording.status(result.verdict()),
                Wording.seconds(result.took())));
  }

  private void print(String line) {
    out.println(Text.fit(line, terminal.charset()));
    out.flush();
  }
}
