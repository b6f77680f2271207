package workbook.explorer.model.lang;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import workbook.explorer.model.util.concurrent.ThreadFactory;
import workbook.explorer.runtime.Identity;
import workbook.explorer.runtime.Op;
import workbook.explorer.runtime.Sim;
import workbook.explorer.runtime.SimThread;
import workbook.explorer.trace.Step;

/** Models {@link java.lang.Thread}; a simulated thread is started for it. */
@SuppressWarnings({
  "AvoidCommonTypeNames",
  "JavaLangClash",
  "NamedLikeContextualKeyword",
  "ReferenceEquality"
})
public class Thread extends Identity implements Runnable {
  public static final int MIN_PRIORITY = 1;
  public static final int NORM_PRIORITY = 5;
  public static final int MAX_PRIORITY = 10;

  /** Models {@link java.lang.Thread.UncaughtExceptionHandler}. */
  @FunctionalInterface
  public interface UncaughtExceptionHandler {
    void uncaughtException(Thread t, Throwable e);
  }

  private final @Nullable Runnable target;
  private Map<Object, @Nullable Object> inherited = Map.of();
  private String name;
  private boolean daemon;
  private final boolean virtual;
  private int priority = NORM_PRIORITY;
  private @Nullable SimThread started;
  private boolean interruptedBeforeStart;
  private @Nullable UncaughtExceptionHandler handler;

  public Thread() {
    this(null, null, false, false);
  }

  public Thread(@Nullable Runnable target) {
    this(target, null, false, false);
  }

  public Thread(String name) {
    this(null, requireNonNull(name), false, false);
  }

  public Thread(@Nullable Runnable target, String name) {
    this(target, requireNonNull(name), false, false);
  }

  Thread(@Nullable Runnable target, @Nullable String name, boolean daemon, boolean virtual) {
    this.target = target;
    this.daemon =
        daemon || virtual || (Sim.active() && Sim.me().face() instanceof Thread t && t.daemon);
    this.virtual = virtual;
    this.inherited = InheritableThreadLocal.inherited();
    this.name = name != null ? name : virtual ? "" : "Thread-" + Names.next();
  }

  /** Stands for a thread that was not started by the code under test. */
  private Thread(SimThread running) {
    this.target = null;
    this.name = running.name();
    this.virtual = false;
    this.started = running;
  }

  /** Counts threads without a name, anew in each schedule. */
  private static final class Names {
    private static @Nullable Object run;
    private static int count;

    static int next() {
      Object current = Sim.active() ? Sim.run() : null;
      if (run != current) {
        run = current;
        count = 0;
      }
      return count++;
    }
  }

  public static Thread currentThread() {
    return of(Sim.me());
  }

  /** The object that stands for a running thread; for models. */
  public static Thread of(SimThread running) {
    if (running.face() instanceof Thread t) {
      return t;
    }
    Thread t = new Thread(running);
    Sim.setFace(running, t);
    return t;
  }

  @Override
  public void run() {
    if (target != null) {
      target.run();
    }
  }

  public void start() {
    if (started != null) {
      throw new IllegalThreadStateException();
    }
    String shown = name.isEmpty() ? "virtual-" + Names.next() : name;
    SimThread[] self = new SimThread[1];
    started =
        Sim.start(
            shown,
            daemon,
            this,
            () -> {
              started = Sim.me();
              started.locals().putAll(inherited);
              self[0] = started;
              if (interruptedBeforeStart) {
                started.interrupted(true);
              }
              try {
                run();
              } catch (Exception e) {
                UncaughtExceptionHandler h = handler != null ? handler : Defaults.handler();
                if (h == null) {
                  throw e;
                }
                h.uncaughtException(this, e);
              }
            });
  }

  /** The handler for all threads, anew in each schedule. */
  private static final class Defaults {
    private static @Nullable Object run;
    private static @Nullable UncaughtExceptionHandler handler;

    static @Nullable UncaughtExceptionHandler handler() {
      return run == Sim.run() ? handler : null;
    }

    static void set(@Nullable UncaughtExceptionHandler to) {
      run = Sim.run();
      handler = to;
    }
  }

  public static void setDefaultUncaughtExceptionHandler(@Nullable UncaughtExceptionHandler to) {
    Defaults.set(to);
  }

  public static @Nullable UncaughtExceptionHandler getDefaultUncaughtExceptionHandler() {
    return Defaults.handler();
  }

