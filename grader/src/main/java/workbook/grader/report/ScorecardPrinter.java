package workbook.grader.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import workbook.grader.report.Terminal.Ink;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.ExerciseResult;
import workbook.grader.verdict.Scorecard;
import workbook.grader.verdict.Verdict;

/**
 * Draws the scorecard for a terminal.
 *
 * <p>An exercise takes one line in the list of chapters; what is wrong comes below it, and what to
 * do next stands last, for that is what is on the screen when the run is over.
 */
public final class ScorecardPrinter {
  private static final int NARROWEST = 60;
  private static final int WIDEST = 100;
  private static final int LABEL = 8;
  private static final int EVIDENCE_INDENT = 4;
  private static final int EVIDENCE_HEAD = 16;
  private static final int EVIDENCE_TAIL = 8;
  private static final int ALSO = 3;

  /** More than these at full length would bury the first ones, which are to be mended first. */
  private static final int TOLD_IN_FULL = 8;

  private final Terminal terminal;
  private final Glyphs glyphs;
  private final int width;
  private final NextSteps nextSteps;
  private final String reportFolder;

  /**
   * Creates a printer.
   *
   * @param reportFolder the folder of {@code summary.md}, as it is to be shown
   */
  public ScorecardPrinter(Terminal terminal, NextSteps nextSteps, String reportFolder) {
    this.terminal = terminal;
    this.glyphs = Glyphs.on(terminal);
    this.width = Math.clamp(terminal.width(), NARROWEST, WIDEST);
    this.nextSteps = nextSteps;
    this.reportFolder = reportFolder;
  }

  /** Returns the scorecard, ready to be printed to the terminal. */
  public String render(Scorecard scorecard) {
    var page = new ArrayList<String>();
    page.add("");
    addChapters(page, scorecard);
    int told = 0;
    for (ExerciseResult result : scorecard.results()) {
      Optional<Check> decided = result.verdict().decidedBy();
      if (decided.isPresent()) {
        addDetails(page, scorecard, result, decided.get(), told++ < TOLD_IN_FULL);
      }
    }
    if (told > TOLD_IN_FULL) {
      Text.wrap(
              "The last %d are told in short; their evidence is in %s/summary.md."
                  .formatted(told - TOLD_IN_FULL, reportFolder),
              width)
          .forEach(page::add);
    }
    addEnd(page, scorecard);
    return Text.fit(String.join("\n", page) + "\n", terminal.charset());
  }

  // The list of chapters

  private void addChapters(List<String> page, Scorecard scorecard) {
    List<ExerciseResult> results = scorecard.results();
    int points = Math.max(5, Wording.points(scorecard.earned(), scorecard.possible()).length());
    int status =
        results.stream().mapToInt(r -> Wording.status(r.verdict()).length()).max().orElse(0);
    int id = results.stream().mapToInt(r -> Text.width(r.id())).max().orElse(0);
    var chapters = new LinkedHashMap<String, List<ExerciseResult>>();
    results.forEach(r -> chapters.computeIfAbsent(r.chapter(), _ -> new ArrayList<>()).add(r));
    for (Map.Entry<String, List<ExerciseResult>> chapter : chapters.entrySet()) {
      int earned = chapter.getValue().stream().mapToInt(ExerciseResult::earned).sum();
      int possible = chapter.getValue().stream().mapToInt(ExerciseResult::possible).sum();
      page.add(
          ends(
              Wording.chapter(chapter.getKey()),
              Ink.BOLD,
              Wording.points(earned, possible),
              Ink.BOLD));
      for (ExerciseResult result : chapter.getValue()) {
        page.add(row(result, id, status, points));
      }
      page.add("");
    }
  }

  private String row(ExerciseResult result, int idWidth, int statusWidth, int pointsWidth) {
    int title = width - 2 - 2 - idWidth - 2 - 2 - statusWidth - 2 - pointsWidth;
    String shownTitle =
        title < 8 ? "" : Text.cut(Text.line(result.title()), title, glyphs.ellipsis());
    String points = Wording.points(result.earned(), result.possible());
    Ink ink = ink(result.verdict());
    return "  "
        + terminal.paint(ink, mark(result.verdict()))
        + " "
        + Text.pad(result.id(), idWidth)
        + "  "
        + terminal.paint(Ink.DIM, Text.pad(shownTitle, Math.max(0, title)))
        + "  "
        + terminal.paint(ink, Text.pad(Wording.status(result.verdict()), statusWidth))
        + "  "
        + " ".repeat(Math.max(0, pointsWidth - points.length()))
        + points;
  }

  // What is wrong

