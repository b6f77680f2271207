package workbook.ch06_pools.copy_tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static workbook.grader.cause.Misconception.BUSY_WAIT;
import static workbook.grader.cause.Misconception.EARLY_END;
import static workbook.grader.cause.Misconception.LOST_FAILURE;
import static workbook.grader.cause.Misconception.LOST_ITEM;
import static workbook.grader.cause.Misconception.LOST_UPDATE;
import static workbook.grader.cause.Misconception.MISSING_JOIN;
import static workbook.grader.cause.Misconception.NOT_CANCELLED;
import static workbook.grader.cause.Misconception.OVER_SYNCHRONISED;
import static workbook.grader.cause.Misconception.RESOURCE_LEAK;
import static workbook.grader.cause.Misconception.SELF_DEADLOCK;
import static workbook.grader.cause.Misconception.SEQUENTIAL_IN_DISGUISE;
import static workbook.grader.cause.Misconception.SLEEP_FOR_SIGNAL;
import static workbook.grader.cause.Misconception.SWALLOWED_INTERRUPT;
import static workbook.grader.cause.Misconception.TORN_WRITE;
import static workbook.grader.cause.Misconception.UNBOUNDED;
import static workbook.grader.cause.Misconception.UNGUARDED_ACCESS;
import static workbook.grader.cause.Misconception.WRONG_RESULT;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import workbook.grader.cause.Detects;
import workbook.support.Crew;
import workbook.support.FirstFailureEnds;
import workbook.support.SlowMotion;
import workbook.support.Stance;
import workbook.support.Stillness;
import workbook.support.StringConstants;
import workbook.support.ThreadWatch;

