package workbook.grader.report;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import workbook.grader.report.Terminal.Ink;
import workbook.grader.verdict.ExerciseResult;
import workbook.grader.verdict.Gate;

/**
 * Rewrites one line of a terminal.
 *
 * <p>It goes back to the line's begin and overwrites what was there with blanks, which every
 * terminal understands, and never fills the last column, after which some would break the line.
 */
final class LiveProgress implements Progress {
  private static final int BAR = 20;

  private final Terminal terminal;
  private final Glyphs glyphs;
  private final PrintStream out;

  @GuardedBy("this")
  private final SequencedMap<String, String> underWay = new LinkedHashMap<>();

  @GuardedBy("this")
  private int total;

  @GuardedBy("this")
  private int finished;

  @GuardedBy("this")
  private int shown;

  LiveProgress(Terminal terminal, PrintStream out) {
    this.terminal = terminal;
    this.glyphs = Glyphs.on(terminal);
    this.out = out;
  }

  @Override
  public synchronized void started(int total) {
    this.total = total;
    show();
  }

  @Override
  public synchronized void exercise(String key) {
    underWay.put(key, "");
    show();
  }

  @Override
  public synchronized void gate(String key, Gate gate) {
    underWay.remove(key);
    underWay.put(key, ": " + Wording.doing(gate));
    show();
  }

  @Override
  public synchronized void finished(ExerciseResult result) {
    underWay.remove(result.key());
    finished++;
    show();
  }

  @Override
  public synchronized void done() {
    out.print("\r" + " ".repeat(shown) + "\r");
    out.flush();
    shown = 0;
  }

  @GuardedBy("this")
  private void show() {
    int columns = terminal.width() - 1;
    String count = " %d/%d ".formatted(finished, total);
    // What is under way last says most; the bar is the first to go where there is little room.
    Map.Entry<String, String> latest = underWay.lastEntry();
    String what =
        latest == null ? "" : latest.getKey().replaceFirst("^.*/", "") + latest.getValue();
    int bar = columns >= BAR + 40 ? BAR : 0;
    int full = total == 0 ? 0 : (int) ((long) bar * Math.min(finished, total) / total);
    String words =
        Text.fit(
            Text.cut(count + what, Math.max(0, columns - bar), glyphs.ellipsis()),
            terminal.charset());
    int now = bar + Text.width(words);
    out.print(
        "\r"
            + terminal.paint(Ink.GREEN, glyphs.full().repeat(full))
            + terminal.paint(Ink.DIM, glyphs.empty().repeat(bar - full))
            + words
            + " ".repeat(Math.max(0, shown - now)));
    out.flush();
    shown = now;
  }
}
