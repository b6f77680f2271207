package workbook.ch08_processes.ticket_office;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static workbook.grader.cause.Misconception.BUSY_WAIT;
import static workbook.grader.cause.Misconception.EARLY_END;
import static workbook.grader.cause.Misconception.LOCK_LEAK;
import static workbook.grader.cause.Misconception.LOST_FAILURE;
import static workbook.grader.cause.Misconception.LOST_UPDATE;
import static workbook.grader.cause.Misconception.PROCESS_LOCAL_LOCK;
import static workbook.grader.cause.Misconception.RESOURCE_LEAK;
import static workbook.grader.cause.Misconception.SELF_DEADLOCK;
import static workbook.grader.cause.Misconception.STALE_READ;
import static workbook.grader.cause.Misconception.TORN_WRITE;
import static workbook.grader.cause.Misconception.UNCAUGHT_EXCEPTION;
import static workbook.grader.cause.Misconception.UNGUARDED_ACCESS;
import static workbook.grader.cause.Misconception.WRONG_LOCK;
import static workbook.grader.cause.Misconception.WRONG_RESULT;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
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
import workbook.support.ChildJvm;
import workbook.support.FirstFailureEnds;
import workbook.support.ParentLine;
import workbook.support.Stance;
import workbook.support.ThreadWatch;

