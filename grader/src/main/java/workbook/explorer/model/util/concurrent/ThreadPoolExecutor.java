package workbook.explorer.model.util.concurrent;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import workbook.explorer.model.lang.Thread;
import workbook.explorer.runtime.Op;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.runtime.SimThread;
import workbook.explorer.trace.Step.Kind;

/**
 * Models {@link java.util.concurrent.ThreadPoolExecutor}: to hand in a task is one step, and so is
 * a worker's taking the next. The pool and its queue are one object to meet at.
 *
 * <p>A task that throws (after {@code execute}, not {@code submit}) kills its worker, and another
 * takes over. What it threw goes to the thread's or the default handler for uncaught exceptions;
 * where there is none the explorer reports it, as for any thread, although the real JVM would only
 * print it and go on: a scenario that means to go on sets a handler.
 *
 * <p>Idle threads above the core size live on for as long as any other thread can go on, and end
 * then. Queues of the learner's own making are refused.
 */
@SuppressWarnings("ReferenceEquality") // it is about the very same worker
public class ThreadPoolExecutor extends AbstractExecutorService {
  private static final RejectedExecutionHandler ABORT = new AbortPolicy();

  enum Phase {
    RUNNING,
    SHUTDOWN,
    STOP,
    TERMINATED;

    boolean atLeast(Phase other) {
      return compareTo(other) >= 0;
    }
  }

  private final Shared pool = Sim.shared("ThreadPoolExecutor");
  private final Shared figures = Sim.shared("figures of ThreadPoolExecutor");
  private final OneLockQueue<Runnable> queue;
  private final BlockingQueue<Runnable> shownQueue;
  private final boolean handsOff;

  /** Whether somebody wants to know when the last worker has ended. */
  private final boolean tellsEnd;

  private final List<Worker> workers = new ArrayList<>();
  private final Deque<Worker> idle = new ArrayDeque<>();
  private final IdentityHashMap<Runnable, Shared> given = new IdentityHashMap<>();
  private Phase phase = Phase.RUNNING;
  private ThreadFactory factory;
  private RejectedExecutionHandler handler;
  private int core;
  private int max;
  private long keepAlive;
  private boolean coreTimesOut;
  private int resized;
  private int largest;
  private long completed;

  public ThreadPoolExecutor(
      int core, int max, long keepAlive, TimeUnit unit, BlockingQueue<Runnable> queue) {
    this(core, max, keepAlive, unit, queue, Executors.defaultThreadFactory(), ABORT);
  }

  public ThreadPoolExecutor(
      int core,
      int max,
      long keepAlive,
      TimeUnit unit,
      BlockingQueue<Runnable> queue,
      ThreadFactory factory) {
    this(core, max, keepAlive, unit, queue, factory, ABORT);
  }

  public ThreadPoolExecutor(
      int core,
      int max,
      long keepAlive,
      TimeUnit unit,
      BlockingQueue<Runnable> queue,
      RejectedExecutionHandler handler) {
    this(core, max, keepAlive, unit, queue, Executors.defaultThreadFactory(), handler);
  }

  @SuppressWarnings("this-escape") // only its class is looked at
  public ThreadPoolExecutor(
      int core,
      int max,
      long keepAlive,
      TimeUnit unit,
      BlockingQueue<Runnable> queue,
      ThreadFactory factory,
      RejectedExecutionHandler handler) {
    if (core < 0 || max <= 0 || max < core || keepAlive < 0) {
      throw new IllegalArgumentException();
    }
    this.core = core;
    this.max = max;
    this.keepAlive = unit.toNanos(keepAlive);
    this.factory = requireNonNull(factory);
    this.handler = requireNonNull(handler);
    this.shownQueue = requireNonNull(queue);
    boolean own = queue.getClass().getClassLoader() == ThreadPoolExecutor.class.getClassLoader();
    this.handsOff = own && queue instanceof SynchronousQueue;
    if (own && queue instanceof OneLockQueue<Runnable> known) {
      this.queue = known;
      known.joinTo(pool);
    } else {
      if (!handsOff) {
        Sim.notModelled(
            "java.util.concurrent.ThreadPoolExecutor with a queue of type "
                + queue.getClass().getName());
      }
      this.queue = new HandOff<>();
    }
    this.tellsEnd = overrides("terminated");
  }

