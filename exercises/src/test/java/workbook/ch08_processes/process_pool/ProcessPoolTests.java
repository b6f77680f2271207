package workbook.ch08_processes.process_pool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static workbook.grader.cause.Misconception.BUSY_WAIT;
import static workbook.grader.cause.Misconception.DUPLICATED_ITEM;
import static workbook.grader.cause.Misconception.LOST_FAILURE;
import static workbook.grader.cause.Misconception.LOST_ITEM;
import static workbook.grader.cause.Misconception.LOST_UPDATE;
import static workbook.grader.cause.Misconception.OVER_SYNCHRONISED;
import static workbook.grader.cause.Misconception.RESOURCE_LEAK;
import static workbook.grader.cause.Misconception.SEQUENTIAL_IN_DISGUISE;
import static workbook.grader.cause.Misconception.SWALLOWED_INTERRUPT;
import static workbook.grader.cause.Misconception.THREAD_LEAK;
import static workbook.grader.cause.Misconception.UNBOUNDED;
import static workbook.grader.cause.Misconception.UNGUARDED_ACCESS;
import static workbook.grader.cause.Misconception.WRONG_ORDER;
import static workbook.grader.cause.Misconception.WRONG_RESULT;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.grader.cause.Detects;
import workbook.support.ChildJvm;
import workbook.support.Crew;
import workbook.support.FirstFailureEnds;
import workbook.support.SlowMotion;
import workbook.support.Stillness;
import workbook.support.ThreadWatch;