  public void setUncaughtExceptionHandler(@Nullable UncaughtExceptionHandler to) {
    handler = to;
  }

  public @Nullable UncaughtExceptionHandler getUncaughtExceptionHandler() {
    return handler;
  }

  // ------------------------------------------------------------------------------------- join

  public final void join() throws InterruptedException {
    join(-1, "waits for the end of " + name);
  }

  public final void join(long millis) throws InterruptedException {
    if (millis < 0) {
      throw new IllegalArgumentException("timeout value is negative");
    }
    join(millis == 0 ? -1 : TimeUnit.MILLISECONDS.toNanos(millis), "waits for the end of " + name);
  }

  public final void join(long millis, int nanos) throws InterruptedException {
    join(nanos > 0 ? millis + 1 : millis);
  }

  public final boolean join(Duration duration) throws InterruptedException {
    if (started == null) {
      throw new IllegalThreadStateException("Thread not started");
    }
    return join(Math.max(0, duration.toNanos()), "waits for the end of " + name);
  }

  private boolean join(long nanos, String what) throws InterruptedException {
    SimThread other = started;
    Sim.throwIfInterrupted();
    if (other == null) {
      return true;
    }
    Op.Outcome outcome =
        Sim.awaitToLook(other.life(), Step.Kind.JOIN, what, other::done, true, nanos);
    return switch (outcome) {
      case READY -> {
        Sim.acquire(other.life());
        yield true;
      }
      case INTERRUPTED -> {
        Sim.throwIfInterrupted();
        yield false;
      }
      case TIMED_OUT, SPURIOUS -> false;
    };
  }

  // ------------------------------------------------------------------------------------ sleep