  private void addDetails(
      List<String> page, Scorecard scorecard, ExerciseResult result, Check check, boolean inFull) {
    NextStep next = nextSteps.after(result);
    Ink ink = ink(result.verdict());
    page.add(rule());
    page.add(
        ends(
            mark(result.verdict()) + " " + result.key(),
            ink,
            Wording.status(result.verdict()),
            ink));
    Text.wrap(Wording.causeSentence(check), width - 2)
        .forEach(line -> page.add("  " + terminal.paint(Ink.BOLD, line)));
    page.add("");
    addPlace(page, check, next);
    addRow(page, "Check", Wording.check(check), Ink.PLAIN);
    addRow(page, "Seen", Text.sentence(check.message()), Ink.PLAIN);
    if (inFull) {
      addEvidence(page, check);
      addAgain(page, scorecard, result, check);
      addAlso(page, result, check);
      addRow(page, "Cause", check.blamed().map(Wording::link).orElse(""), Ink.CYAN);
      addRow(page, "Hint", hint(result, check, next), Ink.PLAIN);
      addRow(page, "Next", Wording.advice(result.verdict()), Ink.PLAIN);
      page.add(indent(LABEL + 2) + terminal.paint(Ink.CYAN, Wording.command(scorecard, result)));
    }
    page.add("");
  }

  /** Adds the path in one piece, to be clicked on, where the line has room for it. */
  private void addPlace(List<String> page, Check check, NextStep next) {
    String path = Wording.place(check, next);
    if (check.place() == null || Text.width(path) + LABEL + 2 <= width) {
      addRow(page, "Where", path, Ink.CYAN);
    } else {
      addRow(page, "Where", check.place().toString(), Ink.CYAN);
      addRow(page, "  in", next.folder(), Ink.CYAN);
    }
  }

  /** Adds the command whole, however long, for it is there to be copied. */
  private void addAgain(
      List<String> page, Scorecard scorecard, ExerciseResult result, Check check) {
    String command = Wording.replay(scorecard, result, check);
    if (!command.isEmpty()) {
      addRow(
          page,
          "Again",
          "exactly this schedule; add -Ddebug to follow it in a debugger:",
          Ink.PLAIN);
      page.add(indent(LABEL + 2) + terminal.paint(Ink.CYAN, command));
    }
  }

  private void addAlso(List<String> page, ExerciseResult result, Check decided) {
    List<Check> others = Wording.alsoFailed(result, decided);
    for (int i = 0; i < Math.min(ALSO, others.size()); i++) {
      addRow(page, i == 0 ? "Also" : "", Wording.check(others.get(i)), Ink.PLAIN);
    }
    if (others.size() > ALSO) {
      addRow(page, "", "and %d more".formatted(others.size() - ALSO), Ink.PLAIN);
    }
  }

  private void addEvidence(List<String> page, Check check) {
    List<String> evidence = Text.lines(check.evidence());
    if (evidence.isEmpty()) {
      return;
    }
    // One line that is too long anyway must not move the others to the edge.
    int widest =
        evidence.stream().mapToInt(Text::width).filter(columns -> columns <= width).max().orElse(0);
    String indent = indent(Math.clamp(width - widest, 0, EVIDENCE_INDENT));
    int left = evidence.size() - EVIDENCE_HEAD - EVIDENCE_TAIL;
    page.add("");
    for (int i = 0; i < evidence.size(); i++) {
      // Leaving one or two lines out would save nothing.
      if (left > 2 && i == EVIDENCE_HEAD) {
        page.add(
            indent
                + terminal.paint(
                    Ink.YELLOW,
                    "%s %d more lines; the whole is in %s/summary.md"
                        .formatted(glyphs.ellipsis(), left, reportFolder)));
        i += left;
      }
      page.add((indent + Text.cut(evidence.get(i), WIDEST, glyphs.ellipsis())).stripTrailing());
    }
    page.add("");
  }

  private static String hint(ExerciseResult result, Check check, NextStep next) {
    if (result.verdict() instanceof Verdict.Inconclusive) {
      return "";
    }
    // The path stands a few lines above it, where the page lies beside the learner's file.
    boolean beside = check.place() != null && next.readme().equals(next.folder() + "/README.md");
    String page = beside ? "the README.md beside that file" : next.readme();
    String all = next.hints().size() > 1 ? " (there are %d)".formatted(next.hints().size()) : "";
    return next.hints().isEmpty() ? page : "open " + Text.line(next.hint()) + " in " + page + all;
  }

  // The end

  private void addEnd(List<String> page, Scorecard scorecard) {
    page.add(rule());
    String points = Wording.points(scorecard.earned(), scorecard.possible());
    page.add(ends("Total for " + Text.line(scorecard.subject()), Ink.BOLD, points, Ink.BOLD));
    String took = "graded in " + Wording.seconds(scorecard.took());
    String tally = Wording.tally(scorecard.results());
    Text.wrap(tally.isEmpty() ? took : tally + "; " + took, width).forEach(page::add);
    page.add("");
    addCanaries(page, scorecard.canaries());
    addNext(page, scorecard);
    addEndRow(
        page, "Report", reportFolder + "/summary.md (for machines: results.json, TEST-*.xml)");
    page.add("");
  }

