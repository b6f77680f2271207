package workbook.grader.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import workbook.grader.report.Terminal.Ink;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.Gate;

/** Tells what came of running one schedule again. */
public final class ReplayPage {
  private static final int WIDTH = 100;
  private static final String INDENT = "  ";

  private ReplayPage() {}

  /**
   * Prints the page.
   *
   * @param key the exercise's
   * @param replay the schedule's name
   * @param checks what was looked at
   * @param command what grades the exercise
   */
  public static void print(
      String key, String replay, List<Check> checks, String command, PrintStream out) {
    out.print(render(key, replay, checks, command, Terminal.detect(out)));
    out.flush();
  }

  static String render(
      String key, String replay, List<Check> checks, String command, Terminal terminal) {
    var page = new ArrayList<String>();
    page.add("");
    page.add(terminal.paint(Ink.BOLD, "One schedule of " + key + " again"));
    page.add(INDENT + terminal.paint(Ink.DIM, Text.line(replay)));
    page.add("");
    boolean ran = false;
    for (Check check : checks) {
      if (check.gate() == Gate.SCHEDULES) {
        ran = true;
        add(page, check, terminal);
      } else if (check.status() != Check.Status.PASSED && check.status() != Check.Status.SKIPPED) {
        add(page, check, terminal);
      }
    }
    if (!ran) {
      paragraph(page, "So the schedule was not run.");
    }
    paragraph(page, "This is one schedule and no verdict. For that:");
    page.add(INDENT + terminal.paint(Ink.CYAN, command));
    page.add("");
    return Text.fit(String.join("\n", page) + "\n", terminal.charset());
  }

  private static void add(List<String> page, Check check, Terminal terminal) {
    Glyphs glyphs = Glyphs.on(terminal);
    String name = Text.line(check.name());
    switch (check.status()) {
      case FAILED -> page.add(terminal.paint(Ink.RED, glyphs.failed() + " " + name));
      case PASSED -> page.add(terminal.paint(Ink.GREEN, glyphs.passed() + " " + name));
      case INCONCLUSIVE, SKIPPED ->
          page.add(terminal.paint(Ink.YELLOW, glyphs.unsure() + " " + name));
    }
    if (check.hasFailed()) {
      paragraph(page, Wording.causeSentence(check));
    }
    List<String> evidence = Text.lines(check.evidence());
    if (evidence.isEmpty()) {
      paragraph(page, Text.sentence(check.message()));
    } else {
      page.addAll(evidence);
      page.add("");
    }
  }

  private static void paragraph(List<String> page, String text) {
    Text.wrap(text, WIDTH - INDENT.length()).forEach(line -> page.add(INDENT + line));
    page.add("");
  }
}
