package workbook.explorer.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import workbook.explorer.render.Picture.Row;
import workbook.explorer.trace.Finding;
import workbook.explorer.trace.Finding.Access;
import workbook.explorer.trace.Finding.Interleaving;
import workbook.explorer.trace.Finding.Signal;
import workbook.explorer.trace.Finding.Waiting;
import workbook.explorer.trace.Place;
import workbook.explorer.trace.Step;
import workbook.explorer.trace.Step.Kind;

/**
 * What must hold of a picture whatever is in it: here, schedules made at random from what is
 * awkward to draw.
 */
class LanesTest {
  private static final int CASES = 200;

  private record Case(long seed, List<Step> trace, Finding finding, String expected) {
    Lanes lanes() {
      return Lanes.of(trace, finding, expected);
    }

    @Override
    public String toString() {
      return "seed " + seed + "\n" + lanes().text();
    }
  }

  // ------------------------------------------------------------------------ schedules made at
  // random

  private static final List<String> NAMES =
      List.of(
          "Ann",
          "Bob",
          "a-thread-with-a-name-that-nobody-would-want-to-read-aloud",
          "消费者一号",
          "Zoë <&\"'> \u202Eevil\u0000",
          "ForkJoinPool.commonPool-worker-1",
          "x");
  private static final List<String> LOCATIONS =
      List.of(
          "Counter.value",
          "Other.value",
          "AVeryLongClassNameForAVeryLongStory.andALongFieldNameToGoWithIt",
          "Object[12]",
          "contents of HashMap");
  private static final List<String> OBJECTS =
      List.of(
          "monitor of Account#1", "monitor of Account#2", "ReentrantReadWriteLock.WriteLock#17");
  private static final List<String> VALUES =
      List.of("0", "null", "\"" + "long ".repeat(30) + "\"", "\"中文字符串值\"", "\uD83D", "]]>&amp;");

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static Case make(long seed) {
    Random random = new Random(seed);
    int lanes = 2 + random.nextInt(4);
    List<String> names = new ArrayList<>(NAMES.subList(0, 5));
    java.util.Collections.shuffle(names, random);
    List<String> threads = new ArrayList<>(names.subList(0, lanes));
    List<Step> trace = new ArrayList<>();
    for (String t : threads) {
      trace.add(step(trace, "main", Kind.START, place(random), "starts " + t, null, null));
    }
    int size = random.nextInt(120);
    for (int i = 0; i < size; i++) {
      trace.add(step(random, trace, pick(random, threads)));
    }
    return new Case(
        seed,
        trace,
        finding(random, trace, threads),
        random.nextBoolean() ? "a … “sum” — 总和" : "ok");
  }

  private static Step step(Random random, List<Step> trace, String thread) {
    Kind kind = pick(random, List.of(Kind.values()));
    String object = pick(random, Wording.accesses(kind) ? LOCATIONS : OBJECTS);
    String value = random.nextInt(3) == 0 ? null : pick(random, VALUES);
    String what =
        switch (kind) {
          case READ -> "reads " + object + " -> " + value;
          case WRITE -> "writes " + object + " = " + value;
          case NOTIFY -> "signals one: wakes " + pick(random, NAMES) + " " + object;
          case BLOCKED -> "must wait for " + pick(random, NAMES) + ", who holds " + object;
          case EXCEPTION -> "dies of java.lang.IllegalStateException: " + "why ".repeat(40);
          case WAKE -> "wakes up " + object;
          case START -> "starts " + pick(random, NAMES);
          default -> kind.name().toLowerCase(Locale.ROOT) + "s " + object;
        };
    return step(trace, thread, kind, place(random), what, object, value);
  }

  private static Step step(
      List<Step> trace,
      String thread,
      Kind kind,
      Place at,
      String what,
      String object,
      String value) {
    return new Step(trace.size() + 1, thread, kind, at, what, object, value, List.of());
  }