  public static void sleep(long millis) throws InterruptedException {
    if (millis < 0) {
      throw new IllegalArgumentException("timeout value is negative");
    }
    sleepNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  public static void sleep(long millis, int nanos) throws InterruptedException {
    sleepNanos(TimeUnit.MILLISECONDS.toNanos(millis) + nanos);
  }

  public static void sleep(Duration duration) throws InterruptedException {
    sleepNanos(Math.max(0, duration.toNanos()));
  }

  private static void sleepNanos(long nanos) throws InterruptedException {
    Sim.throwIfInterrupted();
    if (Sim.sleep(nanos, true) == Op.Outcome.INTERRUPTED) {
      Sim.throwIfInterrupted();
    }
  }

  public static void yield() {
    Sim.yieldNow();
  }

  public static void onSpinWait() {
    Sim.yieldNow();
  }

  // ------------------------------------------------------------------------------- interrupts

  public void interrupt() {
    SimThread other = started;
    if (other == null) {
      interruptedBeforeStart = true;
      return;
    }
    Sim.step(other.interrupts(), Step.Kind.INTERRUPT, "interrupts " + getName());
    other.interrupted(true);
  }

  public boolean isInterrupted() {
    SimThread other = started;
    if (other == null) {
      return interruptedBeforeStart;
    }
    Sim.look(other.interrupts(), Step.Kind.READ, "looks for an interrupt");
    return other.interrupted();
  }

  public static boolean interrupted() {
    SimThread me = Sim.me();
    Sim.step(me.interrupts(), Step.Kind.READ, "looks for an interrupt");
    if (!me.interrupted()) {
      Sim.unchanged(me.interrupts());
    }
    return Sim.clearInterrupt();
  }

  // ------------------------------------------------------------------------------- properties

  public final boolean isAlive() {
    SimThread other = started;
    if (other == null) {
      return false;
    }
    Sim.look(other.life(), Step.Kind.READ, "looks whether " + name + " is alive");
    if (other.done()) {
      Sim.acquire(other.life());
    }
    return !other.done();
  }

  public java.lang.Thread.State getState() {
    SimThread other = started;
    if (other == null) {
      return java.lang.Thread.State.NEW;
    }
    Sim.yieldNow(); // what it sees is not up to one object, so that a loop around it must give way
    Sim.effect();
    return other.state();
  }

  public final boolean isTerminated() {
    return started != null && !isAlive();
  }

  public final String getName() {
    return name;
  }

  public final void setName(String to) {
    name = requireNonNull(to);
    if (started != null) {
      started.name(to);
    }
  }

  public final boolean isDaemon() {
    return daemon;
  }

  public final void setDaemon(boolean on) {
    if (virtual && !on) {
      throw new IllegalArgumentException("'false' not legal for virtual threads");
    }
    if (started != null) {
      throw new IllegalThreadStateException();
    }
    daemon = on;
  }

  public final boolean isVirtual() {
    return virtual;
  }

  public final int getPriority() {
    return priority;
  }

  public final void setPriority(int to) {
    if (to < MIN_PRIORITY || to > MAX_PRIORITY) {
      throw new IllegalArgumentException();
    }
    priority = to;
  }

  public final long threadId() {
    return Sim.identity(this) + 100L;
  }

  public long getId() {
    return threadId();
  }

  public StackTraceElement[] getStackTrace() {
    return new StackTraceElement[0];
  }

  public static boolean holdsLock(Object o) {
    return Sim.holdsMonitor(o);
  }

  @Override
  public String toString() {
    return (virtual ? "VirtualThread[#" : "Thread[#") + threadId() + "," + name + "]";
  }

  // --------------------------------------------------------------------------------- builders

  public static Thread startVirtualThread(Runnable task) {
    Thread t = new Thread(requireNonNull(task), null, true, true);
    t.start();
    return t;
  }

  public static Builder.OfPlatform ofPlatform() {
    return new Making(false);
  }

  public static Builder.OfVirtual ofVirtual() {
    return new Making(true);
  }

  /** Models {@link java.lang.Thread.Builder}. */
  public interface Builder {
    Builder name(String name);

    Builder name(String prefix, long start);

    Builder inheritInheritableThreadLocals(boolean inherit);

    Builder uncaughtExceptionHandler(UncaughtExceptionHandler handler);

    Thread unstarted(Runnable task);

    Thread start(Runnable task);

    ThreadFactory factory();

    /** Models {@link java.lang.Thread.Builder.OfPlatform}. */
    interface OfPlatform extends Builder {
      @Override
      OfPlatform name(String name);

      @Override
      OfPlatform name(String prefix, long start);

      @Override
      OfPlatform inheritInheritableThreadLocals(boolean inherit);

      @Override
      OfPlatform uncaughtExceptionHandler(UncaughtExceptionHandler handler);

      OfPlatform daemon(boolean on);

      default OfPlatform daemon() {
        return daemon(true);
      }

      OfPlatform priority(int priority);
    }

    /** Models {@link java.lang.Thread.Builder.OfVirtual}. */
    interface OfVirtual extends Builder {
      @Override
      OfVirtual name(String name);

      @Override
      OfVirtual name(String prefix, long start);

      @Override
      OfVirtual inheritInheritableThreadLocals(boolean inherit);

      @Override
      OfVirtual uncaughtExceptionHandler(UncaughtExceptionHandler handler);
    }
  }

  private static final class Making implements Builder.OfPlatform, Builder.OfVirtual {
    private final boolean virtual;
    private @Nullable String name;
    private long counter = -1;
    private @Nullable Boolean daemon;
    private int priority = NORM_PRIORITY;
    private boolean inherits = true;
    private @Nullable UncaughtExceptionHandler handler;

    Making(boolean virtual) {
      this.virtual = virtual;
    }

    @Override
    public Making name(String to) {
      name = requireNonNull(to);
      counter = -1;
      return this;
    }

    @Override
    public Making name(String prefix, long start) {
      name = requireNonNull(prefix);
      counter = start;
      return this;
    }

    @Override
    public Making inheritInheritableThreadLocals(boolean inherit) {
      inherits = inherit;
      return this;
    }

    @Override
    public Making uncaughtExceptionHandler(UncaughtExceptionHandler to) {
      handler = to;
      return this;
    }

    @Override
    public Making daemon(boolean on) {
      daemon = on;
      return this;
    }

    @Override
    public Making priority(int to) {
      priority = to;
      return this;
    }

    @Override
    public Thread unstarted(Runnable task) {
      String given = name == null ? null : counter < 0 ? name : name + counter++;
      Thread t = new Thread(requireNonNull(task), given, false, virtual);
      if (daemon != null && !virtual) {
        t.daemon = daemon;
      }
      if (!inherits) {
        t.inherited = Map.of();
      }
      t.priority = priority;
      t.handler = handler;
      return t;
    }

    @Override
    public Thread start(Runnable task) {
      Thread t = unstarted(task);
      t.start();
      return t;
    }

    @Override
    public ThreadFactory factory() {
      Making copy = new Making(virtual);
      copy.name = name;
      copy.counter = counter;
      copy.daemon = daemon;
      copy.priority = priority;
      copy.inherits = inherits;
      copy.handler = handler;
      return copy::unstarted;
    }
  }
}
