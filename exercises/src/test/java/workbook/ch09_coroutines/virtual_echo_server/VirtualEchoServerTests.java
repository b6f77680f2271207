package workbook.ch09_coroutines.virtual_echo_server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static workbook.grader.cause.Misconception.BUSY_WAIT;
import static workbook.grader.cause.Misconception.CHECK_THEN_ACT;
import static workbook.grader.cause.Misconception.DEADLOCK;
import static workbook.grader.cause.Misconception.EARLY_END;
import static workbook.grader.cause.Misconception.ENDLESS_LOOP;
import static workbook.grader.cause.Misconception.OVER_SYNCHRONISED;
import static workbook.grader.cause.Misconception.RESOURCE_LEAK;
import static workbook.grader.cause.Misconception.SEQUENTIAL_IN_DISGUISE;
import static workbook.grader.cause.Misconception.STARVATION;
import static workbook.grader.cause.Misconception.THREAD_LEAK;
import static workbook.grader.cause.Misconception.UNBOUNDED;
import static workbook.grader.cause.Misconception.UNGUARDED_ACCESS;
import static workbook.grader.cause.Misconception.WRONG_RESULT;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.grader.cause.Detects;
import workbook.support.Crew;
import workbook.support.FirstFailureEnds;
import workbook.support.SlowMotion;
import workbook.support.Stillness;
import workbook.support.ThreadWatch;