  private boolean overrides(String method) {
    for (Class<?> c = getClass();
        c != ThreadPoolExecutor.class;
        c = requireNonNull(c.getSuperclass())) {
      for (Method m : c.getDeclaredMethods()) {
        if (m.getName().equals(method) && m.getParameterCount() == 0) {
          return true;
        }
      }
    }
    return false;
  }

  // ------------------------------------------------------------------------------- handing in

  @Override
  public void execute(Runnable task) {
    requireNonNull(task);
    change("hands a task to");
    if (phase == Phase.RUNNING) {
      if (workers.size() < core) {
        give(task);
        if (start(task)) {
          return;
        }
        change("hands a task to");
      }
      if (enqueue(task)) {
        if (workers.isEmpty()) {
          start(null);
        }
        return;
      }
      if (workers.size() < max) {
        give(task);
        if (start(task)) {
          return;
        }
      }
    }
    reject(task);
  }

  final void change(String what) {
    Sim.step(pool, Kind.UPDATE, what);
  }

  final void look(String what) {
    Sim.look(pool, Kind.READ, what);
  }

  final void reject(Runnable task) {
    handler.rejectedExecution(task, this);
  }

  /** What came before handing in a task happens before the task. */
  final void give(Runnable task) {
    Sim.release(given.computeIfAbsent(task, t -> Sim.shared("task")));
  }

  private void taken(Runnable task) {
    Shared by = given.get(task);
    Sim.acquire(by == null ? pool : by);
  }

  private boolean enqueue(Runnable task) {
    if (phase != Phase.RUNNING) {
      return false;
    }
    if (handsOff) {
      Worker next = idle.pollLast();
      if (next == null) {
        return false;
      }
      give(task);
      next.first = task;
      return true;
    }
    if (!queue.hasRoom()) {
      return false;
    }
    give(task);
    queue.items().add(task);
    if (task instanceof FutureTask<?> future) {
      future.owedBy(threads());
    }
    return true;
  }

  private List<SimThread> threads() {
    List<SimThread> all = new ArrayList<>();
    for (Worker w : workers) {
      if (w.sim != null) {
        all.add(w.sim);
      }
    }
    return all;
  }

  /** Starts a worker; the step before has found that there is room for it. */
  final boolean start(@Nullable Runnable task) {
    Worker w = new Worker(task);
    workers.add(w);
    largest = Math.max(largest, workers.size());
    boolean started = false;
    try {
      Thread t = factory.newThread(w);
      if (t != null) {
        w.thread = t;
        t.start();
        started = true;
      }
    } finally {
      if (!started) {
        change("gets no thread for");
        workers.remove(w);
      }
    }
    return started;
  }

  final Phase phase() {
    return phase;
  }

  final OneLockQueue<Runnable> tasks() {
    return queue;
  }

  /** Makes sure that there is somebody who will take what was put into the queue; within a step. */
  final void ensureWorker() {
    if (workers.size() < core || workers.isEmpty()) {
      start(null);
    }
  }

  /** How long until the first task is due; negative where tasks are never early. */
  long untilDue() {
    return -1;
  }

  // ---------------------------------------------------------------------------------- workers

  private final class Worker implements Runnable {
    private @Nullable Runnable first;
    private @Nullable Thread thread;
    private @Nullable SimThread sim;
    private boolean busy;
    private boolean left;
    private final boolean bornWithTask;

    Worker(@Nullable Runnable first) {
      this.first = first;
      this.bornWithTask = first != null;
    }

    private boolean done() {
      return left || (sim != null && sim.done());
    }

    private boolean started() {
      return left || sim != null;
    }

    @Override
    public void run() {
      sim = Sim.me();
      Runnable task = first;
      first = null;
      busy = bornWithTask;
      boolean abruptly = true;
      try {
        if (task != null) {
          taken(task);
        }
        while (task != null || (task = next()) != null) {
          Thread me = requireNonNull(thread);
          busy = true;
          if (phase.atLeast(Phase.STOP)) {
            Sim.me().interrupted(true);
          } else {
            Sim.clearInterrupt();
          }
          beforeExecute(me, task);
          try {
            task.run();
          } catch (Throwable e) {
            Sim.passOn(e);
            afterExecute(task, e);
            throw e;
          }
          afterExecute(task, null);
          task = null;
          ended();
          Sim.taskDone();
        }
        abruptly = false;
      } finally {
        leave(abruptly);
      }
    }