  private void addCanaries(List<String> page, List<Check> canaries) {
    List<Check> failed = canaries.stream().filter(c -> c.status() != Check.Status.PASSED).toList();
    if (canaries.isEmpty()) {
      addEndRow(page, "Probes", "no detector was needed, so none was put to the proof");
      return;
    }
    if (failed.isEmpty()) {
      addEndRow(
          page,
          "Probes",
          canaries.size() == 1
              ? "the one detector in use found the fault planted for it"
              : "all %d detectors found the faults planted for them".formatted(canaries.size()));
      return;
    }
    String alarm =
        "%d of %d detectors missed the fault planted for them"
            .formatted(failed.size(), canaries.size());
    page.add(terminal.paint(Ink.ALARM, " INCONCLUSIVE ") + " " + terminal.paint(Ink.BOLD, alarm));
    for (Check check : failed) {
      String what =
          Wording.check(check)
              + (check.message().isEmpty() ? "" : " - " + Text.line(check.message()));
      List<String> lines = Text.wrap(what, width - 4);
      for (int i = 0; i < lines.size(); i++) {
        page.add(
            (i == 0 ? "  " + terminal.paint(Ink.YELLOW, glyphs.unsure()) + " " : "    ")
                + lines.get(i));
      }
    }
    Text.wrap(
            "What these detectors should have judged is told as inconclusive, never as passed. It is"
                + " no fault of yours: grade again when the machine is less busy.",
            width - 2)
        .forEach(line -> page.add("  " + line));
    page.add("");
  }

  private void addNext(List<String> page, Scorecard scorecard) {
    Optional<ExerciseResult> broken =
        scorecard.results().stream().filter(r -> r.verdict().decidedBy().isPresent()).findFirst();
    Optional<ExerciseResult> next =
        broken.or(() ->
            scorecard.results().stream()
                .filter(r -> r.verdict() instanceof Verdict.Unsolved)
                .findFirst());
    if (next.isPresent()) {
      ExerciseResult result = next.get();
      if (broken.isPresent()) {
        addEndRow(
            page, "Next", "go on with " + result.key() + ", told above; then grade it alone:");
      } else {
        addEndRow(page, "Next", "fill the gap in " + result.key() + "; its page is");
        page.add(indent(LABEL) + terminal.paint(Ink.CYAN, nextSteps.after(result).readme()));
        page.add(indent(LABEL) + "and this grades it alone:");
      }
      page.add(indent(LABEL) + terminal.paint(Ink.CYAN, Wording.command(scorecard, result)));
    } else if (scorecard.results().size() == 1) {
      addEndRow(page, "Next", "solved: see what else there is to do:");
      page.add(indent(LABEL) + terminal.paint(Ink.CYAN, Wording.command(scorecard.subject())));
    } else if (!scorecard.results().isEmpty()) {
      addEndRow(page, "Next", "nothing left: every exercise is solved. Well done.");
    }
  }

  // Lines

  /** Adds a labelled row below an exercise; nothing where there is nothing to say. */
  private void addRow(List<String> page, String label, String text, Ink ink) {
    addLabelled(page, "  ", label, text, ink);
  }

  private void addEndRow(List<String> page, String label, String text) {
    addLabelled(page, "", label, text, Ink.PLAIN);
  }

  private void addLabelled(List<String> page, String indent, String label, String text, Ink ink) {
    if (text.isEmpty()) {
      return;
    }
    List<String> lines = Text.wrap(text, width - indent.length() - LABEL);
    for (int i = 0; i < lines.size(); i++) {
      String head = Text.pad(i == 0 ? label : "", LABEL);
      page.add(indent + terminal.paint(Ink.DIM, head) + terminal.paint(ink, lines.get(i)));
    }
  }

  /** Returns a line with something at either end. */
  private String ends(String left, Ink leftInk, String right, Ink rightInk) {
    int gap = Math.max(2, width - Text.width(left) - Text.width(right));
    return terminal.paint(leftInk, left) + indent(gap) + terminal.paint(rightInk, right);
  }

  private String rule() {
    return terminal.paint(Ink.DIM, glyphs.rule().repeat(width));
  }

  private static String indent(int columns) {
    return " ".repeat(columns);
  }

  private String mark(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Passed _ -> glyphs.passed();
      case Verdict.Unsolved _ -> glyphs.open();
      case Verdict.Inconclusive _ -> glyphs.unsure();
      case Verdict.DoesNotCompile _, Verdict.Forbidden _, Verdict.Wrong _, Verdict.Hangs _ ->
          glyphs.failed();
    };
  }

  private static Ink ink(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Passed _ -> Ink.GREEN;
      case Verdict.Unsolved _ -> Ink.DIM;
      case Verdict.Inconclusive _ -> Ink.YELLOW;
      case Verdict.DoesNotCompile _, Verdict.Forbidden _, Verdict.Wrong _, Verdict.Hangs _ ->
          Ink.RED;
    };
  }
}
