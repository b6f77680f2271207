package workbook.grader.report;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import workbook.grader.cause.Misconception;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.ExerciseResult;
import workbook.grader.verdict.Gate;
import workbook.grader.verdict.Scorecard;
import workbook.grader.verdict.Verdict;

/** The words that all reports share, so that they call a thing by one name. */
final class Wording {
  /** The folder that is graded unless another is asked for; a command need not name it. */
  static final String USUAL_SUBJECT = "exercises";

  /** The page that explains every cause. */
  static final String CAUSES = "docs/misconceptions.md";

  private Wording() {}

  /** Returns a chapter's heading: {@code Chapter 3: Locks}. */
  static String chapter(String folder) {
    int cut = folder.indexOf('_');
    String number = folder.substring(0, Math.max(cut, 0)).replaceAll("\\D", "");
    if (number.isEmpty() || cut + 1 == folder.length()) {
      return folder;
    }
    String name = folder.substring(cut + 1).replace('_', ' ');
    return "Chapter %d: %s%s"
        .formatted(
            Integer.parseInt(number),
            name.substring(0, 1).toUpperCase(Locale.ROOT),
            name.substring(1));
  }

  static String status(Verdict verdict) {
    return Kind.of(verdict).words;
  }

  /** The verdicts' words, in the order in which they are counted up. */
  private enum Kind {
    PASSED("passed"),
    WRONG("wrong"),
    HANGS("hangs"),
    FORBIDDEN("forbidden"),
    DOES_NOT_COMPILE("won't compile"),
    INCONCLUSIVE("inconclusive"),
    UNSOLVED("to do");

    final String words;

    Kind(String words) {
      this.words = words;
    }

    static Kind of(Verdict verdict) {
      return switch (verdict) {
        case Verdict.Passed _ -> PASSED;
        case Verdict.Unsolved _ -> UNSOLVED;
        case Verdict.DoesNotCompile _ -> DOES_NOT_COMPILE;
        case Verdict.Forbidden _ -> FORBIDDEN;
        case Verdict.Wrong _ -> WRONG;
        case Verdict.Hangs _ -> HANGS;
        case Verdict.Inconclusive _ -> INCONCLUSIVE;
      };
    }
  }

  /** Returns what the learner should do now, as a sentence. */
  static String advice(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Passed _ -> "Well done.";
      case Verdict.Unsolved _ -> "Read the exercise's page and fill the gap.";
      case Verdict.DoesNotCompile _ -> "Make it compile: nothing else was looked at yet.";
      case Verdict.Forbidden _ -> "Find a way within the rules: nothing was run yet.";
      case Verdict.Wrong(Check check) when check.gate() == Gate.SCHEDULES ->
          "Follow the steps above one by one, and find the one that must not come then.";
      case Verdict.Wrong _ -> "Find out how this can come about, and rule it out.";
      case Verdict.Hangs _ -> "Find out what each thread waits for, and who should end its wait.";
      case Verdict.Inconclusive(Check check) when check.gate() == Gate.STRESS ->
          "This says nothing about your answer. Close what else keeps the machine busy and grade it"
              + " again.";
      case Verdict.Inconclusive _ ->
          "This says nothing about your answer: the grader could not judge it, for the reason above."
              + " It may well be right; another way to write it may be one that can be judged.";
    };
  }

  /** Returns where a check was made, in a learner's words. */
  static String gate(Gate gate) {
    return switch (gate) {
      case COMPILE -> "compiler";
      case RULES -> "rules";
      case BEHAVIOUR -> "tests";
      case SCHEDULES -> "thread orders";
      case STRESS -> "stress test";
    };
  }

  /** Returns what goes on at a gate, for the line that shows progress. */
  static String doing(Gate gate) {
    return switch (gate) {
      case COMPILE -> "compiling";
      case RULES -> "checking the rules";
      case BEHAVIOUR -> "running the tests";
      case SCHEDULES -> "trying thread orders";
      case STRESS -> "running it under stress";
    };
  }

  /** Returns the failed or undecided check's cause in a sentence. */
  static String causeSentence(Check check) {
    return check
        .blamed()
        .map(cause -> Text.sentence(cause.meaning()))
        .orElse("The grader could not tell whether this is right.");
  }

  static String link(Misconception cause) {
    return CAUSES + "#" + cause.id();
  }

  /** Returns the place as a path below the workbook where the folder is known. */
  static String place(Check check, NextStep next) {
    return check.place() == null
        ? ""
        : next.folder().isEmpty() ? check.place().toString() : next.folder() + "/" + check.place();
  }

  /** Returns the command that grades one exercise again. */
  static String command(Scorecard scorecard, ExerciseResult result) {
    return command(scorecard.subject()) + " -Dexercise=" + result.id();
  }

  /** Returns the command that runs a check's schedule again; empty where it has none. */
  static String replay(Scorecard scorecard, ExerciseResult result, Check check) {
    return check.schedule() == null || check.schedule().replay().isEmpty()
        ? ""
        : "%s -Dreplay='%s'"
            .formatted(command(scorecard, result), Text.line(check.schedule().replay()));
  }

  /** Returns the command that grades all exercises. */
  static String command(String subject) {
    String command = "mvn -pl grader verify";
    if (subject.equals(USUAL_SUBJECT)) {
      return command;
    }
    String option = "-Dsubject=" + Text.line(subject);
    return command + " " + (option.contains(" ") ? '"' + option + '"' : option);
  }

  /** Returns a check with where it was made: {@code stress test: 10 threads deposit 1000 each}. */
  static String check(Check check) {
    return gate(check.gate()) + ": " + Text.line(check.name());
  }

  /** Returns the checks that failed, but for the one that decided. */
  static List<Check> alsoFailed(ExerciseResult result, Check decided) {
    return result.checks().stream().filter(c -> c.hasFailed() && !c.equals(decided)).toList();
  }

  /** Returns how many exercises came out how: {@code 2 passed, 1 wrong, 3 to do}. */
  static String tally(List<ExerciseResult> results) {
    var counts = new EnumMap<Kind, Integer>(Kind.class);
    results.forEach(r -> counts.merge(Kind.of(r.verdict()), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(e -> e.getValue() + " " + e.getKey().words)
        .collect(Collectors.joining(", "));
  }

  static String points(int earned, int possible) {
    return earned + " / " + possible;
  }

  static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
  }
}