/**
 * Lets sellers in two child JVMs meet on purpose: the printer of one is stopped in the middle of
 * its sale, and only then does the other begin. Whether it waits is seen in its thread, so nothing
 * depends on who is quicker.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(FirstFailureEnds.class)
final class TicketOfficeTests {
  /** Looks at a seller who naps between two tries, until its patience is proved; about 2 s. */
  private static final int LONG_SALE = 40;

  private static @Nullable Branch north;
  private static @Nullable Branch south;

  /** Two programs' meeting is looked at from several sides, and happens once. */
  private static @Nullable Meeting meeting;

  /** Each branch has a working folder of its own in it. */
  @TempDir private static Path town;

  @TempDir private Path folder;
  private Path ledger;

  @BeforeEach
  void openBranches() throws IOException {
    ledger = folder.resolve("tickets.txt");
    north = north == null ? new Branch("north") : north;
    south = south == null ? new Branch("south") : south;
  }

  /** Whoever still sells when a test is over has failed it, and is no use for the next. */
  @AfterEach
  void closeBusyBranches() throws InterruptedException {
    if (north != null && north.isBusy()) {
      closeNorth();
    }
    if (south != null && south.isBusy()) {
      closeSouth();
    }
  }

  @AfterAll
  static void closeBranches() throws InterruptedException {
    meeting = null;
    closeNorth();
    closeSouth();
  }

  private static void closeNorth() throws InterruptedException {
    if (north != null) {
      north.close();
    }
    north = null;
  }

  private static void closeSouth() throws InterruptedException {
    if (south != null) {
      south.close();
    }
    south = null;
  }

  // --- one seller at a time

  @Test
  @Order(1)
  @DisplayName("A seller with nobody beside it waits for nobody")
  @Detects(SELF_DEADLOCK)
  void nobodyWaitsForItself() throws Exception {
    tickets(1);
    north.open("counter", ledger);
    north.count("Ann", "counter");
    assertNotStuck(north.nextUnlessStuck("Ann"));
    north.outcome("Ann");
    north.sell("Ann", "counter");
    assertNotStuck(north.nextUnlessStuck("Ann"));
    north.outcome("Ann");
  }

  private static void assertNotStuck(Event event) {
    if (event instanceof Waiting(Stance _, StackTraceElement[] where)) {
      throw failure("nobody else sells, and still a seller waits; for itself?", where);
    }
  }

  @Test
  @Order(2)
  @DisplayName("A branch sells as many tickets as there are, by their numbers, and then none")
  @Detects(WRONG_RESULT)
  void sellsWhatThereIs() throws Exception {
    tickets(11); // one digit less after the second sale
    north.open("counter", ledger);
    for (int ticket = 11; ticket >= 1; ticket--) {
      assertSold(ticket, north.sellNow("Ann", "counter"));
      assertEquals(ticket - 1, number(Files.readString(ledger)), "tickets left in the ledger");
      north.count("Ann", "counter");
      assertEquals(new Left(ticket - 1), north.next("Ann"));
    }
    assertEquals(new SoldOut(), north.sellNow("Ann", "counter"));
    assertEquals(0, number(Files.readString(ledger)), "tickets left in the ledger");
  }

  @Test
  @Order(3)
  @DisplayName("A branch goes by the ledger, not by what it remembers")
  @Detects(STALE_READ)
  void theLedgerIsTheTruth() throws Exception {
    tickets(9);
    north.open("counter", ledger);
    south.open("counter", ledger);
    assertSold(9, north.sellNow("Ann", "counter"));
    assertSold(8, south.sellNow("Bob", "counter"));
    assertSold(7, north.sellNow("Ann", "counter"));
    tickets(100);
    assertSold(100, north.sellNow("Ann", "counter"));
  }

  @Test
  @Order(4)
  @DisplayName("The ledger is whole while a ticket is printed, come what may")
  @Detects(TORN_WRITE)
  void theLedgerIsWholeInBetween() throws Exception {
    tickets(3);
    north.open("counter", ledger);
    north.sellAndHold("Ann", "counter");
    assertPrints(3, north.nextBesidesWaiting("Ann"));
    String inBetween;
    try {
      inBetween = Files.readString(ledger);
    } catch (IOException e) {
      inBetween = "3"; // Windows keeps readers out of a locked file, so none can see it torn
    }
    north.goOn("Ann");
    assertEquals(new Sold(3), north.next("Ann"));
    if (!inBetween.strip().matches("\\d+")) {
      throw new AssertionError(
          "while a ticket is printed, the ledger reads \""
              + inBetween
              + "\": if the program is killed now, nobody knows how many tickets are left");
    }
  }

  // --- two sellers of one program

  @Test
  @Order(5)
  @DisplayName("Two counters of one program do not throw when they meet")
  @Detects(UNCAUGHT_EXCEPTION)
  void countersOfOneProgramDoNotThrow() throws Exception {
    meetInOneProgram().assertNoFailure();
  }

  @Test
  @Order(6)
  @DisplayName("While one counter prints a ticket, the others of its program wait")
  @Detects(LOST_UPDATE)
  void countersOfOneProgramWait() throws Exception {
    HouseMeeting met = meetInOneProgram();
    assertWaits("another counter of the same program", met.ofAmy);
    assertWaits("another thread at the same counter", met.ofAlf);
    assertEquals(Set.of(1, 2, 3), new HashSet<>(met.sold), "the tickets sold, of three");
    assertEquals(0, number(Files.readString(ledger)), "tickets left in the ledger");
  }

  /** Waits for what a seller does next; one who tries again and again must not get tired of it. */
  private static Event duringALongSale(Branch branch, String seller) throws InterruptedException {
    Event event = branch.next(seller);
    for (int i = 0;
        i < LONG_SALE && event instanceof Waiting(Stance stance, var _) && stance == Stance.DOZING;
        i++) {
      event = branch.next(seller);
    }
    return event;
  }

  private record HouseMeeting(Event ofAmy, Event ofAlf, Event ofAbe, List<Integer> sold) {
    void assertNoFailure() {
      for (Event event : List.of(ofAmy, ofAlf, ofAbe)) {
        if (event instanceof Failed(String what, StackTraceElement[] where)) {
          throw failure(
              "while another thread of its program sells, a counter throws " + what, where);
        }
      }
    }
  }

  private HouseMeeting meetInOneProgram() throws Exception {
    tickets(3);
    north.open("first counter", ledger);
    north.open("second counter", folder.resolve(".").resolve(ledger.getFileName()));
    north.sellAndHold("Ann", "first counter");
    assertPrints(3, north.nextBesidesWaiting("Ann"));
    north.sellAndHold("Amy", "second counter"); // so that nobody writes while others read
    Event ofAmy = duringALongSale(north, "Amy");
    north.sellAndHold("Alf", "first counter");
    Event ofAlf = north.next("Alf");
    north.count("Abe", "second counter");
    Event ofAbe = north.next("Abe");
    List<String> sellers = List.of("Amy", "Alf", "Ann");
    sellers.forEach(north::goOn); // those who wait go on as soon as it is their turn
    List<Integer> sold = new ArrayList<>();
    for (String seller : sellers) {
      north.outcome(seller).soldTicket().ifPresent(sold::add);
    }
    north.outcome("Abe");
    return new HouseMeeting(ofAmy, ofAlf, ofAbe, sold);
  }

  // --- every way out

  @Test
  @Order(7)
  @DisplayName("A program that is killed in the middle of a sale keeps nobody out")
  @Detects(LOCK_LEAK)
  void aKilledSellerKeepsNobodyOut() throws Exception {
    tickets(3);
    north.open("counter", ledger);
    south.open("counter", ledger);
    north.sellAndHold("Ann", "counter");
    assertPrints(3, north.nextBesidesWaiting("Ann"));
    closeNorth();
    south.sell("Bob", "counter");
    if (south.nextUnlessStuck("Bob") instanceof Waiting(Stance _, StackTraceElement[] where)) {
      throw failure("a seller was killed, and now everybody waits for one who is no more", where);
    }
    south.outcome("Bob");
  }

  @Test
  @Order(8)
  @DisplayName("A ticket that could not be printed is not sold")
  @Detects(WRONG_RESULT)
  void whatIsNotPrintedIsNotSold() throws Exception {
    tickets(3);
    north.open("counter", ledger);
    north.sellWithAJam("Ann", "counter");
    assertPrints(3, north.nextBesidesWaiting("Ann"));
    north.outcome("Ann");
    assertEquals(3, number(Files.readString(ledger)), "tickets left after a paper jam, of three");
  }

  @Test
  @Order(9)
  @DisplayName("A paper jam is told to whoever wanted the ticket")
  @Detects(LOST_FAILURE)
  void aJamIsTold() throws Exception {
    tickets(3);
    north.open("counter", ledger);
    north.sellWithAJam("Ann", "counter");
    assertPrints(3, north.nextBesidesWaiting("Ann"));
    Event outcome = north.outcome("Ann");
    if (!(outcome instanceof Failed(String what, StackTraceElement[] _))
        || !what.equals(new IllegalStateException(Clerk.PAPER_JAM).toString())) {
      throw new AssertionError("the printer threw, and sell() did not pass it on: " + outcome);
    }
  }

  @Test
  @Order(10)
  @DisplayName("After a paper jam, others can sell")
  @Detects(LOCK_LEAK)
  void aJamKeepsNobodyOut() throws Exception {
    tickets(5);
    north.open("counter", ledger);
    south.open("counter", ledger);
    north.sellWithAJam("Ann", "counter");
    north.outcome("Ann");
    assertSellsAtOnce(south, "Bob", "a paper jam in another program");
    assertSellsAtOnce(north, "Amy", "a paper jam in another thread");
  }

  @Test
  @Order(11)
  @DisplayName("After a look at an empty ledger, others can sell")
  @Detects(LOCK_LEAK)
  void beingSoldOutKeepsNobodyOut() throws Exception {
    tickets(0);
    north.open("counter", ledger);
    south.open("counter", ledger);
    assertEquals(new SoldOut(), north.sellNow("Ann", "counter"));
    tickets(5);
    assertSellsAtOnce(south, "Bob", "another program has found none left");
    assertSellsAtOnce(north, "Amy", "another thread has found none left");
    south.count("Bob", "counter");
    south.outcome("Bob");
    assertSellsAtOnce(north, "Ann", "another program has counted the tickets");
  }

  @Test
  @Order(12)
  @DisplayName("After a delivery of new tickets, a branch that was sold out sells again")
  @Detects(STALE_READ)
  void soldOutIsNotForGood() throws Exception {
    tickets(0);
    north.open("counter", ledger);
    assertEquals(new SoldOut(), north.sellNow("Ann", "counter"));
    tickets(4);
    assertSold(4, north.sellNow("Ann", "counter"));
  }

  private void assertSellsAtOnce(Branch branch, String seller, String after) throws Exception {
    branch.sell(seller, "counter");
    switch (branch.nextUnlessStuck(seller)) {
      case Waiting(Stance _, StackTraceElement[] where) ->
          throw failure("after " + after + ", nobody sells, and still a seller has to wait", where);
      case Failed(String what, StackTraceElement[] where) ->
          throw failure("after " + after + ", nobody sells, and a seller throws " + what, where);
      case Printing _, Sold _, SoldOut _, Left _ -> branch.outcome(seller);
    }
  }

  // --- two programs

  /**
   * What happens when programs meet.
   *
   * @param ofBob what Bob does first, while Ann in another program prints
   * @param locked which files are locked before Bob begins
   * @param lockedWithBob which files are locked when Bob has gone as far as he can
   * @param ofCarol what Carol does first, in Ann's program, while Bob prints
   * @param sold the tickets sold by all three, of three
   */
  private record Meeting(
      Event ofBob,
      Set<Path> locked,
      Set<Path> lockedWithBob,
      @Nullable Event ofCarol,
      List<Integer> sold) {

    boolean bobGetsIn() {
      return ofBob instanceof Printing;
    }
  }

  private Meeting meet() throws Exception {
    if (meeting != null) {
      return meeting;
    }
    tickets(3);
    north.open("counter", ledger);
    south.open("counter", ledger);
    north.sellAndHold("Ann", "counter");
    assertPrints(3, north.nextBesidesWaiting("Ann"));
    Set<Path> locked = lockedFiles();
    south.sellAndHold("Bob", "counter");
    Event ofBob = duringALongSale(south, "Bob");
    Set<Path> lockedWithBob = lockedFiles();
    if (!(ofBob instanceof Waiting)) {
      meeting = new Meeting(ofBob, locked, lockedWithBob, null, List.of());
      return meeting;
    }
    north.goOn("Ann");
    List<Integer> sold = new ArrayList<>();
    north.outcome("Ann").soldTicket().ifPresent(sold::add);
    Event ofCarol = null;
    if (south.nextBesidesWaiting("Bob") instanceof Printing) {
      north.sell("Carol", "counter");
      ofCarol = north.next("Carol");
      south.goOn("Bob");
      south.outcome("Bob").soldTicket().ifPresent(sold::add);
      north.outcome("Carol").soldTicket().ifPresent(sold::add);
    }
    meeting = new Meeting(ofBob, locked, lockedWithBob, ofCarol, sold);
    return meeting;
  }

  @Test
  @Order(13)
  @DisplayName("A seller who finds the ledger in use does not throw")
  @Detects(UNCAUGHT_EXCEPTION)
  void aBusyLedgerIsNoError() throws Exception {
    if (meet().ofBob instanceof Failed(String what, StackTraceElement[] where)) {
      throw failure("while another program sells, a counter throws " + what, where);
    }
  }

  @Test
  @Order(14)
  @DisplayName("A ledger in use is not taken for an empty one")
  @Detects(EARLY_END)
  void aBusyLedgerIsNotSoldOut() throws Exception {
    if (meet().ofBob instanceof SoldOut) {
      throw new AssertionError(
          "while another program sells one of three tickets, a counter says that none is left");
    }
  }

  @Test
  @Order(15)
  @DisplayName("What keeps sellers apart works between programs, not only between threads")
  @Detects(PROCESS_LOCAL_LOCK)
  void theLockIsNotAProgramsOwn() throws Exception {
    if (meet().bobGetsIn() && !mentionsFileLocks()) {
      throw gotIn("; a lock of a program's own memory is not seen by other programs");
    }
  }

  @Test
  @Order(16)
  @DisplayName("The file lock is still there while the ticket is printed")
  @Detects(UNGUARDED_ACCESS)
  void theLockLastsToTheEnd() throws Exception {
    if (meet().bobGetsIn() && meet().locked.isEmpty()) {
      throw gotIn(
          "; the code takes a file lock, but no file is locked any more at this point. (Closing any"
              + " handle on a file can give up all the locks that the program has on it; and a lock"
              + " on a file that has been deleted keeps nobody out.)");
    }
  }

  @Test
  @Order(17)
  @DisplayName("All programs lock the same file")
  @Detects(WRONG_LOCK)
  void allLockTheSameFile() throws Exception {
    if (meet().bobGetsIn() && !meet().locked.equals(meet().lockedWithBob)) {
      throw gotIn(
          "; one holds a lock on "
              + names(meet().locked)
              + ", and with the other the locks are on "
              + names(meet().lockedWithBob));
    }
  }

  @Test
  @Order(18)
  @DisplayName("While a ticket is printed, no other program sells")
  @Detects(LOST_UPDATE)
  void programsWait() throws Exception {
    if (meet().bobGetsIn()) {
      throw gotIn(", though a file is locked (" + names(meet().locked) + ")");
    }
  }

  @Test
  @Order(19)
  @DisplayName("Who has waited holds the lock that newcomers meet")
  @Detects(WRONG_LOCK)
  void newcomersMeetTheSameLock() throws Exception {
    if (meet().ofCarol instanceof Printing(int _, StackTraceElement[] where)) {
      throw failure(
          "a seller waited for the lock and got it, and yet a third one sells at the same time: do"
              + " both hold a lock on the same file, or has one been put in the place of the"
              + " other?",
          where);
    }
  }

  @Test
  @Order(20)
  @DisplayName("Three sellers in two programs sell three different tickets")
  @Detects(LOST_UPDATE)
  void everyTicketIsSoldOnce() throws Exception {
    Meeting met = meet();
    if (met.ofBob instanceof Waiting) {
      assertEquals(Set.of(1, 2, 3), new HashSet<>(met.sold), "the tickets sold, of three");
    }
  }

  @Test
  @Order(21)
  @DisplayName("A seller who waits leaves the processor to others")
  @Detects(BUSY_WAIT)
  void waitingIsNotWork() throws Exception {
    if (meet().ofBob instanceof Waiting(Stance stance, StackTraceElement[] where)
        && stance == Stance.SPINNING) {
      throw failure("a seller who waits for another program runs in circles", where);
    }
  }

  @Test
  @Order(22)
  @DisplayName("A second counter that waits does not undo the lock of the first")
  @Detects(UNGUARDED_ACCESS)
  void waitingUndoesNoLock() throws Exception {
    tickets(5);
    north.open("first counter", ledger);
    north.open("second counter", ledger);
    south.open("counter", ledger);
    north.sellAndHold("Ann", "first counter");
    assertPrints(5, north.nextBesidesWaiting("Ann"));
    north.sell("Amy", "second counter");
    north.next("Amy");
    north.count("Abe", "second counter");
    north.next("Abe");
    south.sell("Bob", "counter");
    if (south.next("Bob") instanceof Printing(int _, StackTraceElement[] where)) {
      throw failure(
          "while a ticket is printed, and another counter of that program waits its turn, a counter"
              + " in another program sells. (Closing any handle on a file can give up all the locks"
              + " that the program has on it.)",
          where);
    }
    north.goOn("Ann");
    north.outcome("Ann");
    north.outcome("Amy");
    north.outcome("Abe");
    south.outcome("Bob");
  }

  @Test
  @Order(23)
  @DisplayName("Counting waits for a sale that is going on, in whatever program")
  @Detects(TORN_WRITE)
  void countingWaits() throws Exception {
    tickets(3);
    north.open("counter", ledger);
    south.open("counter", ledger);
    north.sellAndHold("Ann", "counter");
    assertPrints(3, north.nextBesidesWaiting("Ann"));
    south.count("Bob", "counter");
    Event ofBob = south.next("Bob");
    north.count("Amy", "counter");
    Event ofAmy = north.next("Amy");
    north.goOn("Ann");
    north.outcome("Ann");
    for (Event event : List.of(ofBob, ofAmy)) {
      if (!(event instanceof Waiting)) {
        throw new AssertionError(
            "left() does not wait for the sale that is going on, but comes with: "
                + event
                + "; a moment later it could have met a ledger half written");
      }
    }
    assertEquals(new Left(2), south.outcome("Bob"));
    assertEquals(new Left(2), north.outcome("Amy"));
  }

  // --- interrupts

  @Test
  @Order(24)
  @DisplayName("After a seller was interrupted who waited, the next sale does not throw")
  @Detects(UNCAUGHT_EXCEPTION)
  void anInterruptSpoilsNothing() throws Exception {
    interruptAWaitingSeller();
    for (Branch branch : List.of(north, south)) {
      branch.sell("Abe", "counter");
      if (branch.nextUnlessStuck("Abe") instanceof Failed(String what, StackTraceElement[] where)) {
        throw failure(
            "a seller was interrupted while it waited, and the next one throws " + what, where);
      }
    }
  }

  @Test
  @Order(25)
  @DisplayName("After a seller was interrupted who waited, others can sell")
  @Detects(LOCK_LEAK)
  void anInterruptKeepsNobodyOut() throws Exception {
    interruptAWaitingSeller();
    assertSellsAtOnce(north, "Abe", "a seller of this program was interrupted");
    assertSellsAtOnce(south, "Bob", "a seller of another program was interrupted");
  }

  /** Whether the wait ends or goes on is the answer's affair; in the end nobody sells any more. */
  private void interruptAWaitingSeller() throws Exception {
    tickets(9);
    north.open("counter", ledger);
    south.open("counter", ledger);
    south.sellAndHold("Ann", "counter");
    assertPrints(9, south.nextBesidesWaiting("Ann"));
    north.sell("Amy", "counter");
    if (north.next("Amy") instanceof Waiting) {
      north.interrupt("Amy");
      north.next("Amy");
    }
    south.goOn("Ann");
    south.outcome("Ann");
    north.outcome("Amy");
  }

  @Test
  @Order(26)
  @DisplayName("Selling opens no more files than it closes")
  @Detects(RESOURCE_LEAK)
  void whatIsOpenedIsClosed() throws Exception {
    tickets(1000);
    north.open("counter", ledger);
    for (int i = 0; i < 5; i++) { // until all is loaded that is loaded once
      north.sellNow("Ann", "counter");
    }
    int open = north.openFiles();
    assumeTrue(open >= 0, "this system does not tell how many files a program has open");
    int leaks = 0;
    for (int round = 0; round < 10; round++) {
      for (int i = 0; i < 10; i++) {
        north.sellNow("Ann", "counter");
      }
      int now = north.openFiles();
      leaks += now - open >= 10 ? 1 : 0;
      open = now; // the garbage collector may close in one round what was left open in others
    }
    if (leaks >= 3) {
      throw new AssertionError("every ten sales leave ten files open, or more");
    }
  }

  @Test
  @Order(27)
  @DisplayName("Six counters in two programs sell every ticket once")
  @Detects(LOST_UPDATE)
  void aBusyEvening() throws Exception {
    int all = 100;
    tickets(all);
    Map<String, Branch> sellers = new HashMap<>();
    for (Branch branch : List.of(north, south)) {
      branch.open("one counter", ledger);
      branch.open("another counter", ledger);
      for (int i = 0; i < 3; i++) {
        String seller = branch.name + " seller " + i;
        sellers.put(seller, branch);
        branch.sellOut(seller, i == 0 ? "one counter" : "another counter");
      }
    }
    List<Integer> sold = new ArrayList<>();
    for (Map.Entry<String, Branch> entry : sellers.entrySet()) {
      Branch branch = entry.getValue();
      Event event = branch.next(entry.getKey());
      while (event instanceof Sold(int ticket) && sold.size() <= all) {
        sold.add(ticket);
        event = branch.next(entry.getKey());
      }
      assertEquals(
          new SoldOut(), event, "what is said at the end, after " + sold.size() + " sales");
    }
    assertEquals(IntStream.rangeClosed(1, all).boxed().toList(), sold.stream().sorted().toList());
    assertEquals(0, number(Files.readString(ledger)), "tickets left in the ledger");
  }

  // --- what is asked

  private void tickets(int left) throws IOException {
    Files.writeString(ledger, left + "\n");
  }

  private static int number(String content) {
    try {
      return Integer.parseInt(content.strip());
    } catch (NumberFormatException e) {
      throw new AssertionError("the ledger holds no number, but \"" + content + "\"");
    }
  }

  private static void assertSold(int ticket, Event event) {
    if (event instanceof Failed(String what, StackTraceElement[] where)) {
      throw failure("a counter with nobody beside it throws " + what, where);
    }
    assertEquals(new Sold(ticket), event);
  }

  private static void assertPrints(int ticket, Event event) {
    if (event instanceof Failed(String what, StackTraceElement[] where)) {
      throw failure("a counter with nobody beside it throws " + what, where);
    }
    if (!(event instanceof Printing printing) || printing.ticket != ticket) {
      throw new AssertionError(
          "a counter with nobody beside it should print ticket " + ticket + ", but: " + event);
    }
  }

  private static void assertWaits(String who, Event event) {
    switch (event) {
      case Waiting _ -> {}
      case Printing(int ticket, StackTraceElement[] where) ->
          throw failure(
              "while ticket 3 is printed, " + who + " sells ticket " + ticket + " of 3", where);
      case Failed(String what, StackTraceElement[] where) ->
          throw failure("while a ticket is printed, " + who + " throws " + what, where);
      case Sold _, SoldOut _, Left _ ->
          throw new AssertionError(
              "while a ticket is printed, " + who + " does not wait, but: " + event);
    }
  }

  private AssertionError gotIn(String why) throws Exception {
    Printing printing = (Printing) meet().ofBob;
    return failure(
        "while one program prints ticket 3, another one prints ticket " + printing.ticket + why,
        printing.where);
  }

  private static AssertionError failure(String what, StackTraceElement[] where) {
    var there = new Throwable("the counter's thread");
    there.setStackTrace(where);
    return new AssertionError(what, there);
  }

  private String names(Set<Path> files) {
    return files.isEmpty()
        ? "nothing"
        : files.stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  /**
   * Returns which files beside the ledger, or in the programs' working folders, somebody has
   * locked. This JVM runs no answer, so that opening and closing a file here gives up no lock.
   */
  private Set<Path> lockedFiles() throws IOException {
    Set<Path> locked = new TreeSet<>();
    for (Path place : List.of(folder, town)) {
      try (Stream<Path> files = Files.walk(place)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
              FileLock lock = channel.tryLock()) {
            if (lock == null) {
              locked.add(place.relativize(file));
            }
          } catch (IOException gone) {
            // Somebody has deleted it meanwhile, so nobody holds its lock for long.
          }
        }
      }
    }
    return locked;
  }

  /** Returns whether the answer's classes speak of file locks, to tell two causes apart. */
  private static boolean mentionsFileLocks() throws IOException, URISyntaxException {
    Path root =
        Path.of(TicketOffice.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path own = root.resolve(TicketOffice.class.getPackageName().replace('.', '/'));
    try (Stream<Path> files = Files.list(own)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        for (var entry : ClassFile.of().parse(file).constantPool()) {
          if (entry instanceof ClassEntry type
                  && type.asInternalName().equals("java/nio/channels/FileLock")
              || entry instanceof MemberRefEntry member
                  && member.owner().asInternalName().startsWith("java/nio/channels/")
                  && member.name().stringValue().matches("lock|tryLock")) {
            return true;
          }
        }
      }
    }
    return false;
  }

  // --- what a branch reports

  private sealed interface Event {
    default OptionalInt soldTicket() {
      return this instanceof Sold(int number) ? OptionalInt.of(number) : OptionalInt.empty();
    }
  }

  private record Printing(int ticket, StackTraceElement[] where) implements Event {
    @Override
    public String toString() {
      return "it prints ticket " + ticket;
    }
  }

  private record Waiting(Stance stance, StackTraceElement[] where) implements Event {
    @Override
    public String toString() {
      return "it waits";
    }
  }

  private record Sold(int ticket) implements Event {
    @Override
    public String toString() {
      return "it has sold ticket " + ticket;
    }
  }

  private record SoldOut() implements Event {
    @Override
    public String toString() {
      return "it says that none is left";
    }
  }

  private record Left(int tickets) implements Event {
    @Override
    public String toString() {
      return "it says that " + tickets + " are left";
    }
  }

  private record Failed(String what, StackTraceElement[] where) implements Event {
    @Override
    public String toString() {
      return "it throws " + what;
    }
  }

  /** A program of the box office, as the test sees it. */
  private static final class Branch {
    /** How often a seller has to be found waiting, with nobody to wait for; about 2 s. */
    private static final int WAITING_FOR_GOOD = 40;

    private final String name;
    private final ChildJvm jvm;
    private final Map<String, Deque<Event>> unread = new HashMap<>();
    private final Map<String, Event> outcomes = new HashMap<>();
    private final Set<String> busy = new HashSet<>();

    Branch(String name) throws IOException {
      this.name = name;
      this.jvm =
          ChildJvm.startIn(
              Files.createDirectories(town.resolve(name)), Clerk.class, TicketOffice.class);
    }

    void open(String counter, Path ledger) {
      jvm.tell("open\t" + counter + "\t" + ledger);
    }

    /** Begins a sale whose printer works at once. */
    void sell(String seller, String counter) {
      begin("sell", seller, counter);
    }

    /** Begins a sale whose printer takes until {@link #goOn}. */
    void sellAndHold(String seller, String counter) {
      begin("hold", seller, counter);
    }

    /** Begins a sale whose printer fails. */
    void sellWithAJam(String seller, String counter) {
      begin("jam", seller, counter);
    }

    /** Begins to sell until there is nothing more to sell. */
    void sellOut(String seller, String counter) {
      begin("sellout", seller, counter);
    }

    void count(String seller, String counter) {
      begin("count", seller, counter);
    }

    void interrupt(String seller) {
      jvm.tell("interrupt\t" + seller);
    }

    void goOn(String seller) {
      jvm.tell("goon\t" + seller);
    }

    private void begin(String what, String seller, String counter) {
      busy.add(seller);
      outcomes.remove(seller);
      jvm.tell(what + "\t" + seller + "\t" + counter);
    }

    /** Sells with nobody beside, and returns what comes of it. */
    Event sellNow(String seller, String counter) throws InterruptedException {
      sell(seller, counter);
      return outcome(seller);
    }

    int openFiles() throws InterruptedException {
      jvm.tell("files");
      return Integer.parseInt(jvm.hear());
    }

    /** Waits for what a seller does next. */
    Event next(String seller) throws InterruptedException {
      Deque<Event> own = unread.computeIfAbsent(seller, _ -> new ArrayDeque<>());
      while (own.isEmpty()) {
        String[] words = jvm.hear().split("\t", -1);
        Event event = parse(words);
        unread.computeIfAbsent(words[0], _ -> new ArrayDeque<>()).add(event);
        if (!(event instanceof Printing || event instanceof Waiting)) {
          outcomes.put(words[0], event);
          busy.remove(words[0]);
        }
      }
      return own.remove();
    }

    /** Waits for what a seller does next, besides waiting. */
    Event nextBesidesWaiting(String seller) throws InterruptedException {
      Event event = next(seller);
      while (event instanceof Waiting) {
        event = next(seller);
      }
      return event;
    }

    /** Waits for what a seller does next who has nobody to wait for, or until it waits for good. */
    Event nextUnlessStuck(String seller) throws InterruptedException {
      Event event = next(seller);
      for (int i = 0; i < WAITING_FOR_GOOD && event instanceof Waiting; i++) {
        event = next(seller);
      }
      return event;
    }

    /** Waits until a seller has done, and returns what came of it, as often as it is asked. */
    Event outcome(String seller) throws InterruptedException {
      while (!outcomes.containsKey(seller)) {
        next(seller);
      }
      unread.getOrDefault(seller, new ArrayDeque<>()).clear();
      return outcomes.get(seller);
    }

    boolean isBusy() {
      return !busy.isEmpty() || !jvm.isAlive();
    }

    void close() throws InterruptedException {
      jvm.close();
    }

    private static Event parse(String[] words) {
      return switch (words[1]) {
        case "printing" -> new Printing(Integer.parseInt(words[2]), frames(words[3]));
        case "waiting" -> new Waiting(Stance.valueOf(words[2]), frames(words[3]));
        case "sold" -> new Sold(Integer.parseInt(words[2]));
        case "soldout" -> new SoldOut();
        case "left" -> new Left(Integer.parseInt(words[2]));
        case "failed" -> new Failed(words[2], frames(words[3]));
        default -> throw new IllegalArgumentException(String.join(" ", words));
      };
    }

    private static StackTraceElement[] frames(String written) {
      return Stream.of(written.split(";"))
          .filter(s -> !s.isEmpty())
          .map(s -> s.split(","))
          .map(s -> new StackTraceElement(s[0], s[1], s[2], Integer.parseInt(s[3])))
          .toArray(StackTraceElement[]::new);
    }
  }

  /** The main class of a branch: runs the answer in a program of its own. */
  static final class Clerk {
    static final String PAPER_JAM = "paper jam";

    private final ParentLine parent = ParentLine.open();
    private final Map<String, TicketOffice> counters = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final Map<String, Thread> sellers = new HashMap<>(); // confined to the main thread

    private Clerk() {}

    public static void main(String[] args) {
      new Clerk().serve();
    }

    private void serve() {
      while (true) {
        String[] words = parent.hear().split("\t");
        switch (words[0]) {
          case "open" -> counters.put(words[1], new TicketOffice(Path.of(words[2])));
          case "goon" -> held.remove(words[1]).countDown();
          case "interrupt" -> sellers.get(words[1]).interrupt();
          case "files" -> parent.tell(String.valueOf(openFiles()));
          default -> new Sale(words[0], words[1], counters.get(words[2])).begin();
        }
      }
    }

    private static long openFiles() {
      return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
          ? unix.getOpenFileDescriptorCount()
          : -1;
    }

    /** One seller's thread, and another that watches it. */
    private final class Sale {
      private final String what;
      private final String seller;
      private final TicketOffice office;
      private boolean beforePrinting = true; // guarded by this; false also when the sale is over

      Sale(String what, String seller, TicketOffice office) {
        this.what = what;
        this.seller = seller;
        this.office = office;
      }

      void begin() {
        if (what.equals("hold")) {
          held.put(seller, new CountDownLatch(1));
        }
        Thread thread = Thread.ofPlatform().name(seller).daemon().start(this::run);
        sellers.put(seller, thread);
        if (!what.equals("sellout")) {
          Thread.ofPlatform().name(seller + "-watch").daemon().start(() -> watch(thread));
        }
      }

      private void run() {
        try {
          if (what.equals("count")) {
            int left = office.left();
            endWatch();
            parent.tell(seller + "\tleft\t" + left);
            return;
          }
          OptionalInt sold;
          do {
            sold = office.sell(this::print);
            endWatch();
            parent.tell(
                sold.isPresent() ? seller + "\tsold\t" + sold.getAsInt() : seller + "\tsoldout");
          } while (what.equals("sellout") && sold.isPresent());
        } catch (Throwable failure) {
          endWatch();
          parent.tell(
              seller
                  + "\tfailed\t"
                  + failure.toString().replace('\t', ' ')
                  + "\t"
                  + frames(failure.getStackTrace()));
        }
      }

      private void print(int ticket) {
        endWatch();
        if (what.equals("sellout")) {
          return;
        }
        parent.tell(
            seller + "\tprinting\t" + ticket + "\t" + frames(new Throwable().getStackTrace()));
        if (what.equals("jam")) {
          throw new IllegalStateException(PAPER_JAM);
        }
        CountDownLatch latch = held.get(seller);
        if (latch != null) {
          awaitUninterruptibly(latch);
        }
      }

      /** Tells the parent that the seller waits, again and again as long as it does. */
      private void watch(Thread thread) {
        try {
          for (Stance stance = ThreadWatch.settle(thread);
              stance != Stance.ENDED && tellIfBeforePrinting(thread, stance);
              stance = ThreadWatch.settle(thread)) {}
        } catch (InterruptedException e) {
          throw new AssertionError("nobody interrupts a watch", e);
        }
      }

      private synchronized boolean tellIfBeforePrinting(Thread thread, Stance stance) {
        if (beforePrinting) {
          String where = frames(thread.getStackTrace());
          parent.tell(seller + "\twaiting\t" + stance + "\t" + where);
        }
        return beforePrinting;
      }

      private synchronized void endWatch() {
        beforePrinting = false;
      }

      private static String frames(StackTraceElement[] stack) {
        return Arrays.stream(stack)
            .filter(f -> f.getClassName().startsWith("workbook.") && f.getFileName() != null)
            .map(f ->
                String.join(
                    ",",
                    f.getClassName(),
                    f.getMethodName(),
                    f.getFileName(),
                    String.valueOf(f.getLineNumber())))
            .collect(Collectors.joining(";"));
      }

      private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
          try {
            latch.await();
            return;
          } catch (InterruptedException e) {
            // Nobody may cut the printing short.
          }
        }
      }
    }
  }
}