    private void gone() {
      workers.remove(this);
      left = true;
      Sim.release(pool);
    }

    private void ended() {
      Sim.tells(figures, "has done a task:");
      busy = false;
      completed++;
    }

    private void leave(boolean abruptly) {
      if (abruptly) {
        change("dies in");
        busy = false;
        completed++;
        gone();
        if (!phase.atLeast(Phase.STOP)
            && (phase == Phase.RUNNING || !queue.items().isEmpty())
            && (workers.size() < core
                || (workers.isEmpty() && !queue.items().isEmpty())
                || core == 0)) {
          start(null);
        }
        return;
      }
      if (tellsEnd) {
        if (!left) {
          change("leaves");
          gone();
        }
        terminateIfOver();
      } else if (!left) {
        Sim.tells(figures, "leaves");
      }
    }

    private @Nullable Runnable next() {
      return handsOff ? nextHandedOver() : nextQueued();
    }

    private boolean timed() {
      return coreTimesOut || workers.size() > core;
    }

    private @Nullable Runnable nextHandedOver() {
      change("waits for a task of");
      if (phase != Phase.RUNNING) {
        Sim.unchanged(pool);
        return null;
      }
      idle.addLast(this);
      Op.Outcome outcome =
          Sim.awaitPatiently(
              pool,
              Kind.UPDATE,
              "takes a task from",
              () -> first != null || phase != Phase.RUNNING,
              timed() ? keepAlive : -1);
      idle.remove(this);
      Runnable task = first;
      first = null;
      if (task != null) {
        busy = true;
        taken(task);
      } else if (outcome == Op.Outcome.TIMED_OUT) {
        gone();
      } else {
        Sim.unchanged(pool);
      }
      return task;
    }

    private boolean canTake() {
      return !phase.atLeast(Phase.STOP) && queue.hasItem();
    }

    private boolean mustLeave() {
      return phase.atLeast(Phase.STOP)
          || (phase == Phase.SHUTDOWN && queue.items().isEmpty())
          || workers.size() > max;
    }

    private @Nullable Runnable nextQueued() {
      while (true) {
        long due = untilDue();
        Object head = due < 0 ? null : queue.items().peek();
        int sizes = resized;
        boolean idles = due < 0 && timed();
        var ready =
            (java.util.function.BooleanSupplier)
                () ->
                    canTake()
                        || mustLeave()
                        || sizes != resized
                        || queue.items().peek() != head && untilDue() >= 0;
        Op.Outcome outcome =
            idles
                ? Sim.awaitPatiently(pool, Kind.UPDATE, "takes a task from", ready, keepAlive)
                : Sim.await(pool, Kind.UPDATE, "takes a task from", ready, false, due);
        if (canTake()) {
          Runnable task = queue.items().remove();
          busy = true;
          taken(task);
          return task;
        }
        if (mustLeave()) {
          if (phase == Phase.RUNNING) {
            gone();
          } else {
            Sim.unchanged(pool);
          }
          return null;
        }
        if (idles && outcome == Op.Outcome.TIMED_OUT && timed()) {
          gone();
          return null;
        }
        Sim.unchanged(pool);
      }
    }
  }

  /** Called by a worker before a task; does nothing. */
  protected void beforeExecute(Thread worker, Runnable task) {}

  /** Called by a worker after a task, with what it threw or null; does nothing. */
  protected void afterExecute(Runnable task, @Nullable Throwable thrown) {}

  /** Called when the pool has terminated; does nothing. */
  protected void terminated() {}

  // ------------------------------------------------------------------------------ termination

  @Override
  public void shutdown() {
    change("shuts down");
    if (phase == Phase.RUNNING) {
      phase = Phase.SHUTDOWN;
      onShutdown();
    }
    terminateIfOver();
  }

  /** Called within the step of {@link #shutdown}. */
  void onShutdown() {}

  @Override
  public List<Runnable> shutdownNow() {
    change("stops");
    if (!phase.atLeast(Phase.STOP)) {
      phase = Phase.STOP;
    }
    List<Runnable> never = new ArrayList<>(queue.items());
    queue.items().clear();
    for (Worker w : List.copyOf(workers)) {
      if (w.busy && w.thread != null) {
        w.thread.interrupt();
      }
    }
    terminateIfOver();
    return never;
  }

  private void terminateIfOver() {
    if (tellsEnd && over() && phase != Phase.TERMINATED) {
      phase = Phase.TERMINATED;
      try {
        terminated();
      } finally {
        change("has terminated");
        hookDone = true;
      }
    }
  }