  private static Place place(Random random) {
    return random.nextInt(8) == 0
        ? Place.NOWHERE
        : new Place(
            pick(random, List.of("A.java", "BoundedBlockingQueueWithTwoConditionsTest.java")),
            1 + random.nextInt(9_000));
  }

  private static Finding finding(Random random, List<Step> trace, List<String> threads) {
    List<Waiting> waiting = new ArrayList<>();
    for (int i = 0; i < threads.size(); i++) {
      waiting.add(
          new Waiting(
              threads.get(i),
              (random.nextBoolean() ? "a signal on " : "") + pick(random, OBJECTS),
              random.nextInt(4) == 0 ? null : threads.get((i + 1) % threads.size()),
              place(random),
              List.of(pick(random, OBJECTS))));
    }
    String thread = pick(random, threads);
    String location = pick(random, LOCATIONS);
    Access one = new Access(thread, true, place(random), pick(random, VALUES), List.of());
    Access two =
        new Access(threads.getFirst(), false, place(random), "null", List.of(OBJECTS.getFirst()));
    return switch (random.nextInt(10)) {
      case 0 ->
          new Finding.AssertionFailed(
              thread, "no ".repeat(99), place(random), evidence(random, trace));
      case 1 ->
          new Finding.UncaughtException(thread, "a.B", "x", place(random), evidence(random, trace));
      case 2 -> new Finding.Deadlock(waiting, List.of());
      case 3 -> new Finding.LostWakeup(waiting, signals(trace, threads));
      case 4 ->
          new Finding.NoProgress(
              thread,
              place(random),
              pick(random, List.of(Finding.NoProgress.Reason.values())),
              waiting);
      case 5 -> new Finding.DataRace(location, one, two, random.nextBoolean());
      case 6 -> new Finding.LeakedLock(thread, pick(random, OBJECTS), place(random));
      case 7 -> new Finding.ThreadLeft(waiting);
      case 8 -> new Finding.CannotOverlap(threads.get(0), threads.get(1), waiting);
      default -> new Finding.NotModelled("java.util.concurrent.Whatever", place(random));
    };
  }

  private static List<Interleaving> evidence(Random random, List<Step> trace) {
    List<Interleaving> evidence = new ArrayList<>();
    int n = trace.size() < 12 ? 0 : random.nextInt(5);
    for (int i = 0; i < n; i++) {
      int read = 1 + random.nextInt(trace.size() - 2);
      evidence.add(
          new Interleaving("writes Counter.value", "Ann", read, read + 2, "Bob", read + 1));
    }
    return evidence;
  }

  private static List<Signal> signals(List<Step> trace, List<String> threads) {
    List<Signal> signals = new ArrayList<>();
    for (Step s : trace) {
      if (s.kind() == Kind.NOTIFY && signals.size() < 6) {
        signals.add(
            new Signal(
                s.number(),
                s.thread(),
                s.object(),
                false,
                s.at(),
                List.of(),
                List.of(threads.getFirst())));
      }
    }
    return signals;
  }

  private static List<DynamicTest> forAll(Consumer<Case> property) {
    return List.of(
        DynamicTest.dynamicTest(
            CASES + " schedules",
            () -> {
              for (long seed = 1; seed <= CASES; seed++) {
                property.accept(make(seed));
              }
            }));
  }

  // ----------------------------------------------------------------------------------- properties

  @TestFactory
  List<DynamicTest> noLineIsWiderThanATerminal() {
    return forAll(c -> {
      for (String text : List.of(c.lanes().text(), c.lanes().ascii())) {
        for (String line : text.split("\n", -1)) {
          assertTrue(Columns.width(line) <= Lanes.COLUMNS, () -> line + "\n" + c);
          assertEquals(line.stripTrailing(), line);
        }
      }
    });
  }

  @TestFactory
  List<DynamicTest> asciiIsAscii() {
    return forAll(c ->
        assertTrue(c.lanes().ascii().chars().allMatch(x -> x == '\n' || (x >= 32 && x < 127))));
  }

