package workbook.grader.report;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.ExerciseResult;
import workbook.grader.verdict.Scorecard;

/**
 * Tells a run on a page of Markdown: a table of all exercises, then each that is not solved, with
 * the whole of its evidence.
 */
final class MarkdownSummary {
  private static final Pattern BACKTICKS = Pattern.compile("`+");

  private final StringBuilder page = new StringBuilder();
  private final Scorecard scorecard;
  private final NextSteps nextSteps;

  private MarkdownSummary(Scorecard scorecard, NextSteps nextSteps) {
    this.scorecard = scorecard;
    this.nextSteps = nextSteps;
  }

  static String of(Scorecard scorecard, NextSteps nextSteps) {
    return new MarkdownSummary(scorecard, nextSteps).write();
  }

  private String write() {
    line("# Scorecard: %d of %d points".formatted(scorecard.earned(), scorecard.possible()));
    line("");
    line(
        "Graded: %s in %s. Exercises: %s."
            .formatted(
                code(scorecard.subject()),
                Wording.seconds(scorecard.took()),
                scorecard.results().isEmpty() ? "none" : Wording.tally(scorecard.results())));
    line("");
    canaries();
    table();
    for (ExerciseResult result : scorecard.results()) {
      result.verdict().decidedBy().ifPresent(decided -> details(result, decided));
    }
    return page.toString();
  }

  private void canaries() {
    List<Check> failed =
        scorecard.canaries().stream().filter(c -> c.status() != Check.Status.PASSED).toList();
    if (scorecard.canaries().isEmpty()) {
      return;
    }
    if (failed.isEmpty()) {
      line(
          "All %d detectors found the faults planted for them."
              .formatted(scorecard.canaries().size()));
    } else {
      line(
          "**Inconclusive: %d of %d detectors missed the fault planted for them.** What they should have judged is"
                  .formatted(failed.size(), scorecard.canaries().size())
              + " never told as passed.");
      line("");
      for (Check check : failed) {
        line("- " + escape(Wording.check(check) + " - " + check.message()));
      }
    }
    line("");
  }

  private void table() {
    line("| exercise | title | points | status | cause |");
    line("| --- | --- | ---: | --- | --- |");
    for (ExerciseResult result : scorecard.results()) {
      line(
          "| %s | %s | %s | %s | %s |"
              .formatted(
                  code(result.key()),
                  escape(result.title()),
                  Wording.points(result.earned(), result.possible()),
                  Wording.status(result.verdict()),
                  result
                      .verdict()
                      .decidedBy()
                      .flatMap(Check::blamed)
                      .map(cause -> code(cause.id()))
                      .orElse("")));
    }
    line(
        "| **total** |  | **%s** |  |  |"
            .formatted(Wording.points(scorecard.earned(), scorecard.possible())));
  }

  private void details(ExerciseResult result, Check decided) {
    NextStep next = nextSteps.after(result);
    line("");
    line("## %s: %s".formatted(escape(result.key()), Wording.status(result.verdict())));
    line("");
    line("**%s**".formatted(escape(Wording.causeSentence(decided))));
    line("");
    check(result, decided, next);
    for (Check other : result.checks()) {
      if (!other.equals(decided)
          && (other.hasFailed() || other.status() == Check.Status.INCONCLUSIVE)) {
        line("");
        line("### Also: " + escape(Text.line(other.name())));
        line("");
        check(result, other, next);
      }
    }
    line("");
    String ask =
        next.hint().isEmpty()
            ? "Read again: %s.".formatted(code(next.readme()))
            : "Ask for: %s in %s.".formatted(escape(next.hint()), code(next.readme()));
    line(ask + " " + escape(Wording.advice(result.verdict())));
    line("");
    fenced(List.of(Wording.command(scorecard, result)));
  }

  private void check(ExerciseResult result, Check check, NextStep next) {
    String place = Wording.place(check, next);
    if (!place.isEmpty()) {
      line("- Where: " + code(place));
    }
    line("- Check: " + escape(Wording.check(check)));
    if (!check.message().isBlank()) {
      line("- Seen: " + escape(Text.sentence(check.message())));
    }
    check
        .blamed()
        .ifPresent(
            cause -> line("- Cause: " + code(cause.id()) + ", see " + code(Wording.link(cause))));
    List<String> evidence = Text.lines(check.evidence());
    if (!evidence.isEmpty()) {
      line("");
      fenced(evidence);
    }
    String again = Wording.replay(scorecard, result, check);
    if (!again.isEmpty()) {
      line("");
      line("Exactly this schedule again; with `-Ddebug` in a debugger:");
      line("");
      fenced(List.of(again));
    }
  }

  /** Adds lines as they are, between fences longer than any that could stand within them. */
  private void fenced(List<String> lines) {
    String fence = "`".repeat(Math.max(3, longestRun(String.join("\n", lines)) + 1));
    line(fence + "text");
    lines.forEach(this::line);
    line(fence);
  }

  private static String code(String text) {
    String line = Text.line(text).replace("|", "\\|");
    int run = longestRun(line);
    String tick = "`".repeat(run + 1);
    String pad = run > 0 ? " " : "";
    return tick + pad + line + pad + tick;
  }

  private static int longestRun(String text) {
    Matcher runs = BACKTICKS.matcher(text);
    int longest = 0;
    while (runs.find()) {
      longest = Math.max(longest, runs.group().length());
    }
    return longest;
  }

  /** Returns the text as one line in which nothing is taken for Markdown or HTML. */
  private static String escape(String text) {
    return Text.line(text)
        .replaceAll("[\\\\`*\\[\\]<>|~&#]", "\\\\$0")
        // Between letters an underscore means nothing; elsewhere it may begin emphasis.
        .replaceAll("(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])", "\\\\_");
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