  private boolean hookDone;

  private boolean over() {
    return phase != Phase.RUNNING && workers.isEmpty() && queue.items().isEmpty();
  }

  @Override
  public boolean isShutdown() {
    look("asks whether it is shut down:");
    Sim.value(phase != Phase.RUNNING);
    return phase != Phase.RUNNING;
  }

  @Override
  public boolean isTerminated() {
    look("asks whether it has terminated:");
    if (phase == Phase.RUNNING || (tellsEnd && !hookDone)) {
      return false;
    }
    for (Worker w : List.copyOf(workers)) {
      SimThread t = w.sim;
      if (t == null) {
        return false;
      }
      Sim.look(t.life(), Kind.READ, "asks whether " + t.name() + " has ended:");
      if (!t.done()) {
        return false;
      }
      Sim.acquire(t.life());
    }
    return phase != Phase.RUNNING;
  }

  public boolean isTerminating() {
    return isShutdown() && !isTerminated();
  }

  @Override
  public boolean awaitTermination(long time, TimeUnit unit) throws InterruptedException {
    return awaitEnd(Math.max(0, unit.toNanos(time)));
  }

  /** Waits for the shutting down, and then for the end of one worker after the other. */
  private boolean awaitEnd(long nanos) throws InterruptedException {
    long start = Sim.nanos();
    if (!waited(
        Sim.awaitToLook(
            pool,
            Kind.JOIN,
            "waits for the end of",
            () ->
                phase != Phase.RUNNING
                    && workers.stream().allMatch(Worker::started)
                    && (!tellsEnd || hookDone),
            true,
            nanos))) {
      return false;
    }
    Sim.acquire(pool);
    List<SimThread> known = new ArrayList<>();
    for (SimThread t = another(known); t != null; t = another(known)) {
      known.add(t);
      long left = nanos < 0 ? -1 : Math.max(0, nanos - (Sim.nanos() - start));
      if (!waited(
          Sim.awaitToLook(
              t.life(), Kind.JOIN, "waits for the end of " + t.name(), t::done, true, left))) {
        return false;
      }
      Sim.acquire(t.life());
    }
    return true;
  }

  /** A worker not yet known: a dying one may have added another. */
  private @Nullable SimThread another(List<SimThread> known) {
    for (SimThread t : threads()) {
      if (!known.contains(t)) {
        return t;
      }
    }
    return null;
  }

  private static boolean waited(Op.Outcome outcome) throws InterruptedException {
    if (outcome == Op.Outcome.INTERRUPTED) {
      Sim.throwIfInterrupted();
    }
    return outcome == Op.Outcome.READY;
  }

  // ------------------------------------------------------------------------- settings, figures

  public void setThreadFactory(ThreadFactory to) {
    factory = requireNonNull(to);
  }

  public ThreadFactory getThreadFactory() {
    return factory;
  }

  public void setRejectedExecutionHandler(RejectedExecutionHandler to) {
    handler = requireNonNull(to);
  }

  public RejectedExecutionHandler getRejectedExecutionHandler() {
    return handler;
  }

  public void setCorePoolSize(int to) {
    if (to < 0 || max < to) {
      throw new IllegalArgumentException();
    }
    change("resizes");
    int more = to - core;
    core = to;
    resized++;
    for (int i = Math.min(more, queue.items().size()); i > 0 && workers.size() < core; i--) {
      start(null);
    }
  }

  public int getCorePoolSize() {
    return core;
  }

  public void setMaximumPoolSize(int to) {
    if (to <= 0 || to < core) {
      throw new IllegalArgumentException();
    }
    change("resizes");
    max = to;
    resized++;
  }

  public int getMaximumPoolSize() {
    return max;
  }

  public boolean prestartCoreThread() {
    change("starts a worker of");
    return phase == Phase.RUNNING && workers.size() < core && start(null);
  }

  public int prestartAllCoreThreads() {
    int n = 0;
    while (prestartCoreThread()) {
      n++;
    }
    return n;
  }

  public boolean allowsCoreThreadTimeOut() {
    return coreTimesOut;
  }

  public void allowCoreThreadTimeOut(boolean on) {
    if (on && keepAlive <= 0) {
      throw new IllegalArgumentException("Core threads must have nonzero keep alive times");
    }
    change("resizes");
    coreTimesOut = on;
    resized++;
  }