  @TestFactory
  List<DynamicTest> noStepOfTheEvidenceIsLeftOut() {
    return forAll(c -> {
      Set<Integer> shown = new HashSet<>();
      c.lanes().picture().rows().forEach(r -> shown.add(r.number()));
      for (int number : numbersIn(c.finding())) {
        assertTrue(shown.contains(number), () -> number + " is missing: " + c);
      }
    });
  }

  private static Set<Integer> numbersIn(Finding finding) {
    Set<Integer> numbers = new HashSet<>();
    List<Interleaving> evidence =
        switch (finding) {
          case Finding.AssertionFailed f -> f.evidence();
          case Finding.UncaughtException f -> f.evidence();
          default -> List.of();
        };
    evidence.forEach(i -> numbers.addAll(Set.of(i.read(), i.between(), i.write())));
    return numbers;
  }

  @TestFactory
  List<DynamicTest> thereAreFewRowsAndEveryStepIsCounted() {
    return forAll(c -> {
      Picture p = c.lanes().picture();
      assertTrue(p.rows().size() <= Reduction.MOST_ROWS, c::toString);
      assertTrue(p.leftOut() >= 0, c::toString);
      assertTrue(
          p.rows().stream().filter(r -> r.number() > 0).count() + p.leftOut() <= c.trace().size());
      for (Row row : p.rows()) {
        assertEquals(p.lanes().size(), row.after().size());
      }
    });
  }

  @TestFactory
  List<DynamicTest> theLastLineSaysWhatCame() {
    return forAll(c -> {
      String text = c.lanes().text();
      int expected = text.indexOf("\nExpected: ");
      int came = text.indexOf("\nCame:     ");
      assertTrue((expected >= 0 || text.startsWith("Expected: ")) && came > expected, text);
    });
  }

  @TestFactory
  List<DynamicTest> theSvgIsWellFormedAndNeedsNothingFromElsewhere() {
    return forAll(c -> {
      String svg = LanesSvg.of(c.lanes());
      Document document = parse(svg);
      NodeList all = document.getElementsByTagName("*");
      int width = Integer.parseInt(document.getDocumentElement().getAttribute("width"));
      for (int i = 0; i < all.getLength(); i++) {
        Element e = (Element) all.item(i);
        assertFalse(Set.of("script", "image", "use", "foreignObject").contains(e.getTagName()));
        assertFalse(e.hasAttribute("href"));
        if (e.getTagName().equals("text") && e.getAttribute("text-anchor").isEmpty()) {
          int end = Integer.parseInt(e.getAttribute("x")) + Columns.width(e.getTextContent()) * 8;
          assertTrue(end <= width + 4, () -> e.getTextContent() + " ends at " + end + "\n" + c);
        }
      }
      assertEquals(1, document.getElementsByTagName("title").getLength());
      assertEquals(1, document.getElementsByTagName("desc").getLength());
    });
  }

