package workbook.grader.stress;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.infra.runners.TestList;
import workbook.grader.stress.OutcomeRow.Expectation;
import workbook.grader.stress.Runners.NoRunnerException;

/**
 * The main class of the JVM under stress.
 *
 * <p>It reads an order from standard input, answers on standard output, and gives the code under
 * test neither of them. One thread runs the tests, the main thread watches that they get on, and
 * whichever of them has the last word halts the JVM: threads that hang cannot hold it up.
 */
final class StressMain {

  /** What the names of the grader's own threads begin with. */
  static final String OWN_THREADS = "stress-";

  private static final long WATCH_NANOS = 20_000_000;
  private static final int LOOK_FOR_DEADLOCK_MILLIS = 100;

  /** An actor that has been told to end, and is running, has this long to see it. */
  private static final int STALE_MILLIS = 1_500;

  /** An actor that waits for a core can see nothing; this much of one it must have had. */
  private static final int STALE_CPU_MILLIS = 500;

  private final Order order;
  private final OutputStream channel;
  private final Wire wire;
  private final Tail output = new Tail();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile @Nullable Trial current;
  private volatile String currentTest = "";
  private volatile @Nullable Throwable uncaught;

  /** Given up to make room for the last message when the code under test took all the memory. */
  @SuppressWarnings("UnusedVariable")
  private byte @Nullable [] reserve = new byte[1 << 20];

  private StressMain(Order order, OutputStream channel) {
    this.order = order;
    this.channel = channel;
    this.wire = new Wire(order.token());
  }

