package workbook.ch04_coordination.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static workbook.grader.cause.Misconception.BUSY_WAIT;
import static workbook.grader.cause.Misconception.DEADLOCK;
import static workbook.grader.cause.Misconception.EARLY_END;
import static workbook.grader.cause.Misconception.LOCK_LEAK;
import static workbook.grader.cause.Misconception.LOST_FAILURE;
import static workbook.grader.cause.Misconception.LOST_SIGNAL;
import static workbook.grader.cause.Misconception.MISSING_SENTINEL;
import static workbook.grader.cause.Misconception.NOTIFY_FOR_NOTIFY_ALL;
import static workbook.grader.cause.Misconception.SLEEP_FOR_SIGNAL;
import static workbook.grader.cause.Misconception.SWALLOWED_INTERRUPT;
import static workbook.grader.cause.Misconception.UNGUARDED_ACCESS;
import static workbook.grader.cause.Misconception.WRONG_ORDER;
import static workbook.grader.cause.Misconception.WRONG_RESULT;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.grader.cause.Detects;
import workbook.support.Crew;
import workbook.support.FirstFailureEnds;
import workbook.support.Stance;
import workbook.support.ThreadWatch;

/**
 * Evenings in the studio that go a certain way, made on purpose. Ordered so that each mistake meets
 * the test that names it first.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(FirstFailureEnds.class)
final class DialogueTests {
  private static final List<String> QUESTIONS = List.of("Who is there?", "Which one?", "Come in.");
  private static final List<String> ANSWERS = List.of("It is me.", "The other one.", "Thank you.");

  private final Crew crew = new Crew();
  private final Queue<String> heard = new ConcurrentLinkedQueue<>();

  @AfterEach
  void closeTheStudio() {
    crew.dismiss();
  }

  @Test
  @Order(1)
  @DisplayName("The play comes to its end, whoever comes to the studio first")
  @Detects(LOST_SIGNAL)
  void whoeverComesFirst() throws InterruptedException {
    var secondIsEarly = new RadioPlay(heard::add);
    ThreadWatch.settle(second(secondIsEarly, ANSWERS));
    first(secondIsEarly, QUESTIONS);
    crew.join();
    var firstIsEarly = new RadioPlay(heard::add);
    ThreadWatch.settle(first(firstIsEarly, QUESTIONS));
    second(firstIsEarly, ANSWERS);
    crew.join();
  }

  @Test
  @Order(2)
  @DisplayName("While one voice speaks, the other is silent")
  @Detects(UNGUARDED_ACCESS)
  void oneVoiceAtATime() throws InterruptedException {
    for (String slow : List.of(QUESTIONS.get(0), ANSWERS.get(0), QUESTIONS.get(1))) {
      var speaks = new CountDownLatch(1);
      var goOn = new CountDownLatch(1);
      var speaking = new AtomicInteger();
      var together = new AtomicInteger();
      var play =
          new RadioPlay(line -> {
            if (speaking.incrementAndGet() > 1) {
              together.incrementAndGet();
            }
            if (line.equals(slow)) {
              speaks.countDown();
              awaitQuietly(goOn);
            }
            speaking.decrementAndGet();
          });
      Thread first = first(play, QUESTIONS);
      Thread second = second(play, ANSWERS);
      awaitQuietly(speaks);
      ThreadWatch.settle(first);
      ThreadWatch.settle(second);
      goOn.countDown();
      crew.join();
      assertEquals(0, together.get(), () -> "lines spoken into '" + slow + "'");
    }
  }

  @Test
  @Order(3)
  @DisplayName("The first voice begins and the second answers, whoever comes first")
  @Detects(WRONG_ORDER)
  void inTurns() throws InterruptedException {
    var secondIsEarly = new RadioPlay(heard::add);
    ThreadWatch.settle(second(secondIsEarly, ANSWERS));
    assertEquals(List.of(), heardSoFar(), "heard before the first voice has come");
    first(secondIsEarly, QUESTIONS);
    crew.join();
    assertHeard(QUESTIONS, ANSWERS);
    heard.clear();
    var firstIsEarly = new RadioPlay(heard::add);
    ThreadWatch.settle(first(firstIsEarly, QUESTIONS));
    assertEquals(QUESTIONS.subList(0, 1), heardSoFar(), "heard before the second voice has come");
    second(firstIsEarly, ANSWERS);
    crew.join();
    assertHeard(QUESTIONS, ANSWERS);
  }

  @Test
  @Order(4)
  @DisplayName("Every line is a line: empty ones, and the same again")
  @Detects(WRONG_RESULT)
  void everyLineIsALine() throws InterruptedException {
    var echo = List.of("", "Echo?", "Echo?", "");
    var play = new RadioPlay(heard::add);
    first(play, echo);
    second(play, echo);
    crew.join();
    assertHeard(echo, echo);
  }

  @Test
  @Order(5)
  @DisplayName("Each voice speaks for itself, in its own thread")
  @Detects(WRONG_RESULT)
  void inTheirOwnThreads() throws InterruptedException {
    var speakers = Collections.synchronizedList(new ArrayList<String>());
    var play = new RadioPlay(line -> speakers.add(Thread.currentThread().getName()));
    first(play, List.of("a", "b"));
    second(play, List.of("c", "d"));
    crew.join();
    assertEquals(
        List.of("first voice", "second voice", "first voice", "second voice"),
        List.copyOf(speakers),
        "the threads that spoke");
  }

  @Test
  @Order(6)
  @DisplayName("Who has spoken the last line leaves at once, and who has none leaves, too")
  @Detects(DEADLOCK)
  void nobodyWaitsForAnAnswerToTheLastLine() throws InterruptedException {
    first(new RadioPlay(heard::add), List.of("Alone."));
    crew.join();
    first(new RadioPlay(heard::add), List.of());
    crew.join();
    second(new RadioPlay(heard::add), List.of());
    crew.join();
    assertEquals(List.of("Alone."), heardSoFar(), "heard from three voices with one line in all");
  }

  @Test
  @Order(7)
  @DisplayName("Who has come and left is not waited for: the other speaks on alone")
  @Detects(MISSING_SENTINEL)
  void sheetsOfDifferentLengths() throws InterruptedException {
    for (int firsts = 0; firsts <= 2; firsts++) {
      for (int seconds = 0; seconds <= 2; seconds++) {
        var firstIsEarly = new RadioPlay(heard::add);
        ThreadWatch.settle(first(firstIsEarly, QUESTIONS.subList(0, firsts)));
        second(firstIsEarly, ANSWERS.subList(0, seconds));
        crew.join();
        var secondIsEarly = new RadioPlay(heard::add);
        ThreadWatch.settle(second(secondIsEarly, ANSWERS.subList(0, seconds)));
        first(secondIsEarly, QUESTIONS.subList(0, firsts));
        crew.join();
      }
    }
  }

  @Test
  @Order(8)
  @DisplayName("In turns as long as both are there, then the rest")
  @Detects(WRONG_ORDER)
  void inTurnsAndThenTheRest() throws InterruptedException {
    for (int firsts = 0; firsts <= 3; firsts++) {
      for (int seconds = 0; seconds <= 3; seconds++) {
        heard.clear();
        plays(QUESTIONS.subList(0, firsts), ANSWERS.subList(0, seconds));
        assertHeard(QUESTIONS.subList(0, firsts), ANSWERS.subList(0, seconds));
      }
    }
  }

  @Test
  @Order(9)
  @DisplayName("Whoever waits leaves the processor to others")
  @Detects(BUSY_WAIT)
  void nobodyRunsInCircles() throws InterruptedException {
    var play = new RadioPlay(heard::add);
    Thread second = second(play, ANSWERS);
    try {
      assertNot(Stance.SPINNING, second, "runs in circles before the play has begun");
    } finally {
      first(play, List.of()); // so that it does not run on through all the tests
    }
    var other = new RadioPlay(heard::add);
    Thread first = first(other, QUESTIONS);
    try {
      assertNot(Stance.SPINNING, first, "runs in circles until it is answered");
    } finally {
      second(other, List.of());
    }
    var third = new RadioPlay(heard::add);
    Thread technician = technician("technician", third, new AtomicBoolean());
    try {
      assertNot(Stance.SPINNING, technician, "runs in circles until the play is over");
    } finally {
      first(third, List.of());
      second(third, List.of());
    }
  }

  @Test
  @Order(10)
  @DisplayName("Whoever waits is told, and does not wake up again and again to look")
  @Detects(SLEEP_FOR_SIGNAL)
  void nobodyDozes() throws InterruptedException {
    var play = new RadioPlay(heard::add);
    assertNot(Stance.DOZING, second(play, ANSWERS), "waits for its turn with a time-out");
    assertNot(
        Stance.DOZING,
        technician("technician", play, new AtomicBoolean()),
        "waits for the end with a time-out");
  }

  @Test
  @Order(11)
  @DisplayName("The play is not over before both voices have left")
  @Detects(EARLY_END)
  void notOverYet() throws InterruptedException {
    for (boolean firstIsEarly : new boolean[] {true, false}) {
      var play = new RadioPlay(heard::add);
      Thread technician = technician("technician", play, new AtomicBoolean());
      assertStays(technician, "before anybody has come");
      if (firstIsEarly) {
        ThreadWatch.settle(first(play, List.of()));
        assertStays(technician, "though the second voice has not come yet");
        assertStays(
            technician("late technician", play, new AtomicBoolean()),
            "though the second voice has not come yet");
      } else {
        ThreadWatch.settle(second(play, List.of()));
        assertStays(technician, "though the first voice has not come yet");
        assertStays(
            technician("late technician", play, new AtomicBoolean()),
            "though the first voice has not come yet");
      }
    }
    var play = new RadioPlay(heard::add);
    ThreadWatch.settle(first(play, QUESTIONS));
    assertStays(
        technician("technician", play, new AtomicBoolean()), "though a voice waits for an answer");
  }

  @Test
  @Order(12)
  @DisplayName("While technicians wait for the end, the voices still hear of their turns")
  @Detects(NOTIFY_FOR_NOTIFY_ALL)
  void signsReachWhoIsMeant() throws InterruptedException {
    for (boolean techniciansFirst : new boolean[] {true, false}) {
      heard.clear();
      var play = new RadioPlay(heard::add);
      if (techniciansFirst) {
        ThreadWatch.settle(technician("technician", play, new AtomicBoolean()));
        ThreadWatch.settle(technician("trainee", play, new AtomicBoolean()));
      }
      ThreadWatch.settle(second(play, ANSWERS));
      if (!techniciansFirst) {
        ThreadWatch.settle(technician("technician", play, new AtomicBoolean()));
        ThreadWatch.settle(technician("trainee", play, new AtomicBoolean()));
      }
      first(play, QUESTIONS);
      crew.join();
      assertHeard(QUESTIONS, ANSWERS);
    }
  }

  @Test
  @Order(13)
  @DisplayName("Everybody who waits for the end is told, and who comes after it need not wait")
  @Detects(LOST_SIGNAL)
  void everybodyLearnsOfTheEnd() throws InterruptedException {
    for (int early = 0; early <= 3; early++) {
      var play = new RadioPlay(heard::add);
      for (int i = 0; i < early; i++) {
        ThreadWatch.settle(technician("technician", play, new AtomicBoolean()));
      }
      Thread first = first(play, List.of("Good night."));
      ThreadWatch.settle(first);
      second(play, List.of());
      crew.join();
      technician("late technician", play, new AtomicBoolean());
      technician("later technician", play, new AtomicBoolean());
      crew.join();
    }
  }

  @Test
  @Order(14)
  @DisplayName("What the microphone throws comes out of the method of who was speaking")
  @Detects(LOST_FAILURE)
  void failureIsTold() throws InterruptedException {
    for (Throwable failure : List.of(new HumAndCrackle(), new PowerCut())) {
      var play = new RadioPlay(line -> failAt(line, QUESTIONS.get(0), failure));
      assertSame(failure, whatComesOf(() -> play.firstVoice(QUESTIONS)), "what firstVoice throws");
      var other = new RadioPlay(line -> failAt(line, ANSWERS.get(0), failure));
      first(other, List.of("Hallo?"));
      crew.join();
      assertSame(failure, whatComesOf(() -> other.secondVoice(ANSWERS)), "what secondVoice throws");
    }
  }

  @Test
  @Order(15)
  @DisplayName("After the microphone has failed, somebody else can come and leave")
  @Detects(LOCK_LEAK)
  void failureBlocksNobody() throws InterruptedException {
    for (Throwable failure : List.of(new HumAndCrackle(), new PowerCut())) {
      var play = new RadioPlay(line -> failAt(line, QUESTIONS.get(0), failure));
      breaksOff(() -> play.firstVoice(QUESTIONS));
      crew.join();
      second(play, List.of());
      crew.join();
    }
  }

  @Test
  @Order(16)
  @DisplayName("Who broke off because the microphone failed is not waited for, and the play ends")
  @Detects(MISSING_SENTINEL)
  void failureIsNoReasonToWait() throws InterruptedException {
    for (Throwable failure : List.of(new HumAndCrackle(), new PowerCut())) {
      for (int line = 0; line < 3; line++) {
        int at = line;
        var play = new RadioPlay(said -> failAt(said, QUESTIONS.get(at), failure));
        breaksOff(() -> play.firstVoice(QUESTIONS));
        second(play, ANSWERS);
        technician("technician", play, new AtomicBoolean());
        crew.join();
        var other = new RadioPlay(said -> failAt(said, ANSWERS.get(at), failure));
        breaksOff(() -> other.secondVoice(ANSWERS));
        first(other, QUESTIONS);
        technician("technician", other, new AtomicBoolean());
        crew.join();
      }
    }
  }

  @Test
  @Order(17)
  @DisplayName("After the microphone has failed, only the other voice speaks on, to its last line")
  @Detects(WRONG_ORDER)
  void theOtherSpeaksOn() throws InterruptedException {
    for (int line = 0; line < 3; line++) {
      int at = line;
      heard.clear();
      var play =
          new RadioPlay(said -> {
            failAt(said, QUESTIONS.get(at), new HumAndCrackle());
            heard.add(said);
          });
      breaksOff(() -> play.firstVoice(QUESTIONS));
      second(play, ANSWERS);
      crew.join();
      assertHeard(QUESTIONS.subList(0, at), ANSWERS);
    }
  }

  @Test
  @Order(18)
  @DisplayName("Who broke off or was called away is one voice that has left, and not two")
  @Detects(EARLY_END)
  void everyVoiceLeavesOnce() throws InterruptedException {
    var play = new RadioPlay(said -> failAt(said, QUESTIONS.get(0), new HumAndCrackle()));
    breaksOff(() -> play.firstVoice(QUESTIONS));
    crew.join();
    assertStays(
        technician("technician", play, new AtomicBoolean()),
        "though only the first voice broke off, and the second has not come yet");

    var other = new RadioPlay(heard::add);
    callAway(second(other, ANSWERS));
    assertStays(
        technician("technician", other, new AtomicBoolean()),
        "though only the second voice was called away, and the first has not come yet");
  }

  @Test
  @Order(19)
  @DisplayName("A voice that is interrupted while it waits leaves, and the interrupt is not lost")
  @Detects(SWALLOWED_INTERRUPT)
  void whoWaitsCanBeCalledAway() throws InterruptedException {
    var play = new RadioPlay(heard::add);
    var told = new AtomicBoolean();
    Thread second =
        crew.start("second voice", () -> told.set(isTold(() -> play.secondVoice(ANSWERS))));
    assertLeaves(second, told);
    told.set(false);
    var other = new RadioPlay(heard::add);
    Thread first =
        crew.start("first voice", () -> told.set(isTold(() -> other.firstVoice(QUESTIONS))));
    assertLeaves(first, told);
    told.set(false);
    var third = new RadioPlay(heard::add);
    Thread technician = crew.start("technician", () -> told.set(isTold(third::awaitEnd)));
    assertLeaves(technician, told);
  }

  @Test
  @Order(20)
  @DisplayName("Who was called away is not waited for, and the play ends")
  @Detects(MISSING_SENTINEL)
  void whoWasCalledAwayHasLeft() throws InterruptedException {
    var play = new RadioPlay(heard::add);
    Thread second = called("second voice", () -> play.secondVoice(ANSWERS));
    callAway(second);
    first(play, QUESTIONS);
    technician("technician", play, new AtomicBoolean());
    crew.join();
    assertHeard(QUESTIONS, List.of());

    heard.clear();
    var other = new RadioPlay(heard::add);
    Thread first = called("first voice", () -> other.firstVoice(QUESTIONS));
    callAway(first);
    technician("technician", other, new AtomicBoolean());
    second(other, ANSWERS);
    crew.join();
    assertHeard(QUESTIONS.subList(0, 1), ANSWERS);
  }

  @Test
  @Order(21)
  @DisplayName("A technician who is called away leaves the others to their play")
  @Detects(EARLY_END)
  void aTechnicianIsNoVoice() throws InterruptedException {
    var play = new RadioPlay(heard::add);
    Thread hurried = called("hurried technician", play::awaitEnd);
    var over = new AtomicBoolean();
    ThreadWatch.settle(technician("technician", play, over));
    callAway(hurried);
    ThreadWatch.settle(first(play, QUESTIONS));
    assertEquals(QUESTIONS.subList(0, 1), heardSoFar(), "heard before the second voice has come");
    if (over.get()) {
      fail("awaitEnd returns before the second voice has come, since a technician was called away");
    }
    second(play, ANSWERS);
    crew.join();
    assertHeard(QUESTIONS, ANSWERS);
  }

  // --- the cast

  private Thread first(RadioPlay play, List<String> lines) {
    return called("first voice", () -> play.firstVoice(lines));
  }

  private Thread second(RadioPlay play, List<String> lines) {
    return called("second voice", () -> play.secondVoice(lines));
  }

  private Thread technician(String name, RadioPlay play, AtomicBoolean over) {
    return called(
        name,
        () -> {
          play.awaitEnd();
          over.set(!Thread.currentThread().isInterrupted());
        });
  }

  private Thread called(String name, Crew.Task task) {
    return crew.start(
        name,
        () -> {
          try {
            task.run();
          } catch (InterruptedException calledAway) {
            // Whether that is as it should be is for some tests to ask.
          }
        });
  }

  /** Starts a voice whose microphone will fail; what it throws then is not this test's. */
  private void breaksOff(Crew.Task voice) {
    crew.start("broken voice", () -> whatComesOf(voice));
  }

  private void plays(List<String> firsts, List<String> seconds) throws InterruptedException {
    var play = new RadioPlay(heard::add);
    first(play, firsts);
    second(play, seconds);
    crew.join();
  }

  private static final class HumAndCrackle extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static final class PowerCut extends Error {
    private static final long serialVersionUID = 1;
  }

  private static void failAt(String line, String bad, Throwable failure) {
    if (line.equals(bad)) {
      switch (failure) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new AssertionError(failure);
      }
    }
  }

  /** Returns what is thrown, or null if nothing is. */
  private static Throwable whatComesOf(Crew.Task call) {
    try {
      call.run();
      return null;
    } catch (Throwable thrown) {
      return thrown;
    }
  }

  /** Returns whether somebody who was called away is told so, in either of the two ways. */
  private static boolean isTold(Crew.Task task) throws Exception {
    try {
      task.run();
      return Thread.currentThread().isInterrupted();
    } catch (InterruptedException thrown) {
      return true;
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      if (!latch.await(Crew.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("waited for more than " + Crew.PATIENCE.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // --- what is asked

  private List<String> heardSoFar() {
    return List.copyOf(heard);
  }

  private void assertHeard(List<String> firsts, List<String> seconds) {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < Math.max(firsts.size(), seconds.size()); i++) {
      if (i < firsts.size()) {
        expected.add(firsts.get(i));
      }
      if (i < seconds.size()) {
        expected.add(seconds.get(i));
      }
    }
    assertEquals(expected, heardSoFar(), "what was heard");
  }

  private static void assertNot(Stance stance, Thread thread, String what)
      throws InterruptedException {
    if (ThreadWatch.settle(thread) == stance) {
      throw new AssertionError("the " + thread.getName() + " " + what, ThreadWatch.whereIs(thread));
    }
  }

  private static void assertStays(Thread technician, String though) throws InterruptedException {
    if (ThreadWatch.settle(technician) == Stance.ENDED) {
      fail("awaitEnd returns, " + though);
    }
  }

  private static void assertLeaves(Thread thread, AtomicBoolean told) throws InterruptedException {
    ThreadWatch.settle(thread);
    if (callAway(thread) != Stance.ENDED) {
      throw new AssertionError(
          "the " + thread.getName() + " is interrupted and stays as if nothing had been said",
          ThreadWatch.whereIs(thread));
    }
    assertTrue(
        told.get(),
        "an interrupted "
            + thread.getName()
            + " must throw InterruptedException, or set the status again");
  }

  /**
   * Interrupts a thread that waits, and waits until it has ended, runs in circles, or stands still
   * for good. One that has not got a processor yet looks as if it waited, so a short look is not
   * enough.
   */
  private static Stance callAway(Thread thread) throws InterruptedException {
    ThreadWatch.settle(thread);
    thread.interrupt();
    Stance stance = ThreadWatch.settle(thread);
    if (stance == Stance.SPINNING || stance == Stance.ENDED) {
      return stance;
    }
    ThreadWatch.reaches(() -> !thread.isAlive(), List.of(thread));
    return ThreadWatch.settle(thread);
  }
}