  public void setKeepAliveTime(long time, TimeUnit unit) {
    if (time < 0) {
      throw new IllegalArgumentException();
    }
    if (time == 0 && coreTimesOut) {
      throw new IllegalArgumentException("Core threads must have nonzero keep alive times");
    }
    change("resizes");
    keepAlive = unit.toNanos(time);
    resized++;
  }

  public long getKeepAliveTime(TimeUnit unit) {
    return unit.convert(keepAlive, TimeUnit.NANOSECONDS);
  }

  public BlockingQueue<Runnable> getQueue() {
    return shownQueue;
  }

  public boolean remove(Runnable task) {
    change("removes a task from");
    boolean there = queue.items().remove(task);
    if (!there) {
      Sim.unchanged(pool);
    }
    terminateIfOver();
    return there;
  }

  public void purge() {
    change("purges");
    List<Runnable> all = new ArrayList<>(queue.items());
    for (Runnable task : all) {
      if (task instanceof Future<?> f && f.isCancelled()) {
        remove(task);
      }
    }
  }

  private int size() {
    int n = 0;
    for (Worker w : workers) {
      n += w.done() ? 0 : 1;
    }
    return n;
  }

  private int active() {
    int n = 0;
    for (Worker w : workers) {
      n += w.busy ? 1 : 0;
    }
    return n;
  }

  private void lookAtFigures(String what) {
    look(what);
    Sim.observes(figures);
    Sim.look(figures, Kind.READ, "looks at");
  }

  private static int told(int value) {
    Sim.value(value);
    return value;
  }

  public int getPoolSize() {
    lookAtFigures("asks for the size of");
    return told(size());
  }

  public int getActiveCount() {
    lookAtFigures("asks for the active threads of");
    return told(active());
  }

  public int getLargestPoolSize() {
    look("asks for the largest size of");
    return told(largest);
  }

  public long getTaskCount() {
    lookAtFigures("asks for the tasks of");
    return told((int) completed + active() + queue.items().size());
  }

  public long getCompletedTaskCount() {
    lookAtFigures("asks for the completed tasks of");
    return told((int) completed);
  }

  @Override
  public String toString() {
    if (Sim.active()) {
      lookAtFigures("prints");
    }
    int size = size();
    String now = phase == Phase.RUNNING ? "Running" : size == 0 ? "Terminated" : "Shutting down";
    return Tasks.name(this)
        + "["
        + now
        + ", pool size = "
        + size
        + ", active threads = "
        + active()
        + ", queued tasks = "
        + queue.items().size()
        + ", completed tasks = "
        + completed
        + "]";
  }

  // --------------------------------------------------------------------------------- policies

  /** Models {@link java.util.concurrent.ThreadPoolExecutor.CallerRunsPolicy}. */
  public static class CallerRunsPolicy implements RejectedExecutionHandler {
    public CallerRunsPolicy() {}

    @Override
    public void rejectedExecution(Runnable task, ThreadPoolExecutor pool) {
      if (!pool.isShutdown()) {
        task.run();
      }
    }
  }

  /** Models {@link java.util.concurrent.ThreadPoolExecutor.AbortPolicy}. */
  public static class AbortPolicy implements RejectedExecutionHandler {
    public AbortPolicy() {}

    @Override
    public void rejectedExecution(Runnable task, ThreadPoolExecutor pool) {
      throw new RejectedExecutionException(
          "Task "
              + (task instanceof FutureTask<?> ? task : Tasks.name(task))
              + " rejected from "
              + pool);
    }
  }

  /** Models {@link java.util.concurrent.ThreadPoolExecutor.DiscardPolicy}. */
  public static class DiscardPolicy implements RejectedExecutionHandler {
    public DiscardPolicy() {}

    @Override
    public void rejectedExecution(Runnable task, ThreadPoolExecutor pool) {}
  }

  /** Models {@link java.util.concurrent.ThreadPoolExecutor.DiscardOldestPolicy}. */
  public static class DiscardOldestPolicy implements RejectedExecutionHandler {
    public DiscardOldestPolicy() {}

    @Override
    public void rejectedExecution(Runnable task, ThreadPoolExecutor pool) {
      if (!pool.isShutdown()) {
        pool.change("discards the oldest task of");
        pool.tasks().items().poll();
        pool.execute(task);
      }
    }
  }
}