  /** Runs what the first line of standard input orders. */
  public static void main(String[] args) throws IOException {
    OutputStream channel = new FileOutputStream(FileDescriptor.out);
    BufferedReader orders =
        new BufferedReader(
            new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8));
    String first = orders.readLine();
    if (first == null) {
      throw new IllegalStateException("nothing was ordered");
    }
    StressMain main = new StressMain(Wire.decodeOrder(first), channel);
    PrintStream printed = new PrintStream(main.output, true, StandardCharsets.UTF_8);
    System.setOut(printed);
    System.setErr(printed);
    System.setIn(InputStream.nullInputStream());
    main.start(orders);
  }

  private void start(BufferedReader orders) {
    Thread.setDefaultUncaughtExceptionHandler((_, thrown) -> {
      if (uncaught == null) {
        uncaught = thrown;
      }
    });
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name(OWN_THREADS + "exit").unstarted(this::tellExit));
    Thread.ofPlatform().daemon().name(OWN_THREADS + "orders").start(() -> obey(orders));
    if (order.mode().isEmpty()) {
      Thread.ofPlatform().daemon().name(OWN_THREADS + "driver").start(this::drive);
    } else {
      Thread.ofPlatform().daemon().name(OWN_THREADS + "driver").start(this::driveWhole);
    }
    watch();
  }

  private void drive() {
    try {
      Cores cores = Cores.find();
      for (String name : selected()) {
        if (!measure(name, cores)) {
          break;
        }
      }
      endWith(new Message.Finished());
    } catch (NoRunnerException | RuntimeException e) {
      endWith(new Message.Unable(String.valueOf(e.getMessage()), Thrown.of(e)));
    } catch (Throwable e) {
      reserve = null;
      endWith(new Message.Unable("the stress runner failed", Thrown.of(e)));
    }
  }

  private void driveWhole() {
    try {
      for (Message message : new WholeRun(order.mode(), selected(), output).run()) {
        say(message);
      }
      endWith(new Message.Finished());
    } catch (Throwable e) {
      endWith(new Message.Unable("jcstress failed", Thrown.of(e)));
    }
  }

  /** Runs one test, and says whether another one may follow. */
  private boolean measure(String name, Cores cores) throws NoRunnerException {
    output.clear();
    uncaught = null;
    Trial trial = new Trial(TestList.getInfo(name), order.budget(), cores, () -> uncaught);
    currentTest = name;
    current = trial;
    say(new Message.Started(name, trial.table("").description()));
    try {
      trial.run();
    } catch (NoRunnerException e) {
      throw e;
    } catch (Throwable e) {
      reserve = null;
      Message.Broke.Reason reason =
          mismatch(e) ? Message.Broke.Reason.MISMATCH : Message.Broke.Reason.THREW;
      endWith(new Message.Broke(reason, name, Thrown.of(e), output.text()));
    }
    current = null;
    TestTable table = trial.table(output.text());
    say(new Message.Measured(table));
    return table.outcomes().stream()
        .allMatch(row ->
            row.expect() == Expectation.ACCEPTABLE
                || row.expect() == Expectation.ACCEPTABLE_INTERESTING);
  }

  /**
   * Says whether an error means that the tests were compiled against other signatures, rather than
   * that a static initialiser of the code under test failed.
   */
  private static boolean mismatch(Throwable thrown) {
    return switch (thrown) {
      case ExceptionInInitializerError _ -> false;
      case NoClassDefFoundError error ->
          !(error.getCause() instanceof ExceptionInInitializerError)
              && !String.valueOf(error.getMessage()).startsWith("Could not initialize class");
      case LinkageError _ -> true;
      default -> false;
    };
  }

  private List<String> selected() {
    if (TestList.class.getResource(TestList.LIST) == null) {
      throw new IllegalStateException("there is no list of stress tests on the class path");
    }
    TreeSet<String> known = new TreeSet<>(TestList.tests());
    if (known.isEmpty()) {
      throw new IllegalStateException("the list of stress tests is empty");
    }
    for (String wanted : order.tests()) {
      if (!known.contains(wanted)) {
        throw new IllegalStateException("no stress test is called " + wanted + ", but " + known);
      }
    }
    return order.tests().isEmpty() ? List.copyOf(known) : order.tests();
  }

  // --- The watchdog -----------------------------------------------------------------------------

  private void watch() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    Progress last = null;
    long since = System.nanoTime();
    long cpuSince = 0;
    while (true) {
      LockSupport.parkNanos(WATCH_NANOS);
      Trial trial = current;
      if (trial == null) {
        last = null;
        continue;
      }
      Progress now = Progress.of(trial, threads);
      if (!now.equals(last)) {
        last = now;
        since = System.nanoTime();
        cpuSince = system.getProcessCpuTime();
        continue;
      }
      long still = (System.nanoTime() - since) / 1_000_000;
      long cpu = (system.getProcessCpuTime() - cpuSince) / 1_000_000;
      try {
        judgeStandstill(trial, threads, still, cpu);
      } catch (OutOfMemoryError e) {
        reserve = null;
        endWith(
            new Message.Broke(
                Message.Broke.Reason.THREW, currentTest, Thrown.of(e), output.text()));
      }
    }
  }

  private void judgeStandstill(Trial trial, ThreadMXBean threads, long still, long cpu) {
    if (still >= LOOK_FOR_DEADLOCK_MILLIS && threads.findDeadlockedThreads() != null) {
      endWith(stuck("a deadlock"));
    }
    if (trial.terminating() && still >= STALE_MILLIS && signalled()) {
      // A blocked actor takes no time at all, a running one must have had its chance.
      if (cpu >= STALE_CPU_MILLIS || !actorRuns()) {
        trial.record(Trial.STALE);
        endWith(new Message.Stale(trial.table(output.text()), ThreadDump.take()));
      }
    }
    boolean starved = actorRuns() && cpu < still / 5;
    if (still >= order.budget().hangMillis() * (starved ? 4L : 1L)) {
      endWith(
          stuck(
              String.format(
                  Locale.ROOT, "no actor came to its end for %.1f seconds", still / 1000.0)));
    }
  }

  /** Says whether the runner of a termination test waits for its actor, having told it to end. */
  private static boolean signalled() {
    for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
      if (entry.getKey().getName().equals(OWN_THREADS + "driver")) {
        StackTraceElement[] stack = entry.getValue();
        for (int i = 0; i + 1 < stack.length; i++) {
          if (stack[i].getMethodName().equals("join")
              && stack[i].getClassName().equals(Thread.class.getName())
              && stack[i + 1].getClassName().endsWith("_jcstress")) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean actorRuns() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.getName().startsWith(OWN_THREADS))
        .filter(thread -> !"system".equals(groupOf(thread)))
        .filter(thread -> !thread.getName().equals("main"))
        .anyMatch(thread -> thread.getState() == Thread.State.RUNNABLE);
  }

  private static String groupOf(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    return group == null ? "" : group.getName();
  }

  private Message stuck(String message) {
    return new Message.Stuck(currentTest, message, ThreadDump.take(), output.text());
  }

  /**
   * What changes while a test gets on. jcstress starts new threads all the time, also where it
   * reports nothing for seconds.
   */
  private record Progress(int steps, int threads) {
    static Progress of(Trial trial, ThreadMXBean bean) {
      return new Progress(trial.steps(), Arrays.hashCode(bean.getAllThreadIds()));
    }
  }

  // --- Ends -------------------------------------------------------------------------------------

  /** Waits for orders; without a parent to give them there is no reason to go on. */
  private void obey(BufferedReader orders) {
    try {
      String line = orders.readLine();
      if (Wire.DUMP.equals(line)) {
        endWith(stuck("no end within the time allowed"));
      }
    } catch (IOException e) {
      // As good as the end of the stream.
    }
    Runtime.getRuntime().halt(1);
  }

  /** Tells which code asked for the end of the JVM: its thread waits for this one. */
  private void tellExit() {
    if (ended.get()) {
      return;
    }
    List<Frame> frames =
        Thread.getAllStackTraces().values().stream()
            .filter(stack ->
                Arrays.stream(stack)
                    .anyMatch(frame ->
                        frame.getClassName().equals(Runtime.class.getName())
                            && frame.getMethodName().equals("exit")))
            .findFirst()
            .map(stack -> Arrays.stream(stack).map(Frame::of).toList())
            .orElse(List.of());
    say(new Message.Exiting(currentTest, frames, output.text()));
  }

  private void endWith(Message message) {
    if (ended.compareAndSet(false, true)) {
      say(message);
      Runtime.getRuntime().halt(0);
    }
    while (true) {
      LockSupport.park();
    }
  }

  private void say(Message message) {
    try {
      wire.send(channel, message);
    } catch (IOException e) {
      // Nobody listens.
      Runtime.getRuntime().halt(1);
    }
  }
}
