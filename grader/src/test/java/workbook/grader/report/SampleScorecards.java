package workbook.grader.report;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import workbook.grader.cause.Misconception;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.ExerciseResult;
import workbook.grader.verdict.Gate;
import workbook.grader.verdict.Place;
import workbook.grader.verdict.Scorecard;
import workbook.grader.verdict.Verdict;

/** Made-up scorecards, for the tests and for looking at. */
final class SampleScorecards {
  static final String LANES =
      """
         Ann                                  | Bob
      1  reads balance = 0    Account.java:14 |
      2                                       | reads balance = 0    Account.java:14
      3                                       | writes balance = 1   Account.java:14
      4  writes balance = 1   Account.java:14 |

      Ann writes over what Bob wrote in step 3.
      """;

  static final NextSteps NEXT =
      result ->
          new NextStep(
              "exercises/src/main/java/workbook/" + result.key(),
              "exercises/src/main/java/workbook/" + result.key() + "/README.md",
              List.of("Hint 1", "Hint 2", "Hint 3"));

  private SampleScorecards() {}

  /** Prints a sample as it looks on this terminal: {@code all}, {@code long}, {@code readme}. */
  public static void main(String[] args) throws InterruptedException {
    Scorecard card =
        switch (args.length > 0 ? args[0] : "all") {
          case "long" -> long64();
          case "readme" -> readme();
          case "canary" -> missedCanary();
          case "solved" -> solved();
          default -> everyVerdict();
        };
    Terminal terminal = Terminal.detect(System.out);
    var progress = Progress.on(terminal, System.out);
    progress.started(card.results().size());
    for (ExerciseResult result : card.results()) {
      progress.exercise(result.key());
      for (Gate gate : Gate.values()) {
        progress.gate(result.key(), gate);
        Thread.sleep(Integer.getInteger("pause", 0));
      }
      progress.finished(result);
    }
    progress.done();
    System.out.print(new ScorecardPrinter(terminal, NEXT, "grader/target/grade").render(card));
  }

  static Terminal plain(int width, Charset charset) {
    return new Terminal(false, false, charset, width);
  }

  static Terminal plain(int width) {
    return plain(width, StandardCharsets.UTF_8);
  }

  static Terminal coloured(int width) {
    return new Terminal(true, true, StandardCharsets.UTF_8, width);
  }

  static ExerciseResult passed(String key, String title) {
    return new ExerciseResult(
        key,
        title,
        new Verdict.Passed(),
        List.of(
            Check.passed(Gate.COMPILE, "the answer compiles"),
            Check.passed(Gate.BEHAVIOUR, "one thread alone gets the right balance")),
        10,
        Duration.ofMillis(1234));
  }

  static ExerciseResult unsolved(String key, String title) {
    return new ExerciseResult(
        key, title, new Verdict.Unsolved(), List.of(), 10, Duration.ofMillis(40));
  }

  static Check lostUpdate(String evidence) {
    return Check.failed(
        Gate.SCHEDULES,
        "two deposits of 1 leave 2",
        Misconception.LOST_UPDATE,
        "expected 2, but the balance is 1",
        new Place("Account.java", 14),
        evidence);
  }

  static ExerciseResult wrong(String key, String title, Check check) {
    return new ExerciseResult(
        key,
        title,
        new Verdict.Wrong(check),
        List.of(
            Check.passed(Gate.COMPILE, "the answer compiles"),
            check,
            Check.skipped(Gate.STRESS, "a million deposits", "an earlier check failed")),
        10,
        Duration.ofMillis(2345));
  }

  static Scorecard readme() {
    Check cycle =
        Check.failed(
            Gate.SCHEDULES,
            "transfers in both directions at once come to an end",
            Misconception.LOCK_ORDER_INVERSION,
            "Ann and Bob wait for each other, and neither can go on",
            new Place("Bank.java", 23),
            """
                Ann: transfer(A, B, 10)               Bob: transfer(B, A, 20)
            1   locks A                Bank.java:22
            2                                         locks B                Bank.java:22
            3   waits for B            Bank.java:23
            4                                         waits for A            Bank.java:23

            Ann holds A and waits for B; Bob holds B and waits for A.
            """);
    return new Scorecard(
        "exercises",
        List.of(
            passed("ch02_safety/lost_update", "No deposit may be lost"),
            passed("ch02_safety/check_then_act", "Look and take in one step"),
            new ExerciseResult(
                "ch03_locks/lock_ordering",
                "Break the deadlock with an order",
                new Verdict.Hangs(cycle),
                List.of(Check.passed(Gate.COMPILE, "the answer compiles"), cycle),
                10,
                Duration.ofMillis(900)),
            unsolved("ch05_queues/sentinel_shutdown", "Tell every consumer that it is over"),
            unsolved("ch07_singleton/double_checked", "Check, lock, check again"),
            unsolved("ch08_processes/ticket_office", "Sell each ticket once, from ten processes")),
        probes(),
        Duration.ofMillis(7420));
  }