/**
 * Hires real child JVMs, which tell the test what they have in hand and hold it for as long as the
 * test wants: who works at the same time, and who is told what, then depends on nobody's speed.
 *
 * <p>A JVM takes its time to start. So one agency of three serves most of the tests, and they come
 * in an order in which its translators drop out one by one.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(FirstFailureEnds.class)
final class ProcessPoolTests {
  private static @Nullable Office shared;

  private final Crew crew = new Crew();
  private final List<Office> own = new ArrayList<>();

  @AfterEach
  void sendEverybodyHome() throws Exception {
    crew.dismiss();
    for (Office office : own) {
      office.end();
    }
  }

  @AfterAll
  static void endTheSharedOffice() throws Exception {
    if (shared != null) {
      shared.end();
    }
    shared = null;
  }

  // --- translations

  @Test
  @Order(0)
  @DisplayName("An agency hires as many translators as it was told to, and no more later on")
  @Detects(UNBOUNDED)
  void hiresOnce() throws Exception {
    Office office = office();
    assertEquals(3, office.hired.size(), "translators hired when the agency of three is opened");
    Call call = inOrder(office, "a", "b", "c", "d", "e");
    call.end();
    assertEquals(
        3, office.hired.size(), "translators hired by an agency of three, after five texts");
  }

  @Test
  @Order(1)
  @DisplayName("Each text is answered by its translation")
  @Detects(WRONG_RESULT)
  void translates() throws Exception {
    Office office = office();
    String[] texts = {"hello", "", " the bill, please ", "Grüezi, 你好 🏔", "\ttabs\t", "one more"};
    assertSameAnswers(translated(texts), inOrder(office, texts).answers()); // the order comes later
    assertEquals(List.of(), inOrder(office).answers());
    assertEquals(translated("after nothing"), inOrder(office, "after nothing").answers());
    assertSameAnswers(translated(texts), asTheyCome(office, texts).answers());
    assertEquals(List.of(), asTheyCome(office).answers());
  }

  @Test
  @Order(2)
  @DisplayName("Two texts that are equal are two texts")
  @Detects(LOST_ITEM)
  void equalTextsAreTwo() throws Exception {
    String[] texts = {"yes", "no", "yes", "yes", "no"};
    assertSameAnswers(translated(texts), inOrder(office(), texts).answers());
    assertSameAnswers(translated(texts), asTheyCome(office(), texts).answers());
  }

  @Test
  @Order(3)
  @DisplayName("Whoever waits for a translator leaves the processor to others")
  @Detects(BUSY_WAIT)
  void nobodyRunsInCircles() throws Exception {
    for (boolean ordered : List.of(true, false)) {
      Call call = call(office(), ordered, "hold a");
      office().awaitHeld("hold a");
      boolean rests = Stillness.comes();
      office().letGo("hold a");
      if (!rests) {
        fail("a translator takes its time, and meanwhile a thread of the agency runs in circles");
      }
      call.answers();
    }
  }

  @Test
  @Order(4)
  @DisplayName("Three translators work on three texts at the same time")
  @Detects(SEQUENTIAL_IN_DISGUISE)
  void translatorsWorkSideBySide() throws Exception {
    for (boolean ordered : List.of(true, false)) {
      String[] texts = {"hold a", "hold b", "hold c"};
      Call call = call(office(), ordered, texts);
      boolean together = Stillness.reaches(() -> office().held.keySet().size() == 3);
      int held = office().held.size();
      office().letAllGo();
      if (!together) {
        fail("three translators, three texts, and only " + held + " of them at work at once");
      }
      assertSameAnswers(translated(texts), call.answers());
    }
  }

  @Test
  @Order(5)
  @DisplayName("No text lies about while a translator is free")
  @Detects(OVER_SYNCHRONISED)
  void whoeverIsFreeGetsTheNext() throws Exception {
    for (boolean ordered : List.of(true, false)) {
      for (int slow = 0; slow < 3; slow++) {
        Office office = office();
        List<String> texts = new ArrayList<>(numbered(ordered + " " + slow + " text ", 8));
        String held = "hold " + ordered + " " + slow;
        texts.add(slow, held);
        Call call = call(office, ordered, texts.toArray(String[]::new));
        office.awaitHeld(held);
        boolean done = Stillness.reaches(() -> office.seen.containsAll(texts));
        texts.removeAll(office.seen);
        office.letGo(held);
        if (!done) {
          fail(
              "one of three translators is slow with its text, and nobody gives the others "
                  + String.join(", ", texts));
        }
        call.answers();
      }
    }
  }

  @Test
  @Order(6)
  @DisplayName("Answers in order come in the order of the texts, whichever is done first")
  @Detects(WRONG_ORDER)
  void keepsTheOrder() throws Exception {
    Office office = office();
    String[] texts = {"hold a", "hold b", "hold c", "hold d", "hold e"};
    Call call = inOrder(office, texts);
    for (int i = 0; i < texts.length; i++) { // whoever has the last of those in hand is the first
      int left = texts.length - i;
      assertTrue(
          Stillness.reaches(() -> office.held.size() == Math.min(3, left)),
          "a text is not given to anybody");
      String last = Collections.max(office.held.keySet());
      office.letGo(last);
    }
    assertEquals(translated(texts), call.answers());
  }

  @Test
  @Order(7)
  @DisplayName("Answers as they come are told at once, and wait for no other")
  @Detects(WRONG_ORDER)
  void tellsAtOnce() throws Exception {
    Office office = office();
    Call call = asTheyCome(office, "hold a", "b", "c", "hold d", "e", "f");
    office.awaitHeld("hold a");
    office.awaitHeld("hold d");
    boolean told = Stillness.reaches(() -> call.told.size() == 4);
    List<Answer> early = List.copyOf(call.told);
    office.letAllGo();
    if (!told) {
      fail(
          "two translators are slow, four texts have been translated, and the desk has been told"
              + " of "
              + early.size()
              + " answers");
    }
    assertSameAnswers(translated("hold a", "b", "c", "hold d", "e", "f"), call.answers());
    assertSameAnswers(translated("b", "c", "e", "f"), early);
  }

  @Test
  @Order(8)
  @DisplayName("The desk is called in the calling thread only")
  @Detects(UNGUARDED_ACCESS)
  void callsTheDeskInTheCallersThread() throws Exception {
    Call call = asTheyCome(office(), numbered("text ", 20).toArray(String[]::new));
    call.answers();
    for (Thread thread : call.tellers) {
      if (!thread.equals(call.thread)) {
        fail(
            "the desk was called by the thread '"
                + thread.getName()
                + "' and not by the one that called asTheyCome");
      }
    }
  }

  // --- those who drop out

  /** What came of it when the first of three translators dropped out in the middle of a text. */
  private record DropOut(
      List<String> texts,
      @Nullable List<Answer> answers,
      int timesGiven,
      @Nullable Throwable failure) {

    static final String IN_HAND = "hold the text in hand";

    List<String> answered(Class<? extends Answer> how) {
      return answers == null
          ? List.of()
          : answers.stream().filter(how::isInstance).map(Answer::text).toList();
    }
  }

  private static @Nullable DropOut dropOut;

  private DropOut dropOut() throws Exception {
    if (dropOut == null) {
      Office office = office();
      List<String> texts = new ArrayList<>(numbered("beside a drop-out ", 9));
      texts.addAll(0, List.of(DropOut.IN_HAND, "hold beside it", "hold as well"));
      Call call = inOrder(office, texts.toArray(String[]::new));
      for (String text : texts.subList(0, 3)) {
        office.awaitHeld(text);
      }
      office.drop(DropOut.IN_HAND);
      Stillness.comes(); // and the others are still busy
      office.letGo("hold beside it");
      office.letGo("hold as well");
      Stillness.reaches(() -> !call.runs() || office.held.containsKey(DropOut.IN_HAND));
      int given = Collections.frequency(List.copyOf(office.seen), DropOut.IN_HAND);
      office.letAllGo();
      boolean ends = Stillness.reaches(() -> !call.runs());
      dropOut =
          new DropOut(
              texts,
              ends && call.failure == null ? List.copyOf(call.answered) : null,
              given,
              call.failure);
    }
    return dropOut;
  }

  @AfterAll
  static void forgetTheDropOut() {
    dropOut = null;
  }

  @Test
  @Order(10)
  @DisplayName("A text whose translator dropped out is not given to another one")
  @Detects(DUPLICATED_ITEM)
  void isNotGivenTwice() throws Exception {
    assertEquals(1, dropOut().timesGiven, "how often the text was given to a translator");
  }

  @Test
  @Order(11)
  @DisplayName("That a translator dropped out is told: its text is lost")
  @Detects(LOST_FAILURE)
  void aDropOutIsTold() throws Exception {
    DropOut seen = dropOut();
    if (seen.failure != null) {
      throw new AssertionError(
          "a translator dropped out, and the call threw " + seen.failure, seen.failure);
    }
    if (seen.answers == null) {
      fail("a translator dropped out, and the call does not return");
    }
    if (!seen.answered(Answer.Lost.class).contains(DropOut.IN_HAND)) {
      fail(
          "a translator dropped out, and its text is answered by "
              + seen.answers.stream()
                  .filter(a -> a != null && a.text().equals(DropOut.IN_HAND))
                  .toList());
    }
  }

  @Test
  @Order(12)
  @DisplayName("That a translator dropped out costs no other text")
  @Detects(LOST_ITEM)
  void aDropOutCostsNothingElse() throws Exception {
    DropOut seen = dropOut();
    List<Answer> expected = new ArrayList<>(translated(seen.texts.toArray(String[]::new)));
    expected.set(0, new Answer.Lost(DropOut.IN_HAND));
    assertEquals(expected, seen.answers);
  }

  @Test
  @Order(13)
  @DisplayName("Nobody is hired in the place of one who dropped out")
  @Detects(UNBOUNDED)
  void hiresNobodyInItsPlace() throws Exception {
    dropOut();
    inOrder(office(), "a", "b", "c", "d").end();
    assertEquals(3, office().hired.size(), "translators hired, one of whom has dropped out");
  }

  @Test
  @Order(14)
  @DisplayName("Those who are left go on, also after one has dropped out between two calls")
  @Detects(LOST_ITEM)
  void thoseWhoAreLeftGoOn() throws Exception {
    Office office = office();
    String[] texts = {"hold a", "hold b"};
    Call call = asTheyCome(office, texts);
    assertTrue(
        Stillness.reaches(() -> office.held.size() == 2),
        "two of three translators are left, and do not work side by side");
    office.letAllGo();
    assertSameAnswers(translated(texts), call.answers());

    office.dropOneWhoIsIdle();
    Call beside = asTheyCome(office, "hold x", "hold y");
    Stillness.reaches(() -> !beside.runs() || !office.held.isEmpty());
    Stillness.comes(); // whoever is to find out that one is no more has found out
    Stillness.reaches(() -> {
      office.letAllGo();
      return !beside.runs();
    });
    List<Answer> answers = beside.answers();
    assertEquals(
        List.of("hold x", "hold y"),
        answers.stream().map(Answer::text).sorted().toList(),
        "the texts that are answered");
    if (answers.stream().allMatch(Answer.Lost.class::isInstance)) {
      fail("one translator had dropped out while it had nothing to do, and it cost " + answers);
    }
    String[] last = {"g", "h"};
    assertEquals(translated(last), inOrder(office, last).answers());
  }

  @Test
  @Order(15)
  @DisplayName("When nobody is left, all that is left to do is told as lost")
  @Detects(LOST_FAILURE)
  void nobodyIsLeft() throws Exception {
    Office office = office();
    String[] texts = {"hold a", "hold b", "hold c", "hold d"};
    Call call = asTheyCome(office, texts);
    assertTrue(
        Stillness.reaches(() -> !office.held.isEmpty()), "the last translator is given nothing");
    office.drop(office.held.keySet().iterator().next());
    assertTrue(
        Stillness.reaches(() -> !call.runs()),
        "the last translator dropped out, and the call does not return");
    assertSameAnswers(lost(texts), call.answers());
    Call again = inOrder(office, "e", "f");
    assertTrue(
        Stillness.reaches(() -> !again.runs()),
        "there is no translator, and the call does not return");
    assertEquals(lost("e", "f"), again.answers());
    assertSameAnswers(lost("g"), asTheyCome(office, "g").answers());
    assertCloses(office);
  }

  // --- in slow motion

  @Test
  @Order(16)
  @DisplayName("However slowly it is done: of many texts each is translated once, and told once")
  @Detects(LOST_UPDATE)
  void inSlowMotion() throws Exception {
    Office office = smallOffice();
    String[] texts = numbered("text ", 40).toArray(String[]::new);
    for (boolean ordered : List.of(true, false)) {
      office.seen.clear();
      List<Answer> answers = call(office, ordered, texts).answers();
      Stillness.reaches(() -> office.seen.size() >= texts.length);
      Stillness.comes(); // what the translators tell the test comes by another wire
      assertEquals(
          Stream.of(texts).sorted().toList(),
          office.seen.stream().sorted().toList(),
          "what was given to the translators");
      assertSameAnswers(translated(texts), answers);
    }
    slow.assertNoClash();
  }

  // --- every way out

  @Test
  @Order(17)
  @DisplayName("A caller that is interrupted ends its wait by an InterruptedException")
  @Detects(SWALLOWED_INTERRUPT)
  void anInterruptEndsTheWait() throws Exception {
    Office office = smallOffice();
    Call call = asTheyCome(office, "hold a", "hold b", "c");
    office.awaitHeld("hold a");
    office.awaitHeld("hold b");
    Stillness.comes();
    call.thread.interrupt();
    if (!Stillness.reaches(() -> !call.runs())) {
      throw new AssertionError(
          "the calling thread was interrupted, and waits on", ThreadWatch.whereIs(call.thread));
    }
    if (!(call.failure instanceof InterruptedException)) {
      fail(
          "the calling thread was interrupted while it waited, and the call "
              + (call.failure == null ? "returned" : "threw " + call.failure)
              + " instead of throwing InterruptedException");
    }
  }

  @Test
  @Order(18)
  @DisplayName("When the agency is closed, every translator has gone, busy or not")
  @Detects(RESOURCE_LEAK)
  void closingEndsAllProcesses() throws Exception {
    Office office = smallOffice(); // in which two are busy, and the caller has gone
    assertCloses(office);
    for (Process process : office.hired) {
      assertTrue(!process.isAlive(), "the agency is closed, and a translator's process still runs");
    }
    assertCloses(office);
  }

  @Test
  @Order(19)
  @DisplayName("When the agency is closed, none of its threads is left")
  @Detects(THREAD_LEAK)
  void closingEndsAllThreads() throws Exception {
    Office office = smallOffice(); // which is closed
    if (!Stillness.reaches(() -> office.threadsLeft().isEmpty())) {
      Thread left = office.threadsLeft().iterator().next();
      throw new AssertionError(
          "the agency is closed, and still there is a thread of its own: " + left.getName(),
          ThreadWatch.whereIs(left));
    }
  }

  @Test
  @Order(20)
  @DisplayName("If one cannot be hired, those who have been are sent home, and the caller is told")
  @Detects(RESOURCE_LEAK)
  void aFailedHiringLeavesNobody() throws Exception {
    openWithoutAnother(new IOException("there is no other translator to be had"));
    openWithoutAnother(new IllegalStateException("nobody answers the telephone"));
  }

  private void openWithoutAnother(Exception none) throws InterruptedException, IOException {
    var office = new Office();
    own.add(office);
    Hiring hiring =
        () -> {
          if (office.hired.isEmpty()) {
            return office.hire();
          }
          switch (none) {
            case IOException declared -> throw declared;
            case RuntimeException unexpected -> throw unexpected;
            default -> throw new AssertionError(none);
          }
        };
    try {
      new Agency(3, hiring).close();
      fail("a translator could not be hired, and the agency opens all the same");
    } catch (IOException | RuntimeException e) {
      assertSame(none, e);
    }
    assertEquals(1, office.hired.size(), "translators that could be hired");
    if (!Stillness.reaches(() -> !office.hired.getFirst().isAlive())) {
      fail(
          "the second translator could not be hired (%s), and the process of the first still runs"
              .formatted(none));
    }
  }

  private static @Nullable Office small;
  private static SlowMotion slow;

  private Office smallOffice() throws Exception {
    if (small == null) {
      slow = SlowMotion.of(Agency.class, Answer.class, Hiring.class);
      small = new Office();
      small.openInSlowMotion(2, slow);
    }
    return small;
  }

  @AfterAll
  static void endTheSmallOffice() throws Exception {
    if (small != null) {
      small.end();
    }
    small = null;
  }

  private void assertCloses(Office office) throws Exception {
    Thread closer = crew.start("closer", office.agency().close());
    if (!Stillness.reaches(() -> !closer.isAlive())) {
      throw new AssertionError("close() does not return", ThreadWatch.whereIs(closer));
    }
    crew.join();
  }

  // --- calls

  /** A thread that calls the agency. */
  private static final class Call {
    final Collection<Answer> told = new ConcurrentLinkedQueue<>();
    final Set<Thread> tellers = ConcurrentHashMap.newKeySet();
    private final int texts;
    private volatile @Nullable List<Answer> answered;
    private volatile @Nullable Throwable failure;
    private Thread thread;

    Call(int texts) {
      this.texts = texts;
    }

    boolean runs() {
      return thread.isAlive();
    }

    /** Waits for the end of the call. */
    void end() throws Exception {
      if (!Stillness.reaches(() -> !runs())) {
        throw new AssertionError(
            "of %d texts, %s are answered, and the call does not return"
                .formatted(texts, told.isEmpty() ? "not all" : String.valueOf(told.size())),
            ThreadWatch.whereIs(thread));
      }
      switch (failure) {
        case null -> {}
        case Exception e -> throw e;
        case Throwable t -> throw new AssertionError(t);
      }
    }

    /** Waits for the end of the call, and returns the answers as they came. */
    List<Answer> answers() throws Exception {
      end();
      List<Answer> answers = answered;
      if (answers == null) {
        throw new AssertionError("inOrder returned null");
      }
      return answers;
    }
  }

  private Call call(Office office, boolean ordered, String... texts) {
    return ordered ? inOrder(office, texts) : asTheyCome(office, texts);
  }

  private Call inOrder(Office office, String... texts) {
    var call = new Call(texts.length);
    call.thread =
        crew.start(
            "caller",
            () -> {
              try {
                call.answered = office.agency().inOrder().call(List.of(texts));
              } catch (Throwable t) {
                call.failure = t;
              }
            });
    return call;
  }

  private Call asTheyCome(Office office, String... texts) {
    var call = new Call(texts.length);
    call.thread =
        crew.start(
            "caller",
            () -> {
              try {
                office
                    .agency()
                    .asTheyCome()
                    .call(
                        List.of(texts),
                        answer -> {
                          call.tellers.add(Thread.currentThread());
                          call.told.add(answer);
                        });
                call.answered = List.copyOf(call.told);
              } catch (Throwable t) {
                call.failure = t;
              }
            });
    return call;
  }

  private static List<Answer> translated(String... texts) {
    return Stream.of(texts)
        .map(t -> (Answer) new Answer.Translated(t, t.toUpperCase(Locale.ROOT)))
        .toList();
  }

  private static List<Answer> lost(String... texts) {
    return Stream.of(texts).map(t -> (Answer) new Answer.Lost(t)).toList();
  }

  private static List<String> numbered(String text, int count) {
    return IntStream.range(0, count).mapToObj(i -> text + i).toList();
  }

  /** Compares answers that may have come in any order. */
  private static void assertSameAnswers(List<Answer> expected, List<Answer> answers) {
    Map<Answer, Integer> missing = new HashMap<>();
    expected.forEach(a -> missing.merge(a, 1, Integer::sum));
    answers.forEach(a -> missing.merge(a, -1, Integer::sum));
    missing.values().removeIf(n -> n == 0);
    List<Answer> tooFew = missing.keySet().stream().filter(a -> missing.get(a) > 0).toList();
    List<Answer> tooMany = missing.keySet().stream().filter(a -> missing.get(a) < 0).toList();
    assertTrue(missing.isEmpty(), () -> "answers missing: " + tooFew + ", too many: " + tooMany);
  }

  // --- the cast

  private static Office office() {
    try {
      if (shared == null) {
        shared = new Office();
        shared.open(3);
      }
      return shared;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("no agency can be opened", e);
    }
  }

  /** What is asked of an agency. */
  private record Calls(InOrder inOrder, AsTheyCome asTheyCome, Crew.Task close) {
    interface InOrder {
      List<Answer> call(List<String> texts) throws Exception;
    }

    interface AsTheyCome {
      void call(List<String> texts, Consumer<Answer> desk) throws Exception;
    }
  }

  /** An agency, and a wire of the test's own to each of its translators. */
  private static final class Office {
    final List<Process> hired = new CopyOnWriteArrayList<>();

    /** The texts that translators have had in hand. */
    final Collection<String> seen = new ConcurrentLinkedQueue<>();

    /** Which text is held by whom. */
    final Map<String, Wire> held = new ConcurrentHashMap<>();

    private final Map<Long, Wire> wires = new ConcurrentHashMap<>(); // by the process id
    private final Set<Thread> threadsBefore = Stillness.platformThreads();
    private final Set<Thread> listeners = ConcurrentHashMap.newKeySet();
    private final ServerSocket socket;
    private @Nullable Calls agency;

    Office() throws IOException {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      listen(() -> {
        while (true) {
          Socket connection = socket.accept();
          listen(() -> new Wire(this, connection).listen());
        }
      });
    }

    /** Opens an agency and waits until all its translators have come to work. */
    void open(int size) throws IOException, InterruptedException {
      var opened = new Agency(size, this::hire);
      agency = new Calls(opened::inOrder, opened::asTheyCome, opened::close);
      awaitTranslators();
    }

    /** Does the same with an agency in which every step takes its time. */
    void openInSlowMotion(int size, SlowMotion slow) throws Exception {
      Object opened =
          slow.make(new Class<?>[] {int.class, Hiring.class}, size, (Hiring) this::hire);
      Method inOrder = slow.method("inOrder", List.class);
      Method asTheyCome = slow.method("asTheyCome", List.class, Consumer.class);
      Method close = slow.method("close");
      agency =
          new Calls(
              texts -> answers(unwrapped(() -> inOrder.invoke(opened, texts))),
              (texts, desk) -> unwrapped(() -> asTheyCome.invoke(opened, texts, desk)),
              () -> unwrapped(() -> close.invoke(opened)));
      awaitTranslators();
    }

    @SuppressWarnings("unchecked") // a method that is declared so was called by reflection
    private static List<Answer> answers(Object returned) {
      return (List<Answer>) returned;
    }

    private static Object unwrapped(Callable<Object> call) throws Exception {
      try {
        return call.call();
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof Exception cause) {
          throw cause;
        }
        throw new AssertionError(e.getCause());
      }
    }

    private void awaitTranslators() throws InterruptedException {
      long deadline = System.nanoTime() + Crew.PATIENCE.toNanos();
      while (wires.size() < hired.size() && System.nanoTime() - deadline < 0) {
        Thread.sleep(5);
      }
      assertEquals(hired.size(), wires.size(), "child JVMs that have come up");
    }

    Calls agency() {
      if (agency == null) {
        throw new IllegalStateException("not opened");
      }
      return agency;
    }

    Process hire() {
      Process process =
          ChildJvm.bare(Translator.class, List.of(String.valueOf(socket.getLocalPort())));
      hired.add(process);
      return process;
    }

    void awaitHeld(String text) throws InterruptedException {
      assertTrue(
          Stillness.reaches(() -> held.containsKey(text)),
          "the text '" + text + "' is not given to anybody, though somebody is free");
    }

    void letGo(String text) {
      Wire wire = held.remove(text);
      if (wire != null) {
        wire.tell("go");
      }
    }

    void letAllGo() {
      held.keySet().forEach(this::letGo);
    }

    /** Ends the process of whoever holds a text. */
    void drop(String text) throws InterruptedException {
      long pid = held.remove(text).pid;
      for (Process process : hired) {
        if (process.pid() == pid) {
          process.destroyForcibly().waitFor();
        }
      }
    }

    void dropOneWhoIsIdle() throws InterruptedException {
      for (Process process : hired) {
        if (process.isAlive()) {
          process.destroyForcibly().waitFor();
          return;
        }
      }
    }

    Set<Thread> threadsLeft() {
      Set<Thread> left = Stillness.platformThreads();
      left.removeAll(threadsBefore);
      left.removeAll(listeners);
      left.removeIf(t -> t.getName().equals("closer") || t.getName().equals("caller"));
      return left;
    }

    void end() throws Exception {
      for (Process process : hired) {
        process.destroyForcibly().waitFor();
      }
      socket.close();
      for (Wire wire : wires.values()) {
        wire.connection.close();
      }
    }

    private void listen(Crew.Task task) {
      Thread listener =
          Thread.ofPlatform()
              .name("listener")
              .daemon()
              .unstarted(() -> {
                try {
                  task.run();
                } catch (Exception e) {
                  // The office is closed, or the translator has gone.
                }
              });
      listeners.add(listener);
      listener.start();
    }
  }

  /** The test's wire to one translator. */
  private static final class Wire {
    private final Office office;
    private final Socket connection;
    private final Writer to;
    private volatile long pid;

    Wire(Office office, Socket connection) throws IOException {
      this.office = office;
      this.connection = connection;
      this.to = new OutputStreamWriter(connection.getOutputStream(), UTF_8);
    }

    void listen() throws IOException {
      var from = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
      pid = Long.parseLong(from.readLine());
      office.wires.put(pid, this);
      for (String text = from.readLine(); text != null; text = from.readLine()) {
        if (text.startsWith(Translator.HOLD)) {
          office.held.put(text, this); // first, so that whoever is seen to be held can be let go
        }
        office.seen.add(text);
      }
    }

    synchronized void tell(String line) {
      try {
        to.write(line + "\n");
        to.flush();
      } catch (IOException e) {
        // It has gone.
      }
    }
  }

  /** The main class of a translator: a program of its own. */
  static final class Translator {
    static final String HOLD = "hold";

    private Translator() {}

    public static void main(String[] args) {
      var agency = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      var toAgency = new PrintStream(System.out, false, UTF_8);
      try (var wire = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]))) {
        var test = new BufferedReader(new InputStreamReader(wire.getInputStream(), UTF_8));
        var toTest = new OutputStreamWriter(wire.getOutputStream(), UTF_8);
        toTest.write(ProcessHandle.current().pid() + "\n");
        toTest.flush();
        endWith(ProcessHandle.current().parent().orElseThrow());
        for (String text = agency.readLine(); text != null; text = agency.readLine()) {
          toTest.write(text + "\n");
          toTest.flush();
          if (text.startsWith(HOLD) && test.readLine() == null) {
            break;
          }
          toAgency.print(text.toUpperCase(Locale.ROOT) + "\n");
          toAgency.flush();
        }
        if (test.readLine() == null) { // its input has ended; whether that is all, others decide
          Runtime.getRuntime().halt(0);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Sees to it that nobody is left when the tests are killed. */
    private static void endWith(ProcessHandle parent) {
      parent.onExit().thenRun(() -> Runtime.getRuntime().halt(0));
    }
  }
}