/**
 * Copies real folders with a quill that stops in the middle of a file for as long as a test wants,
 * or breaks: who works at the same time, who waits for whom and what lies half-written is then
 * there to be looked at.
 *
 * <p>Ordered so that each mistake meets the test that names it first.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(FirstFailureEnds.class)
final class CopyTreeTests {
  @TempDir private Path place;
  private Path from;
  private Path to;

  private final Crew crew = new Crew();
  private final StoppingQuill quill = new StoppingQuill();
  private final List<Scribes> rooms = new ArrayList<>();

  @BeforeEach
  void nameTheFolders() {
    from = place.resolve("library");
    to = place.resolve("copy");
  }

  @AfterEach
  void sendEverybodyHome() throws InterruptedException {
    crew.dismiss();
    quill.letAllGo();
    for (Scribes room : rooms) {
      room.pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
      room.pool.shutdownNow();
      room.pool.awaitTermination(Crew.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  // --- who works

  @Test
  @Order(0)
  @DisplayName("Nobody runs in circles while a file is being copied")
  @Detects(BUSY_WAIT)
  void nobodyRunsInCircles() throws Exception {
    Scribes scribes = scribes(2);
    write("books/a", "books/b");
    quill.stopAt("a");
    Abbot abbot = abbot(scribes);
    if (ThreadWatch.reaches(() -> quill.holds("a"), abbot.and(scribes))) {
      assertNot(Stance.SPINNING, abbot.thread, "runs in circles while a scribe writes");
      for (Thread scribe : scribes.threads) {
        assertNot(Stance.SPINNING, scribe, "runs in circles while another one writes");
      }
    }
  }

  @Test
  @Order(1)
  @DisplayName("A single worker copies folders in folders without waiting for itself")
  @Detects(SELF_DEADLOCK)
  void oneScribeIsEnough() throws Exception {
    write("a", "box/b", "box/tray/c", "box/tray/drawer/d");
    abbot(scribes(1));
    crew.join();
  }

  @Test
  @Order(2)
  @DisplayName("Three workers copy folders far deeper and wider than three")
  @Detects(SELF_DEADLOCK)
  void threeScribesAreEnough() throws Exception {
    StringBuilder deep = new StringBuilder();
    for (int i = 0; i < 24; i++) {
      deep.append("d/");
      write(deep + "deep" + i);
    }
    for (int i = 0; i < 12; i++) {
      write("wide" + i + "/a" + i, "wide" + i + "/in/b" + i, "wide" + i + "/in/in/c" + i);
    }
    Scribes scribes = scribes(3);
    abbot(scribes);
    crew.join();
    scribes.finish(); // in case copy() has not waited for that; another test asks whether it does
  }

  @Test
  @Order(3)
  @DisplayName("No threads are at work besides the pool's own")
  @Detects(UNBOUNDED)
  void onlyScribesWrite() throws Exception {
    Scribes scribes = scribes(2);
    write("a", "b", "c", "box/d", "box/e", "box/tray/f", "crate/g");
    Abbot abbot = abbot(scribes);
    crew.join();
    abbot.report();
    quill.writers.remove(abbot.thread); // the next test speaks of that one
    for (Thread writer : quill.writers) {
      if (!scribes.threads.contains(writer)) {
        fail(
            "the thread '%s' copied a file, and is none of the pool's two"
                .formatted(writer.getName()));
      }
    }
  }

  @Test
  @Order(4)
  @DisplayName("The caller leaves all the work to the pool, down to the first look at the folder")
  @Detects(SEQUENTIAL_IN_DISGUISE)
  void theCallerOnlyWaits() throws Exception {
    Scribes scribes = scribes(1);
    var begin = new CountDownLatch(1);
    scribes.pool.execute(() -> awaitUninterruptibly(begin)); // the only scribe is not there yet
    Abbot abbot = abbot(scribes);
    ThreadWatch.settle(abbot.thread);
    boolean made = Files.exists(to);
    write("books/a"); // too late for whoever has looked already
    begin.countDown();
    crew.join();
    Report report = abbot.report();
    scribes.finish(); // in case copy() has not waited for that; another test asks whether it does
    if (made || !report.failures().isEmpty() || !Files.exists(to.resolve("books/a"))) {
      fail(
          "before any scribe was free, somebody else "
              + (made ? "made folders" : "looked for the files")
              + "; all of that is the scribes' work");
    }
  }

  // --- what comes of it

  @Test
  @Order(5)
  @DisplayName("The call does not return while a file is still being copied")
  @Detects(MISSING_JOIN)
  void returnsWhenAllIsDone() throws Exception {
    for (String last : List.of("top", "box/tray/drawer/bottom", "box/middle")) {
      String name = Path.of(last).getFileName().toString();
      from = place.resolve("library of " + name);
      to = place.resolve("copy of " + name);
      write("top", "box/middle", "box/tray/drawer/bottom", "crate/other");
      for (Scribes scribes : List.of(scribes(1), lastComeFirst(1), scribes(4))) {
        quill.stopAt(name);
        Abbot abbot = abbot(scribes);
        assertTrue(
            ThreadWatch.reaches(() -> quill.holds(name) || !abbot.runs(), abbot.and(scribes)),
            name + " is never copied");
        if (ThreadWatch.settle(abbot.thread) == Stance.ENDED) {
          abbot.report(); // unless it failed
          fail("copy() returns while " + last + " is still being written, or not even begun");
        }
        quill.letAllGo();
        crew.join();
        assertEquals(new Report(4, Map.of()), abbot.report());
        delete(to);
      }
    }
  }

  @Test
  @Order(6)
  @DisplayName("Every folder and every file is there, whole, and under its name")
  @Detects(WRONG_RESULT)
  void copiesEverything() throws Exception {
    write("a", "box/b", "box/tray/c", "box/d.txt", "crate/.hidden", "crate/with space/é 书");
    Files.createDirectories(from.resolve("empty/emptier"));
    Files.createFile(from.resolve("box/nothing in it"));
    assertCopies(7);
  }

  @Test
  @Order(7)
  @DisplayName("What the copy's folder holds already stays, unless it is copied anew")
  @Detects(WRONG_RESULT)
  void addsToWhatIsThere() throws Exception {
    write("box/a", "box/b");
    Files.createDirectories(to.resolve("box"));
    Files.writeString(to.resolve("box/a"), "an older and much, much longer copy of this book");
    Files.writeString(to.resolve("box/stays"), "of another library");
    Abbot abbot = abbot(scribes(2));
    crew.join();
    assertEquals(new Report(2, Map.of()), abbot.report());
    Map<String, String> expected = new TreeMap<>(contents(from));
    expected.put("box/stays", "of another library");
    assertEquals(expected, contents(to), "what lies in the copy's folder");
  }

  @Test
  @Order(8)
  @DisplayName("An empty folder is copied, too")
  @Detects(WRONG_RESULT)
  void copiesAnEmptyFolder() throws Exception {
    Files.createDirectories(from);
    assertCopies(0);
  }

  private void assertCopies(int files) throws Exception {
    Abbot abbot = abbot(scribes(3));
    crew.join();
    assertEquals(new Report(files, Map.of()), abbot.report());
    assertEquals(contents(from), contents(to), "what lies in the copy's folder");
  }

  // --- side by side

  @Test
  @Order(9)
  @DisplayName("While one file is being copied, nobody has to wait for a lock")
  @Detects(OVER_SYNCHRONISED)
  void nobodyHoldsUpTheOthers() throws Exception {
    Scribes scribes = scribes(2);
    write("a", "b", "box/c", "box/d");
    quill.stopAt("a");
    quill.stopAt("c");
    Abbot abbot = abbot(scribes);
    ThreadWatch.reaches(() -> quill.holds("a") || quill.holds("c"), abbot.and(scribes));
    for (Thread scribe : scribes.threads) {
      if (ThreadWatch.settle(scribe) == Stance.WAITING && isHeldUp(scribe)) {
        throw new AssertionError(
            "a scribe waits while another one copies a file", ThreadWatch.whereIs(scribe));
      }
    }
  }

  /** Returns whether a thread waits in the answer's code, and not for work or in the quill. */
  private static boolean isHeldUp(Thread thread) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getClassName().startsWith(StoppingQuill.class.getName())) {
        return false;
      }
      if (frame.getClassName().startsWith(Scriptorium.class.getPackageName())
          && !frame.getClassName().startsWith(CopyTreeTests.class.getName())) {
        return true;
      }
    }
    return false;
  }

  @Test
  @Order(10)
  @DisplayName(
      "As many files are copied at the same time as there are workers, in one folder or in several")
  @Detects(SEQUENTIAL_IN_DISGUISE)
  void scribesWorkSideBySide() throws Exception {
    write("a", "b", "c");
    assertTogether("files in one folder", "a", "b", "c");
    from = place.resolve("deep library");
    to = place.resolve("deep copy");
    write("a", "box/b", "box/tray/c");
    assertTogether("files in three folders, one inside the other", "a", "b", "c");
    from = place.resolve("wide library");
    to = place.resolve("wide copy");
    write("box/a", "crate/b", "drawer/c");
    assertTogether("files in three folders side by side", "a", "b", "c");
    from = place.resolve("large library");
    to = place.resolve("large copy");
    String[] many = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"};
    write(many);
    assertTogether("files in one folder", many);
  }

  private void assertTogether(String what, String... names) throws Exception {
    Scribes scribes = scribes(names.length);
    Stream.of(names).forEach(quill::stopAt);
    Abbot abbot = abbot(scribes);
    boolean together =
        ThreadWatch.reaches(() -> Stream.of(names).allMatch(quill::holds), abbot.and(scribes));
    long held = Stream.of(names).filter(quill::holds).count();
    quill.letAllGo();
    if (!together) {
      fail(
          "%d scribes, as many %s, and only %d of them are at work at once"
              .formatted(names.length, what, held));
    }
    crew.join();
  }

  @Test
  @Order(11)
  @DisplayName("Whoever is slow with one file holds up this file and no other")
  @Detects(SEQUENTIAL_IN_DISGUISE)
  void aSlowFileHoldsUpItselfOnly() throws Exception {
    Set<String> files = Set.of("a", "b", "box/c", "box/d", "box/tray/e", "box/tray/f", "crate/g");
    for (String slow : List.of("a", "box/c", "box/tray/f", "crate/g")) {
      String name = Path.of(slow).getFileName().toString();
      from = place.resolve("library of " + name);
      to = place.resolve("copy of " + name);
      write(files.toArray(String[]::new));
      Scribes scribes = scribes(2);
      quill.stopAt(name);
      Abbot abbot = abbot(scribes);
      Set<String> others = new TreeSet<>(files);
      others.remove(slow);
      boolean done =
          ThreadWatch.reaches(
              () -> quill.holds(name) && others.stream().allMatch(this::isCopied),
              abbot.and(scribes));
      others.removeIf(this::isCopied);
      quill.letAllGo();
      if (!done) {
        fail(
            "one of two scribes is slow with "
                + slow
                + ", and the other one does not get on with "
                + String.join(", ", others));
      }
      crew.join();
    }
  }

  private boolean isCopied(String file) {
    return Files.exists(to.resolve(file));
  }

  // --- failures

  @Test
  @Order(12)
  @DisplayName("A file that could not be copied is told, with the quill's own exception")
  @Detects(LOST_FAILURE)
  void failuresAreTold() throws Exception {
    write("a", "b", "box/c", "box/tray/d");
    assertTold("b", new IOException("the quill broke"));
    assertTold("box/tray/d", new IllegalStateException("the ink is spilt"));
  }

  private void assertTold(String file, Exception failure) throws Exception {
    quill.breakAt(Path.of(file).getFileName().toString(), failure);
    Abbot abbot = abbot(scribes(2));
    crew.join();
    Report report = abbot.reportOrFailure("a file could not be copied");
    assertEquals(
        Map.of(Path.of(file), failure), report.failures(), "the failures that the report tells");
    quill.mend();
  }

  @Test
  @Order(13)
  @DisplayName("A file that could not be copied costs no other file")
  @Detects(LOST_ITEM)
  void failuresCostNothingElse() throws Exception {
    for (Scribes scribes : List.of(scribes(1), lastComeFirst(1), scribes(3))) {
      write("a", "b", "c", "box/d", "box/e", "box/tray/f");
      quill.breakAt("a", new IOException("the quill broke"));
      quill.breakAt("e", new IllegalStateException("the ink is spilt"));
      Abbot abbot = abbot(scribes);
      crew.join();
      assertEquals(4, abbot.report().copied(), "files copied, of six of which two failed");
      Set<String> expected = new TreeSet<>(Set.of("b", "c", "box/", "box/d"));
      expected.addAll(Set.of("box/tray/", "box/tray/f"));
      assertNoneMissing(expected);
      delete(to);
    }
  }

  @Test
  @Order(14)
  @DisplayName("A folder that cannot be made is told, and costs only what lies in it")
  @Detects(LOST_FAILURE)
  void aFolderInTheWay() throws Exception {
    write("a", "box/b", "box/tray/c", "crate/d");
    Files.createDirectories(to);
    Files.writeString(to.resolve("box"), "a file where a folder should be");
    Abbot abbot = abbot(scribes(2));
    crew.join();
    Report report = abbot.reportOrFailure("a folder could not be made");
    assertEquals(
        Set.of(Path.of("box")), report.failures().keySet(), "the failures that the report tells");
    assertEquals(2, report.copied(), "files copied, of four of which two lie in that folder");
    assertNoneMissing(Set.of("a", "box", "crate/", "crate/d"));
  }

  @Test
  @Order(15)
  @DisplayName("A folder that is not there is told under the empty path")
  @Detects(LOST_FAILURE)
  void nothingToCopy() throws Exception {
    Abbot abbot = abbot(scribes(1));
    crew.join();
    Report report = abbot.reportOrFailure("the folder to be copied is not there");
    assertEquals(
        Set.of(Path.of("")), report.failures().keySet(), "the failures that the report tells");
    assertEquals(0, report.copied(), "files copied, of none");
  }

  // --- half-written files, and drafts

  @Test
  @Order(16)
  @DisplayName("No file is seen half-written, neither meanwhile nor after a failure")
  @Detects(TORN_WRITE)
  void nothingIsHalfWritten() throws Exception {
    write("new", "old", "box/broken new", "box/broken old");
    Files.createDirectories(to.resolve("box"));
    Files.writeString(to.resolve("old"), "an older copy");
    Files.writeString(to.resolve("box/broken old"), "an older copy");
    quill.stopAt("new");
    quill.stopAt("old");
    quill.breakAt("broken new", new IOException("the quill broke"));
    quill.breakAt("broken old", new IllegalStateException("the ink is spilt"));
    Scribes scribes = scribes(2);
    Abbot abbot = abbot(scribes);
    ThreadWatch.reaches(() -> quill.holds("new") && quill.holds("old"), abbot.and(scribes));
    assertHolds("new", null, "is being written");
    assertHolds("old", "an older copy", "is being written anew");
    quill.letGo("new");
    quill.letGo("old");
    ThreadWatch.reaches(
        () -> !abbot.runs() || quill.holds("new") && quill.holds("old"), abbot.and(scribes));
    assertHoldsNoHalf("new"); // it may be the draft that is being copied now
    assertHoldsNoHalf("old");
    quill.letAllGo();
    crew.join();
    abbot.report();
    assertHolds("box/broken new", null, "could not be copied");
    assertHolds("box/broken old", "an older copy", "could not be copied anew");
  }

  private void assertHoldsNoHalf(String file) throws IOException {
    Path path = to.resolve(file);
    if (Files.exists(path) && !Files.readString(path).equals(contents(from).get(file))) {
      assertHolds(file, file.equals("old") ? "an older copy" : null, "is being written");
    }
  }

  private void assertHolds(String file, @Nullable String content, String when) throws IOException {
    Path path = to.resolve(file);
    String found = Files.exists(path) ? Files.readString(path) : null;
    if (!Objects.equals(content, found)) {
      fail(
          "'%s' %s, and whoever looks there finds %s"
              .formatted(
                  file,
                  when,
                  found == null ? "nothing, not even the old copy" : '"' + found + '"'));
    }
  }

  @Test
  @Order(17)
  @DisplayName("No draft is left behind")
  @Detects(RESOURCE_LEAK)
  void noDraftIsLeft() throws Exception {
    write("a", "b", "box/c", "box/d");
    quill.breakAt("b", new IOException("the quill broke"));
    quill.breakAt("c", new IllegalStateException("the ink is spilt"));
    Abbot abbot = abbot(scribes(2));
    crew.join();
    abbot.report();
    Set<String> left = new TreeSet<>(contents(to).keySet());
    left.removeAll(Set.of("a", "box/", "box/d"));
    assertEquals(Set.of(), left, "what lies in the copy's folder beyond the copies");
  }

  @Test
  @Order(18)
  @DisplayName("A file may have any name, even one that you would give to a draft")
  @Detects(LOST_ITEM)
  void noNameIsSpecial() throws Exception {
    Set<String> names = new TreeSet<>(Set.of("x"));
    for (String mark : marks()) {
      names.addAll(List.of("x" + mark, mark + "x", mark + "x" + mark));
      names.addAll(List.of(mark + "0", mark + "1", "0" + mark, "1" + mark));
      if (!mark.matches("[.]*")) {
        names.add(mark);
      }
    }
    write(names.toArray(String[]::new));
    Map<String, String> expected = contents(from);
    for (Scribes scribes : List.of(scribes(1), lastComeFirst(1))) {
      Abbot abbot = abbot(scribes);
      crew.join();
      assertEquals(Map.of(), abbot.report().failures(), "the failures that the report tells");
      assertSame(expected);
      delete(to);
    }
    for (String name : names) { // of all names but one there is a copy already, of other content
      if (!name.equals("x")) {
        Files.createDirectories(to);
        Files.move(from.resolve(name), to.resolve(name));
      }
    }
    Abbot abbot = abbot(scribes(1));
    crew.join();
    abbot.report();
    assertSame(expected);
  }

  private void assertSame(Map<String, String> expected) throws IOException {
    Map<String, String> found = contents(to);
    for (Map.Entry<String, String> file : expected.entrySet()) {
      if (!file.getValue().equals(found.get(file.getKey()))) {
        fail(
            "the file that is called '"
                + file.getKey()
                + "' "
                + (found.containsKey(file.getKey()) ? "has got another's content" : "is gone")
                + "; did a draft take its name?");
      }
    }
  }

  /** Returns what drafts are marked with: by most people, and in this answer. */
  private static Set<String> marks() {
    Set<String> marks = new TreeSet<>(Set.of(".tmp", ".part", ".draft", "~", ".new", "-0"));
    for (String text : StringConstants.near(Scriptorium.class)) {
      for (String part : text.split("[\\x00-\\x1f]")) {
        if (part.matches("[\\w.~# -]{1,20}") && !part.isBlank()) {
          marks.add(part.strip());
        }
      }
    }
    return marks;
  }

  // --- waiting

  @Test
  @Order(19)
  @DisplayName("The caller is told when all is done, and does not look again and again")
  @Detects(SLEEP_FOR_SIGNAL)
  void nobodyDozes() throws Exception {
    Scribes scribes = scribes(2);
    write("a", "box/b");
    quill.stopAt("b");
    Abbot abbot = abbot(scribes);
    ThreadWatch.reaches(() -> quill.holds("b") && isCopied("a"), abbot.and(scribes));
    assertNot(Stance.DOZING, abbot.thread, "waits for the scribes with a time-out");
    for (Thread scribe : scribes.threads) {
      assertNot(Stance.DOZING, scribe, "waits for another scribe with a time-out");
    }
  }

  @Test
  @Order(20)
  @DisplayName("A caller that is interrupted ends its wait by an InterruptedException")
  @Detects(SWALLOWED_INTERRUPT)
  void theAbbotIsCalledAway() throws Exception {
    Scribes scribes = scribes(1);
    write("a", "b", "box/c");
    List.of("a", "b", "c").forEach(quill::stopAt);
    Abbot abbot = abbot(scribes);
    ThreadWatch.reaches(quill::holdsAny, abbot.and(scribes));
    ThreadWatch.settle(abbot.thread);
    abbot.thread.interrupt();
    ThreadWatch.reaches(() -> !abbot.runs(), List.of(abbot.thread));
    if (abbot.runs()) {
      throw new AssertionError(
          "the calling thread was interrupted, and waits on", ThreadWatch.whereIs(abbot.thread));
    }
    if (!(abbot.failure.get() instanceof InterruptedException)) {
      fail(
          "the calling thread was interrupted while it waited, and copy() "
              + (abbot.failure.get() == null ? "returned" : "threw " + abbot.failure.get())
              + " instead of throwing InterruptedException");
    }
  }

  @Test
  @Order(21)
  @DisplayName("After the caller was interrupted, no more file is begun")
  @Detects(NOT_CANCELLED)
  void whatIsCalledOffIsNotBegun() throws Exception {
    for (Scribes scribes : List.of(scribes(1), lastComeFirst(1))) {
      write("a", "b", "box/c", "box/tray/d");
      List<String> names = List.of("a", "b", "c", "d");
      names.forEach(quill::stopAt);
      Abbot abbot = abbot(scribes);
      ThreadWatch.reaches(quill::holdsAny, abbot.and(scribes));
      ThreadWatch.settle(abbot.thread);
      long begun = names.stream().filter(quill.begun::contains).count();
      abbot.thread.interrupt();
      crew.join();
      quill.letAllGo();
      scribes.finish();
      assertEquals(
          begun,
          names.stream().filter(quill.begun::contains).count(),
          "files begun, of four, after the abbot was called away");
      for (Map.Entry<String, String> file : contents(to).entrySet()) {
        assertEquals(
            contents(from).get(file.getKey()),
            file.getValue(),
            "after the abbot was called away, what lies at " + file.getKey());
      }
      delete(to);
      quill.begun.clear();
    }
  }

  // --- the pool, and one copy after another

  @Test
  @Order(22)
  @DisplayName("The pool can be used afterwards")
  @Detects(EARLY_END)
  void thePoolGoesOn() throws Exception {
    Scribes scribes = scribes(2);
    write("a", "box/b");
    abbot(scribes);
    crew.join();
    if (scribes.pool.isShutdown()) {
      fail("copy() has shut down a pool that is not its own");
    }
    scribes.finish();
  }

  @Test
  @Order(23)
  @DisplayName("One copy after another starts afresh")
  @Detects(WRONG_RESULT)
  void oneAfterAnother() throws Exception {
    Scribes scribes = scribes(2);
    var scriptorium = new Scriptorium(scribes.pool, quill);
    write("a", "box/b", "box/c");
    quill.breakAt("b", new IOException("the quill broke"));
    Abbot first = abbot(scriptorium::copy);
    crew.join();
    Report kept = first.report();
    quill.mend();
    to = place.resolve("second copy");
    Abbot second = abbot(scriptorium::copy);
    crew.join();
    assertEquals(new Report(3, Map.of()), second.report(), "the report of a second copy");
    assertEquals(contents(from), contents(to), "what lies in the folder of a second copy");
    assertEquals(2, kept.copied(), "files copied, in the first report");
    assertEquals(
        Set.of(Path.of("box/b")), kept.failures().keySet(), "failures, in the first report");
  }

  @Test
  @Order(24)
  @DisplayName("However slowly it is done, each file is counted")
  @Detects(LOST_UPDATE)
  void countsInSlowMotion() throws Exception {
    int files = manyFolders("");
    var slow = new Slowly((original, copy) -> Files.write(copy, Files.readAllBytes(original)));
    assertEquals(files, slow.report().copied(), "files copied, counted");
  }

  @Test
  @Order(25)
  @DisplayName("However slowly it is done, each failure is told")
  @Detects(UNGUARDED_ACCESS)
  void tellsFailuresInSlowMotion() throws Exception {
    int files = manyFolders("!");
    var slow =
        new Slowly((_, _) -> {
          throw new IOException("the quill broke");
        });
    assertEquals(files, slow.report().failures().size(), "failures told");
    slow.motion.assertNoClash();
  }

  /** Fills six folders, and returns how many files there are in them. */
  private int manyFolders(String suffix) throws IOException {
    int files = 0;
    for (int folder = 0; folder < 6; folder++) {
      for (int i = 0; i < 4; i++) {
        write("f" + folder + "/n" + i + suffix);
        files++;
      }
    }
    return files;
  }

  /** A copy of the library by three scribes, in slow motion. */
  private final class Slowly {
    final SlowMotion motion = SlowMotion.of(Scriptorium.class, Quill.class, Report.class);
    private final Abbot abbot;

    Slowly(Quill quick) throws Exception {
      Scribes scribes = scribes(3);
      Object scriptorium =
          motion.make(new Class<?>[] {ExecutorService.class, Quill.class}, scribes.pool, quick);
      var copy = motion.method("copy", Path.class, Path.class);
      abbot =
          abbot((library, place) -> {
            try {
              return (Report) copy.invoke(scriptorium, library, place);
            } catch (InvocationTargetException e) {
              throw e.getCause();
            }
          });
    }

    Report report() throws Exception {
      assertTrue(
          Stillness.reaches(() -> !abbot.runs()),
          "the scribes have done all that there is on the desk, and copy() does not return");
      return abbot.reportOrFailure("files could not be copied");
    }
  }

  // --- the cast

  /** A pool whose threads are known. */
  private static final class Scribes {
    final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    final ThreadPoolExecutor pool;

    Scribes(int count, BlockingQueue<Runnable> queue) {
      pool =
          new ThreadPoolExecutor(
              count,
              count,
              0,
              TimeUnit.SECONDS,
              queue,
              task -> {
                Thread scribe =
                    Thread.ofPlatform()
                        .name("scribe " + (threads.size() + 1))
                        .daemon()
                        .unstarted(task);
                threads.add(scribe);
                return scribe;
              });
      pool.prestartAllCoreThreads();
    }

    /** Waits until all that was handed over is done. */
    void finish() throws InterruptedException, ExecutionException {
      while (!pool.isShutdown() && (pool.getActiveCount() > 0 || !pool.getQueue().isEmpty())) {
        pool.submit(() -> {}).get();
      }
    }
  }

  private Scribes scribes(int count) {
    rooms.add(new Scribes(count, new LinkedBlockingQueue<>()));
    return rooms.getLast();
  }

  /** A pool that begins with what it was handed last. */
  private Scribes lastComeFirst(int count) {
    rooms.add(
        new Scribes(
            count,
            new LinkedBlockingDeque<>() {
              private static final long serialVersionUID = 1;

              @Override
              public boolean offer(Runnable task) {
                return offerFirst(task);
              }
            }));
    return rooms.getLast();
  }

  /** The thread that asks for a copy. */
  private static final class Abbot {
    final AtomicReference<@Nullable Report> report = new AtomicReference<>();
    final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private Thread thread;

    boolean runs() {
      return thread.isAlive();
    }

    Collection<Thread> and(Scribes scribes) {
      Set<Thread> all = new HashSet<>(scribes.threads);
      all.add(thread);
      return all;
    }

    /** Returns what copy() returned. */
    Report report() throws Exception {
      switch (failure.get()) {
        case null -> {}
        case Exception e -> throw e;
        case Error e -> throw e;
        case Throwable t -> throw new AssertionError(t);
      }
      Report told = report.get();
      if (told == null) {
        throw new AssertionError("copy() returned null");
      }
      return told;
    }

    /** Returns what copy() returned, and blames it for what it threw instead. */
    Report reportOrFailure(String when) throws Exception {
      if (failure.get() instanceof Exception e) {
        throw new AssertionError(when + ", and copy() throws " + e + " instead of reporting it", e);
      }
      return report();
    }
  }

  @FunctionalInterface
  private interface Copying {
    Report copy(Path from, Path to) throws Throwable;
  }

  private Abbot abbot(Scribes scribes) {
    return abbot(new Scriptorium(scribes.pool, quill)::copy);
  }

  private Abbot abbot(Copying copying) {
    var abbot = new Abbot();
    Path library = from;
    Path copy = to;
    abbot.thread =
        crew.start(
            "abbot",
            () -> {
              try {
                abbot.report.set(copying.copy(library, copy));
              } catch (Throwable t) {
                abbot.failure.set(t);
              }
            });
    return abbot;
  }

  /** Writes a file in two halves, and stops or breaks off between them where it is told so. */
  private static final class StoppingQuill implements Quill {
    final Collection<String> begun = new ConcurrentLinkedQueue<>();
    final Set<Thread> writers = ConcurrentHashMap.newKeySet();
    private final Map<String, CountDownLatch> stops = new ConcurrentHashMap<>();
    private final Map<String, Exception> breaks = new ConcurrentHashMap<>();
    private final Set<String> held = ConcurrentHashMap.newKeySet();

    void stopAt(String name) {
      stops.put(name, new CountDownLatch(1));
    }

    void breakAt(String name, Exception failure) {
      breaks.put(name, failure);
    }

    boolean holds(String name) {
      return held.contains(name);
    }

    boolean holdsAny() {
      return !held.isEmpty();
    }

    /** Lets a file be finished, and holds up the next of that name again. */
    void letGo(String name) {
      CountDownLatch stop = stops.put(name, new CountDownLatch(1));
      held.remove(name);
      if (stop != null) {
        stop.countDown();
      }
    }

    void letAllGo() {
      List<CountDownLatch> all = List.copyOf(stops.values());
      stops.clear();
      held.clear();
      all.forEach(CountDownLatch::countDown);
    }

    void mend() {
      breaks.clear();
    }

    @Override
    public void copy(Path original, Path copy) throws IOException {
      String name = original.getFileName().toString();
      begun.add(name);
      writers.add(Thread.currentThread());
      byte[] content = Files.readAllBytes(original);
      try (OutputStream out = Files.newOutputStream(copy)) {
        out.write(content, 0, content.length / 2);
        String stopped = stops.containsKey(name) ? name : copy.getFileName().toString();
        CountDownLatch stop = stops.get(stopped);
        if (stop != null) {
          held.add(stopped);
          awaitUninterruptibly(stop);
          held.remove(stopped);
        }
        switch (breaks.get(name)) {
          case null -> {}
          case IOException e -> throw e;
          case RuntimeException e -> throw e;
          case Exception e -> throw new AssertionError("no quill breaks so", e);
        }
        out.write(content, content.length / 2, content.length - content.length / 2);
      }
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  // --- folders

  private void write(String... files) throws IOException {
    for (String file : files) {
      Path path = from.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "what is written in " + file, UTF_8);
    }
  }

  /** Returns all that lies in a folder: files with their contents, and folders, by their paths. */
  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    if (!Files.exists(folder)) {
      return contents;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.skip(1).toList()) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        if (Files.isDirectory(path)) {
          contents.put(name + "/", "");
        } else {
          contents.put(name, Files.readString(path));
        }
      }
    }
    return contents;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  // --- what is asked

  private static void assertNot(Stance stance, Thread thread, String what)
      throws InterruptedException {
    if (ThreadWatch.settle(thread) == stance) {
      throw new AssertionError("the " + thread.getName() + " " + what, ThreadWatch.whereIs(thread));
    }
  }

  private void assertNoneMissing(Set<String> expected) throws IOException {
    Set<String> missing = new TreeSet<>(expected);
    missing.removeAll(contents(to).keySet());
    if (!missing.isEmpty()) {
      fail("another file's failure has cost " + String.join(", ", missing));
    }
  }
}