  private static Document parse(String xml) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(xml)));
    } catch (Exception e) {
      throw new AssertionError(xml, e);
    }
  }

  @Test
  void theSameInputGivesTheSameCharactersInEveryLocale() {
    Locale before = Locale.getDefault();
    List<String> first = drawn();
    try {
      for (String tag : List.of("ar-EG-u-nu-arab", "tr-TR", "zh-CN")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertEquals(first, drawn(), tag);
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  private static List<String> drawn() {
    List<String> all = new ArrayList<>();
    for (long seed = 1; seed <= 40; seed++) {
      Case c = make(seed);
      all.add(c.lanes().text());
      all.add(LanesSvg.of(c.lanes()));
      all.add(new Gson().toJson(TraceJson.of(c.trace(), c.finding(), c.expected())));
    }
    return all;
  }

  // ------------------------------------------------------------------------------ single cases

  @Test
  void lanesStandBesideEachOtherWithTheSwitchesBetween() {
    Place at = new Place("Counter.java", 5);
    List<Step> trace = new ArrayList<>();
    trace.add(step(trace, "main", Kind.START, at, "starts Ann", null, null));
    trace.add(step(trace, "main", Kind.START, at, "starts Bob", null, null));
    trace.add(step(trace, "Ann", Kind.READ, at, "reads C.n -> 0", "C.n", "0"));
    trace.add(step(trace, "Bob", Kind.READ, at, "reads C.n -> 0", "C.n", "0"));
    trace.add(step(trace, "Bob", Kind.WRITE, at, "writes C.n = 1", "C.n", "1"));
    trace.add(step(trace, "Ann", Kind.WRITE, at, "writes C.n = 1", "C.n", "1"));
    trace.add(
        step(
            trace,
            "Ann",
            Kind.EXCEPTION,
            at,
            "dies of java.lang.AssertionError: was 1",
            null,
            null));
    Finding finding =
        new Finding.AssertionFailed(
            "Ann", "was 1", at, List.of(new Interleaving("C.n", "Ann", 3, 6, "Bob", 5)));
    assertEquals(
        """
                           Ann                         Bob
        > 3 Counter.java:5  * reads n: 0                |
          4 Counter.java:5  +-------------------------->* reads n: 0
        > 5 Counter.java:5  |                           * writes n = 1
        > 6 Counter.java:5  * writes n = 1 <------------+
        > 7 Counter.java:5  X fails: was 1              |

        > matters most   2 steps left out

        In step 6 Ann writes C.n from what it read in step 3; the write of Bob in step 5 came in between,
        unseen.

        Expected: n is 2
        Came:     was 1 (thread Ann, Counter.java:5)
        """
            .replaceFirst("^ +Ann", "                    Ann"),
        Lanes.of(trace, finding, "n is 2").ascii());
  }

  @Test
  void aCycleOfMoreThreadsThanFitInALineHasALineForEach() {
    List<Waiting> cycle = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      cycle.add(
          new Waiting(
              "T" + i,
              "ReentrantLock#" + (i + 1),
              "T" + (i + 1) % 5,
              new Place("A.java", i + 1),
              List.of()));
    }
    String text = Lanes.of(List.of(), new Finding.Deadlock(cycle, List.of()), "all eat").text();
    assertTrue(text.contains("  ╭▶ T0 ─waits for─▶ ReentrantLock#1 ─held by─▶ T1\n"), text);
    assertTrue(text.contains("  ╰─ T4 ─waits for─▶ ReentrantLock#5 ─held by─▶ T0\n"), text);
  }

  @Test
  void aScheduleOfManyThousandStepsIsStillAFewRows() {
    List<Step> trace = new ArrayList<>();
    Place at = new Place("A.java", 1);
    for (int i = 0; i < 20_000; i++) {
      String thread = i % 7 < 3 ? "Ann" : "Bob";
      trace.add(
          step(trace, thread, i % 5 == 0 ? Kind.WRITE : Kind.READ, at, "reads C.n", "C.n", "" + i));
    }
    Finding finding =
        new Finding.NoProgress("Ann", at, Finding.NoProgress.Reason.LIVELOCK, List.of());
    Picture picture =
        assertTimeout(Duration.ofSeconds(5), () -> Lanes.of(trace, finding, "").picture());
    assertTrue(picture.rows().size() <= Reduction.MOST_ROWS);
  }

  @Test
  void kindsInJsonAreSnakeCase() {
    Case c = make(3);
    String json =
        new Gson()
            .toJson(
                TraceJson.of(
                    c.trace(),
                    new Finding.NoProgress(
                        "Ann",
                        Place.NOWHERE,
                        Finding.NoProgress.Reason.WRITE_NEVER_SEEN,
                        List.of()),
                    ""));
    assertTrue(json.contains("\"kind\":\"no_progress\""), json);
    assertTrue(json.contains("\"reason\":\"write_never_seen\""), json);
  }
}