/**
 * Visits the wall over real loopback connections, thousands of them.
 *
 * <p>Whether an echo will never come is told by a standstill and not by a time: nothing has come,
 * and no thread has done anything, for many looks in a row.
 *
 * <p>Ordered so that each mistake meets the test that names it first.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(FirstFailureEnds.class)
final class VirtualEchoServerTests {
  /** As many as "thousands" are, where the system lets a program have so many sockets. */
  private static final int THOUSANDS = 2_000;

  /** What the task allows. */
  private static final int PLATFORM_THREADS = 8;

  /** Enough to fill all that lies between two ends of which one does not listen. */
  private static final int MORE_THAN_FITS = 32 << 20;

  /** Two threads at the entrance, say, may each ask once more before they see that it is closed. */
  private static final int KNOCKS = 20;

  private static final Duration LONG_ENOUGH_TO_CLOSE = Duration.ofMillis(500);

  private final Crew crew = new Crew();
  private final List<Visitor> visitors = new ArrayList<>();
  private Entrance entrance;
  private EchoWall wall;
  private Set<Thread> threadsBefore;

  @BeforeEach
  void open() throws IOException {
    threadsBefore = Stillness.platformThreads();
    entrance = new Entrance();
    wall = new EchoWall(entrance);
    wall.open();
  }

  @AfterEach
  void closeAll() throws Exception {
    entrance.letAllIn();
    visitors.forEach(Visitor::goHome);
    entrance.close(); // in case the wall did not
    for (Socket accepted : entrance.accepted) {
      accepted.close();
    }
    crew.dismiss();
    closer().join(LONG_ENOUGH_TO_CLOSE); // how it closes is what the last tests look at
  }

  // --- one visitor, and two

  @Test
  @Order(0)
  @DisplayName("Visitors who say nothing keep no processor busy")
  @Detects(BUSY_WAIT)
  void silenceCostsNothing() throws Exception {
    for (int i = 0; i < 5; i++) {
      visitor();
      visitor().sends("half a li");
    }
    assertTrue(
        Stillness.comes(), "visitors say nothing, and still threads of the wall keep running");
  }

  @Test
  @Order(1)
  @DisplayName("When the wall is closed, nobody runs in circles at its entrance")
  @Detects(ENDLESS_LOOP)
  void nobodyRunsInCirclesAfterwards() throws Exception {
    Visitor ann = visitor();
    Stillness.reaches(() -> !entrance.accepted.isEmpty()); // the wall has come to work
    ann.leaves();
    Thread closer = closer();
    Stillness.reaches(() -> !closer.isAlive()); // whether it is, other tests ask
    boolean rests = Stillness.comes();
    if (!rests || entrance.knocks.get() > KNOCKS) {
      fail(
          "the wall is closed, and still one of its threads goes round in circles at its entrance");
    }
  }

  @Test
  @Order(2)
  @DisplayName("A visitor's line comes back as soon as it is complete, just as it was")
  @Detects(WRONG_RESULT)
  void answersLineByLine() throws Exception {
    Visitor ann = visitor();
    for (String line : List.of("hello", "", "  spaces  stay ", "Grüezi, 你好 🏔", "bye")) {
      ann.says(line);
      assertEquals(line, ann.hears());
    }
    ann.sends("three\nlines\nat once\n");
    assertEquals("three", ann.hears());
    assertEquals("lines", ann.hears());
    assertEquals("at once", ann.hears());
    ann.sends("one in ");
    ann.sends("two halves\n");
    assertEquals("one in two halves", ann.hears());
    ann.sends("whole\nand the beginning");
    assertEquals("whole", ann.hears());
    byte[] rest = " 书🏔\n".getBytes(UTF_8);
    for (byte one : rest) { // a character of several bytes may come in as many pieces
      ann.sends(new byte[] {one});
      Stillness.comes();
    }
    assertEquals("and the beginning 书🏔", ann.hears());
    String longOne = "holla-di-ö ".repeat(800);
    ann.says(longOne);
    assertEquals(longOne, ann.hears());
  }

  @Test
  @Order(3)
  @DisplayName("A visitor is answered while another one is there and says nothing")
  @Detects(SEQUENTIAL_IN_DISGUISE)
  void twoAtATime() throws Exception {
    Visitor silent = visitor();
    Visitor ann = visitor();
    ann.says("hello");
    assertEquals("hello", ann.hears());
    Stillness.comes();
    silent.says("at last");
    silent.hears(); // what it hears, the next test asks
  }

  @Test
  @Order(4)
  @DisplayName("No visitor hears what another one has begun to say")
  @Detects(UNGUARDED_ACCESS)
  void halvesAreNotMixedUp() throws Exception {
    Visitor ann = visitor();
    Visitor bob = visitor();
    ann.sends("I am ");
    Stillness.comes();
    bob.sends("my name is ");
    Stillness.comes();
    ann.sends("Ann\n");
    assertEquals("I am Ann", ann.hears());
    bob.sends("Bob\n");
    assertEquals("my name is Bob", bob.hears());
  }

  // --- many

  @Test
  @Order(5)
  @DisplayName("A hundred visitors do not take a hundred platform threads")
  @Detects(UNBOUNDED)
  void fewPlatformThreads() throws Exception {
    for (int i = 0; i < 100; i++) {
      visitor().sends("hello from the valley\nand");
    }
    // Those who wait in vain are another test's business; all that will be let in are, by then.
    Stillness.reaches(() -> visitors.stream().allMatch(Visitor::hasEcho));
    Set<Thread> own = Stillness.platformThreads();
    own.removeAll(threadsBefore);
    if (own.size() > PLATFORM_THREADS) {
      String some =
          own.stream().limit(3).map(t -> "'" + t.getName() + "'").collect(Collectors.joining(", "));
      fail(
          "for 100 visitors, the wall has started %d platform threads, such as %s; %d are allowed"
              .formatted(own.size(), some, PLATFORM_THREADS));
    }
  }

  @Test
  @Order(6)
  @DisplayName("Thousands can be there at the same time, and each of them is answered")
  @Detects(STARVATION)
  void thousands() throws Exception {
    int count = asManyAsMayCome();
    for (int i = 0; i < count; i++) {
      visitor();
      if (i % 100 == 99) { // however many the system lets wait at a door
        int here = i + 1;
        assertTrue(
            Stillness.reaches(() -> entrance.accepted.size() >= here),
            "of " + here + " visitors, only " + entrance.accepted.size() + " are let in");
      }
    }
    for (int i = count - 1; i >= 0; i -= 7) { // most of them say nothing, as most people do
      visitors.get(i).says("visitor " + i);
      visitors.get(i).hears();
    }
    assertTrue(
        Stillness.platformThreads().size() - threadsBefore.size() <= PLATFORM_THREADS,
        "for thousands of visitors, more platform threads than " + PLATFORM_THREADS);
  }

  private static int asManyAsMayCome() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      long free = unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount();
      return (int) Math.min(THOUSANDS, (free - 200) / 2);
    }
    return THOUSANDS;
  }

  @Test
  @Order(7)
  @DisplayName("No visitor hears what another one has said")
  @Detects(UNGUARDED_ACCESS)
  void nothingIsMixedUp() throws Exception {
    entrance.readSlowly = true;
    int lines = 100;
    var begin = new CountDownLatch(1);
    for (int v = 0; v < 6; v++) {
      Visitor one = visitor();
      String said = ("caller " + v + " ").repeat(20 + 30 * v);
      crew.start(
          "speaker " + v,
          () -> {
            begin.await();
            for (int i = 0; i < lines; i++) {
              one.says(said + i);
            }
          });
      crew.start(
          "listener " + v,
          () -> {
            for (int i = 0; i < lines; i++) {
              String heard = one.hears();
              if (!heard.equals(said + i)) {
                throw new AssertionError(
                    "a visitor said \"%s…\" and heard \"%s…\""
                        .formatted(start(said), start(heard)));
              }
            }
          });
    }
    begin.countDown();
    crew.join();
  }

  private static String start(String text) {
    return text.substring(0, Math.min(40, text.length()));
  }

  // --- those who leave

  @Test
  @Order(8)
  @DisplayName("A visitor who breaks off sends nobody else home")
  @Detects(EARLY_END)
  void whoeverBreaksOffStopsNobody() throws Exception {
    Visitor ann = visitor();
    ann.says("hello");
    assertEquals("hello", ann.hears());
    for (int i = 0; i < 10; i++) {
      visitor().breaksOff(); // at once
      Visitor silent = visitor();
      Visitor talker = visitor();
      talker.says("hello");
      talker.hears();
      talker.sends("half a li");
      silent.breaksOff();
      talker.breaksOff();
      visitor().leaves(); // without a word
    }
    Stillness.reaches(() -> entrance.accepted.size() == visitors.size());
    Stillness.comes();
    ann.says("are you still there?");
    assertEquals("are you still there?", ann.hears());
    Visitor bob = visitor();
    bob.says("and for me?");
    assertEquals("and for me?", bob.hears());
  }

  @Test
  @Order(9)
  @DisplayName("A visitor who has said all hears all of it, and then the end")
  @Detects(RESOURCE_LEAK)
  void theLastWordIsAnswered() throws Exception {
    Visitor ann = visitor();
    ann.sends("one\ntwo\nthree\n");
    ann.falls();
    assertEquals("one", ann.hears());
    assertEquals("two", ann.hears());
    assertEquals("three", ann.hears());
    if (!ann.hearsTheEnd()) {
      fail("a visitor has ended its side of the connection, and the wall does not close it");
    }
  }

  @Test
  @Order(10)
  @DisplayName("Whatever way a visitor leaves, its connection is closed")
  @Detects(RESOURCE_LEAK)
  void noConnectionIsLeftOpen() throws Exception {
    Visitor stays = visitor();
    stays.says("I stay");
    stays.hears();
    for (int i = 0; i < 5; i++) {
      visitor().breaksOff();
      visitor().leaves();
      Visitor talker = visitor();
      talker.says("hello");
      talker.hears();
      talker.breaksOff();
      Visitor half = visitor();
      half.sends("half a li");
      half.leaves();
    }
    Stillness.reaches(() -> entrance.accepted.size() == visitors.size() && entrance.open() == 1);
    assertEquals(
        1, entrance.open(), "connections that are open when all visitors but one have left");
  }

  @Test
  @Order(11)
  @DisplayName("Visitors who do not listen hold nobody up")
  @Detects(OVER_SYNCHRONISED)
  void whoeverDoesNotListenHoldsNobodyUp() throws Exception {
    for (int i = 0; i <= PLATFORM_THREADS; i++) {
      shouter();
    }
    Visitor ann = visitor();
    ann.says("hello");
    assertEquals("hello", ann.hears());
  }

  /** A visitor who sends until nothing more fits in, and never listens. */
  private Visitor shouter() throws Exception {
    Visitor shouter = visitor();
    byte[] lines = ("can you hear me, mountain? ".repeat(300) + "\n").getBytes(UTF_8);
    var sent = new AtomicLong();
    crew.start(
        "shouter",
        () -> {
          try {
            while (sent.get() < MORE_THAN_FITS) {
              shouter.sends(lines);
              sent.addAndGet(lines.length);
            }
          } catch (IOException sentHome) {
            // The wall is closed, or the test is over.
          }
        });
    for (int still = 0; still < 20; ) { // it is stuck, or would go on for ever
      long before = sent.get();
      Thread.sleep(10);
      still = sent.get() == before ? still + 1 : 0;
    }
    return shouter;
  }

  // --- the end

  @Test
  @Order(12)
  @DisplayName("Closing comes to an end, whatever visitors are doing")
  @Detects(DEADLOCK)
  void closingEnds() throws Exception {
    visitor();
    visitor().sends("half a li");
    shouter();
    Visitor ann = visitor();
    ann.says("hello");
    ann.hears();
    try {
      close();
      close();
    } catch (ConcurrentModificationException e) {
      // It came to an end, of a sort; the next test has more to say.
    }
  }

  @Test
  @Order(13)
  @DisplayName("Closing does not stumble over visitors who leave at the same time")
  @Detects(UNGUARDED_ACCESS)
  void closingWhileVisitorsLeave() throws Exception {
    for (int i = 0; i < 100; i++) {
      visitor().says("hello");
    }
    for (Visitor visitor : visitors) {
      visitor.hears();
    }
    entrance.waitForLeavers = true;
    try {
      close();
    } catch (ConcurrentModificationException e) {
      throw new AssertionError(
          "close() goes through the visitors while the thread of one changes their number", e);
    }
  }

  @Test
  @Order(14)
  @DisplayName("Closing closes the entrance, and every connection")
  @Detects(RESOURCE_LEAK)
  void closingSendsEverybodyHome() throws Exception {
    Visitor silent = visitor();
    Visitor stuck = visitor();
    stuck.sends("half a li");
    Visitor ann = visitor();
    ann.says("hello");
    assertEquals("hello", ann.hears());
    Visitor shouter = shouter();
    Stillness.reaches(() -> entrance.accepted.size() == 4);
    close();
    assertTrue(entrance.isClosed(), "the entrance is closed");
    Stillness.reaches(() -> entrance.open() == 0);
    assertEquals(0, entrance.open(), "connections that are open when the wall is closed");
    for (Visitor visitor : List.of(silent, stuck, ann)) {
      assertTrue(visitor.hearsTheEnd(), "a visitor hears the end when the wall is closed");
    }
    shouter.goHome();
  }

  @Test
  @Order(15)
  @DisplayName("Nobody slips in while the wall is being closed")
  @Detects(CHECK_THEN_ACT)
  void nobodySlipsIn() throws Exception {
    Visitor ann = visitor();
    ann.says("hello");
    assertEquals("hello", ann.hears());
    entrance.holdTheNext();
    Visitor late = visitor();
    Stillness.reaches(entrance::holdsOne); // through the door, and accept() has not returned yet
    Thread closer = closer();
    ThreadWatch.settle(closer); // it has closed the wall, or waits for whom the door still holds
    entrance.letAllIn();
    ThreadWatch.reaches(() -> !closer.isAlive(), List.of(closer));
    Stillness.reaches(() -> entrance.open() == 0);
    if (entrance.open() > 0) {
      fail(
          "a visitor was just stepping through the door when the wall was closed, and is still"
              + " inside: the connection is open");
    }
    assertTrue(late.hearsTheEnd(), "a visitor who was late hears the end");
  }

  @Test
  @Order(16)
  @DisplayName("However slowly it is done: visitors who come and go at once get in nobody's way")
  @Detects(UNGUARDED_ACCESS)
  void inSlowMotion() throws Exception {
    SlowMotion slow = SlowMotion.of(EchoWall.class);
    var door = new Entrance();
    Object slowWall = slow.make(new Class<?>[] {ServerSocket.class}, door);
    slow.method("open").invoke(slowWall);
    List<Visitor> some = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      some.add(new Visitor(door.getLocalSocketAddress()));
      some.getLast().says("hello " + i);
    }
    for (int i = 0; i < 30; i++) {
      assertEquals("hello " + i, some.get(i).hears());
    }
    for (int i = 0; i < 20; i++) {
      some.get(i).leaves();
    }
    Stillness.reaches(() -> door.open() == 10);
    slow.method("close").invoke(slowWall);
    Stillness.reaches(() -> door.open() == 0);
    some.forEach(Visitor::goHome);
    assertEquals(0, door.open(), "connections that are open when the wall is closed");
    slow.assertNoClash();
  }

  @Test
  @Order(17)
  @DisplayName("When the wall is closed, its threads end")
  @Detects(THREAD_LEAK)
  void noThreadIsLeft() throws Exception {
    for (int i = 0; i < 20; i++) {
      visitor().says("hello");
    }
    close();
    Stillness.reaches(() -> leftOver().isEmpty());
    if (!leftOver().isEmpty()) {
      fail(
          "the wall is closed, and still there is a thread of its own: "
              + leftOver().iterator().next().getName());
    }
  }

  private Set<Thread> leftOver() {
    Set<Thread> left = Stillness.platformThreads();
    left.removeAll(threadsBefore);
    left.removeIf(t -> t.getName().equals(CLOSER));
    return left;
  }

  private static final String CLOSER = "closer";
  private final AtomicReference<@Nullable Throwable> closingFailed = new AtomicReference<>();

  private Thread closer() {
    return crew.start(
        CLOSER,
        () -> {
          try {
            wall.close();
          } catch (Throwable t) {
            closingFailed.set(t);
          }
        });
  }

  private void close() throws Exception {
    Thread closer = closer();
    Stillness.reaches(() -> !closer.isAlive());
    if (closer.isAlive()) {
      throw new AssertionError("close() does not return", ThreadWatch.whereIs(closer));
    }
    switch (closingFailed.getAndSet(null)) {
      case null -> {}
      case Exception e -> throw e;
      case Throwable t -> throw new AssertionError(t);
    }
  }

  // --- the cast

  private Visitor visitor() throws IOException {
    visitors.add(new Visitor(entrance.getLocalSocketAddress()));
    return visitors.getLast();
  }

  /** The real entrance, with somebody beside it who counts and sometimes holds the door. */
  private static final class Entrance extends ServerSocket {
    final Queue<Guest> accepted = new ConcurrentLinkedQueue<>();
    volatile boolean waitForLeavers;
    volatile boolean readSlowly;
    private final AtomicInteger waitedFor = new AtomicInteger();

    /** How often somebody has asked for a visitor at the closed entrance. */
    final AtomicInteger knocks = new AtomicInteger();

    private final CountDownLatch open = new CountDownLatch(1);
    private volatile boolean hold;
    private volatile boolean holding;

    Entrance() throws IOException {
      super(0, THOUSANDS, InetAddress.getLoopbackAddress());
    }

    @Override
    public Socket accept() throws IOException {
      if (isClosed()) {
        knocks.incrementAndGet();
      }
      var guest = new Guest(this);
      implAccept(guest);
      accepted.add(guest);
      if (hold) {
        holding = true;
        awaitUninterruptibly(open);
      }
      return guest;
    }

    void holdTheNext() {
      hold = true;
    }

    boolean holdsOne() {
      return holding;
    }

    void letAllIn() {
      hold = false;
      open.countDown();
    }

    long open() {
      return accepted.stream().filter(s -> !s.isClosed()).count();
    }
  }

  /** The wall's end of a connection. */
  private static final class Guest extends Socket {
    private static final int LEAVERS = 3;
    private static final long LEAVING_NANOS = 200_000_000;

    private final Entrance entrance;

    Guest(Entrance entrance) {
      this.entrance = entrance;
    }

    /** What is read lies in the reader's hands for a while before it is told. */
    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
          int read = super.read(bytes, from, length);
          if (entrance.readSlowly) {
            LockSupport.parkNanos(500_000);
          }
          return read;
        }
      };
    }

    @Override
    public void close() throws IOException {
      super.close();
      if (entrance.waitForLeavers
          && Thread.currentThread().getName().equals(CLOSER)
          && entrance.waitedFor.incrementAndGet() <= LEAVERS) {
        // Gives its thread the time to learn of it and to leave. If it cannot leave before the
        // closing is over, that is as well.
        long end = System.nanoTime() + LEAVING_NANOS;
        while (System.nanoTime() - end < 0) {
          Thread.onSpinWait();
          Thread.yield();
        }
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

  /** Somebody who comes to the wall; the other end of a connection. */
  private static final class Visitor {
    private static final int LOOK_MILLIS = 50;

    private final Socket socket = new Socket();

    // By the one thread that listens.
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[4096];
    private int next;
    private int limit;

    Visitor(SocketAddress address) throws IOException {
      socket.setReceiveBufferSize(1 << 15);
      try {
        socket.connect(address, (int) Crew.PATIENCE.toMillis());
      } catch (ConnectException e) {
        throw new AssertionError("the wall has not been closed, and lets nobody in", e);
      }
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(LOOK_MILLIS);
    }

    void says(String line) throws IOException {
      sends(line + "\n");
    }

    void sends(String text) throws IOException {
      sends(text.getBytes(UTF_8));
    }

    void sends(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
    }

    boolean hasEcho() {
      try {
        return socket.getInputStream().available() > 0;
      } catch (IOException e) {
        return true; // it was sent home
      }
    }

    /** Returns the next line that comes back. */
    String hears() throws Exception {
      heard.reset();
      for (int b = read(); b != '\n'; b = read()) {
        switch (b) {
          case -1 ->
              throw new AssertionError("the wall closes the connection of a visitor who stays");
          case NOTHING ->
              throw new AssertionError(
                  heard.size() == 0
                      ? "a visitor has said a line, and no echo comes"
                      : "a visitor has said a line, and only a part of it comes back: "
                          + start(heard.toString(UTF_8)));
          default -> heard.write(b);
        }
      }
      return heard.toString(UTF_8);
    }

    /** Returns whether nothing more comes, for the connection is closed. */
    boolean hearsTheEnd() throws Exception {
      int b = read();
      while (b >= 0) {
        b = read();
      }
      return b == -1;
    }

    private static final int NOTHING = -2;

    /** Returns the next byte, -1 at the end, {@link #NOTHING} when there is a standstill. */
    private int read() throws Exception {
      Stillness stillness = null;
      while (next == limit) {
        try {
          next = 0;
          limit = 0;
          limit = socket.getInputStream().read(buffer);
          if (limit < 0) {
            limit = 0;
            return -1;
          }
        } catch (SocketTimeoutException e) {
          stillness = stillness == null ? new Stillness() : stillness;
          if (stillness.lasts()) {
            return NOTHING;
          }
        } catch (SocketException e) {
          return -1; // reset, which is an end as well
        }
      }
      return buffer[next++] & 0xff;
    }

    /** Ends its own side: it says nothing more, and listens. */
    void falls() throws IOException {
      socket.shutdownOutput();
    }

    void leaves() throws IOException {
      socket.close();
    }

    /** Ends the connection as a machine does that loses its power: by a reset. */
    void breaksOff() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    void goHome() {
      try {
        socket.close();
      } catch (IOException e) {
        // As good as closed.
      }
    }
  }
}