  static List<Check> probes() {
    return List.of(
        Check.passed(Gate.BEHAVIOUR, "sees a deadlock from outside"),
        Check.passed(Gate.SCHEDULES, "finds a lost update"),
        Check.passed(Gate.STRESS, "provokes a lost update"));
  }

  static Scorecard everyVerdict() {
    Check noCompile =
        Check.failed(
            Gate.COMPILE,
            "the answer compiles",
            Misconception.DOES_NOT_COMPILE,
            "';' expected",
            new Place("Buffer.java", 31),
            "        items.add(item)\n                       ^");
    Check forbidden =
        Check.failed(
            Gate.RULES,
            "the semaphore is built from a monitor, not borrowed",
            Misconception.FORBIDDEN_SHORTCUT,
            "java.util.concurrent.Semaphore is what you are to build here, so it may not be used",
            new Place("MySemaphore.java", 9),
            "");
    Check hangs =
        Check.failed(
            Gate.BEHAVIOUR,
            "every consumer ends when the producer is done",
            Misconception.MISSING_SENTINEL,
            "after 30 s one of 3 consumers had still not ended: it waits in LinkedBlockingQueue.take",
            new Place("Cafe.java", 40),
            """
            "consumer-2" WAITING on LinkedBlockingQueue
              at LinkedBlockingQueue.take
              at Cafe.consume (Cafe.java:40)
              at Cafe.lambda$open$0 (Cafe.java:22)
            """);
    Check longOne =
        lostUpdate(
            String.join(
                "\n",
                IntStream.rangeClosed(1, 60)
                    .mapToObj(i ->
                        "%3d  %-44s| %s"
                            .formatted(
                                i,
                                i % 2 == 0 ? "reads balance = " + i : "",
                                i % 2 == 1 ? "writes balance = " + i : ""))
                    .toList()));
    Check unsure =
        Check.inconclusive(
            Gate.STRESS,
            "no reader sees a half-made object",
            "the stress test collected too few samples to tell, for the machine was busy");
    Check alsoWrong =
        Check.failed(
            Gate.STRESS,
            "10 threads deposit 1000 times each",
            Misconception.LOST_UPDATE,
            "1, 2 and 3 were seen",
            null,
            "outcome  count\n1          12  forbidden\n2      900000  fine");
    return new Scorecard(
        "exercises",
        List.of(
            unsolved(
                "ch01_threads/parallel_download", "Three downloads in the time of the slowest"),
            wrong("ch02_safety/lost_update", "No deposit may be lost", lostUpdate(LANES)),
            new ExerciseResult(
                "ch02_safety/stale_read",
                "The whole read, compute and write is one step, and nothing else is",
                new Verdict.Wrong(longOne),
                List.of(longOne, alsoWrong),
                15,
                Duration.ofSeconds(2)),
            passed("ch02_safety/check_then_act", "Look and take in one step"),
            new ExerciseResult(
                "ch04_coordination/build_a_semaphore",
                "Build a semaphore",
                new Verdict.Forbidden(forbidden),
                List.of(forbidden),
                20,
                Duration.ofMillis(80)),
            new ExerciseResult(
                "ch05_queues/bounded_queue",
                "A queue that makes the fast one wait",
                new Verdict.DoesNotCompile(noCompile),
                List.of(noCompile),
                10,
                Duration.ofMillis(30)),
            new ExerciseResult(
                "ch05_queues/sentinel_shutdown",
                "Tell every consumer that it is over",
                new Verdict.Hangs(hangs),
                List.of(Check.passed(Gate.COMPILE, "the answer compiles"), hangs),
                10,
                Duration.ofSeconds(31)),
            new ExerciseResult(
                "ch07_singleton/double_checked",
                "Check, lock, check again",
                new Verdict.Inconclusive(unsure),
                List.of(Check.passed(Gate.COMPILE, "the answer compiles"), unsure),
                10,
                Duration.ofSeconds(3))),
        probes(),
        Duration.ofMillis(41_300));
  }

  static Scorecard missedCanary() {
    return new Scorecard(
        "exercises",
        readme().results(),
        List.of(
            Check.passed(Gate.SCHEDULES, "finds a lost update"),
            Check.inconclusive(
                Gate.STRESS,
                "provokes a lost update",
                "in 2,000,000 tries the two threads never met; is only one processor free?")),
        Duration.ofSeconds(9));
  }

  static Scorecard solved() {
    return new Scorecard(
        "hand ins/lin", List.of(readme().results().getFirst()), probes(), Duration.ofSeconds(2));
  }

  static Scorecard long64() {
    var results = new ArrayList<ExerciseResult>();
    for (int i = 0; i < 64; i++) {
      String key = "ch%02d_chapter/exercise_number_%d".formatted(i / 8 + 1, i);
      String title = "Something to learn, number " + i;
      results.add(
          i < 20
              ? passed(key, title)
              : i == 20 ? wrong(key, title, lostUpdate(LANES)) : unsolved(key, title));
    }
    return new Scorecard("exercises", results, probes(), Duration.ofSeconds(48));
  }
}
