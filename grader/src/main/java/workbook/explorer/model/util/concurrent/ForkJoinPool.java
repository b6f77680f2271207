package workbook.explorer.model.util.concurrent;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import workbook.explorer.model.lang.Thread;
import workbook.explorer.runtime.Op;
import workbook.explorer.runtime.PerRun;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.runtime.SimThread;
import workbook.explorer.trace.Step.Kind;

/**
 * Models {@link java.util.concurrent.ForkJoinPool} with one queue for all workers, from which each
 * takes its own latest task, or else the oldest of others. The machine has four processors,
 * whatever it runs on: the common pool has three workers.
 *
 * <p>What a task given to {@code execute} throws goes to a handler for uncaught exceptions; where
 * there is none the explorer reports it. To schedule tasks with it is refused.
 */
@SuppressWarnings("ReferenceEquality") // it is about the very same task
public class ForkJoinPool extends AbstractExecutorService {
  static final int PROCESSORS = 4;

  /** Models {@link java.util.concurrent.ForkJoinPool.ForkJoinWorkerThreadFactory}. */
  public interface ForkJoinWorkerThreadFactory {
    @Nullable ForkJoinWorkerThread newThread(ForkJoinPool pool);
  }

  /** Models {@link java.util.concurrent.ForkJoinPool.ManagedBlocker}. */
  public interface ManagedBlocker {
    boolean block() throws InterruptedException;

    boolean isReleasable();
  }

  private static final class Worker extends ForkJoinWorkerThread {
    Worker(ForkJoinPool pool) {
      super(pool);
    }
  }

  public static final ForkJoinWorkerThreadFactory defaultForkJoinWorkerThreadFactory = Worker::new;

  private static final PerRun<int[]> POOLS = new PerRun<>(() -> new int[1]);
  private static final PerRun<ForkJoinPool> COMMON =
      new PerRun<>(() ->
          new ForkJoinPool(
              PROCESSORS - 1,
              defaultForkJoinWorkerThreadFactory,
              null,
              false,
              "ForkJoinPool.commonPool-"));

  /** Something to do, who put it there, and what happened before. */
  private record Entry(ForkJoinTask<?> task, SimThread by, Shared handed) {}

  private final Shared pool = Sim.shared("ForkJoinPool");
  private final String prefix;
  private final ForkJoinWorkerThreadFactory factory;
  private final Thread.@Nullable UncaughtExceptionHandler handler;
  private final boolean async;
  private final int parallelism;
  private final List<Entry> queue = new ArrayList<>();
  private final List<SimThread> workers = new ArrayList<>();
  private int starting;
  private int blocked;
  private int names;
  private int busy;
  private boolean shutdown;
  private boolean stopped;
  private @Nullable ScheduledThreadPoolExecutor delays;

  public ForkJoinPool() {
    this(PROCESSORS);
  }

  public ForkJoinPool(int parallelism) {
    this(parallelism, defaultForkJoinWorkerThreadFactory, null, false);
  }

  public ForkJoinPool(
      int parallelism,
      ForkJoinWorkerThreadFactory factory,
      Thread.@Nullable UncaughtExceptionHandler handler,
      boolean async) {
    this(parallelism, factory, handler, async, "ForkJoinPool-" + ++POOLS.get()[0] + "-");
  }

  private ForkJoinPool(
      int parallelism,
      ForkJoinWorkerThreadFactory factory,
      Thread.@Nullable UncaughtExceptionHandler handler,
      boolean async,
      String prefix) {
    if (parallelism <= 0) {
      throw new IllegalArgumentException();
    }
    this.parallelism = parallelism;
    this.factory = requireNonNull(factory);
    this.handler = handler;
    this.async = async;
    this.prefix = prefix;
  }

  public static ForkJoinPool commonPool() {
    return COMMON.get();
  }

  final boolean isCommon() {
    return this == COMMON.get();
  }

  final String nextName() {
    return prefix + "worker-" + ++names;
  }

  // ---------------------------------------------------------------------------- tasks, workers

  /** Puts a task into the queue and starts a worker while there are fewer than there may be. */
  final void push(ForkJoinTask<?> task) {
    Sim.step(pool, Kind.UPDATE, "puts a task into");
    if (shutdown) {
      throw new RejectedExecutionException();
    }
    Shared handed = Sim.shared("task");
    Sim.release(handed);
    queue.add(new Entry(task, Sim.me(), handed));
    task.queuedIn = this;
    if (workers.size() + starting - blocked < parallelism) {
      startWorker();
    }
  }

  private void startWorker() {
    starting++;
    ForkJoinWorkerThread t = factory.newThread(this);
    if (t == null) {
      starting--;
      return;
    }
    if (handler != null) {
      t.setUncaughtExceptionHandler(handler);
    }
    t.start();
  }

  /** Takes a certain task out of the queue, to run it; false where another thread did. */
  final boolean takes(ForkJoinTask<?> task) {
    Sim.step(pool, Kind.UPDATE, "takes back a task from");
    for (Entry e : queue) {
      if (e.task == task) {
        taken(e);
        return true;
      }
    }
    Sim.unchanged(pool);
    return false;
  }

  private void taken(Entry e) {
    queue.remove(e);
    e.task.queuedIn = null;
    Sim.acquire(e.handed);
  }

  private @Nullable Entry next() {
    SimThread me = Sim.me();
    if (!async) {
      for (Entry e : queue.reversed()) {
        if (e.by == me) {
          return e;
        }
      }
    }
    return queue.isEmpty() ? null : queue.get(0);
  }

  /** What a worker does. */
  final void serve(ForkJoinWorkerThread worker) {
    starting--;
    workers.add(Sim.me());
    boolean regularly = false;
    try {
      while (true) {
        Sim.await(
            pool, Kind.UPDATE, "takes a task from", () -> stopped || shutdown || !queue.isEmpty());
        Entry e = stopped ? null : next();
        if (e == null) {
          Sim.unchanged(pool);
          break;
        }
        taken(e);
        busy++;
        if (!stopped) {
          Sim.clearInterrupt();
        }
        e.task.doExec();
        Sim.taskDone();
        busy--;
        Sim.release(pool);
      }
      regularly = true;
    } finally {
      if (!regularly) {
        Sim.step(pool, Kind.UPDATE, "dies in");
        busy--;
        workers.remove(Sim.me());
        Sim.release(pool);
        if (!queue.isEmpty()) {
          startWorker();
        }
      }
    }
  }

  /** Notes that a worker is about to wait for a task, and that another may take its place. */
  final void blocks() {
    Sim.step(pool, Kind.UPDATE, "will wait, as a worker of");
    blocked++;
    if (!queue.isEmpty() && workers.size() + starting - blocked < parallelism) {
      startWorker();
    }
  }

  final void unblocks() {
    blocked--;
  }

  public static void managedBlock(ManagedBlocker blocker) throws InterruptedException {
    ForkJoinPool mine = ForkJoinTask.getPool();
    if (blocker.isReleasable()) {
      return;
    }
    if (mine != null) {
      mine.blocks();
    }
    try {
      while (!blocker.isReleasable() && !blocker.block()) {}
    } finally {
      if (mine != null) {
        mine.unblocks();
      }
    }
  }

  // ------------------------------------------------------------------------------- handing in

  /** What {@link #execute} was given: what it throws is nobody's result. */
  private static final class Executed extends ForkJoinTask<@Nullable Void> {
    private final Runnable body;

    Executed(Runnable body) {
      this.body = body;
    }

    @Override
    @SuppressWarnings("NullAway") // null is all that it could return
    public @Nullable Void getRawResult() {
      return null;
    }

    @Override
    protected void setRawResult(@Nullable Void nothing) {}

    @Override
    protected boolean exec() {
      body.run();
      return true;
    }

    @Override
    boolean fail(Throwable e) {
      super.fail(e);
      Thread me = Thread.currentThread();
      Thread.UncaughtExceptionHandler own = me.getUncaughtExceptionHandler();
      Thread.UncaughtExceptionHandler by =
          own != null ? own : Thread.getDefaultUncaughtExceptionHandler();
      switch (e) {
        case RuntimeException thrown when by != null -> by.uncaughtException(me, thrown);
        case RuntimeException thrown -> throw thrown;
        case Error thrown -> throw thrown;
        default -> throw new IllegalStateException(e);
      }
      return true;
    }
  }

  @Override
  public void execute(Runnable task) {
    requireNonNull(task);
    push(task instanceof ForkJoinTask<?> own ? own : new Executed(task));
  }

  public void execute(ForkJoinTask<?> task) {
    push(requireNonNull(task));
  }

  public <T> T invoke(ForkJoinTask<T> task) {
    push(requireNonNull(task));
    return task.join();
  }

  public <T> ForkJoinTask<T> submit(ForkJoinTask<T> task) {
    return handIn(task);
  }

  private <T> ForkJoinTask<T> handIn(ForkJoinTask<T> task) {
    push(requireNonNull(task));
    return task;
  }

  @Override
  public <T> ForkJoinTask<T> submit(Callable<T> task) {
    return handIn(new ForkJoinTask.Interruptible<>(task));
  }

  @Override
  public <T> ForkJoinTask<T> submit(Runnable task, T result) {
    return handIn(new ForkJoinTask.Interruptible<>(Executors.callable(task, result)));
  }

  @Override
  @SuppressWarnings("unchecked")
  public ForkJoinTask<?> submit(Runnable task) {
    return task instanceof ForkJoinTask<?> own
        ? handIn((ForkJoinTask<Object>) own)
        : handIn(new ForkJoinTask.Interruptible<>(Executors.callable(task)));
  }

  @Override
  protected <T> RunnableFuture<T> newTaskFor(Runnable task, T value) {
    return new ForkJoinTask.Interruptible<>(Executors.callable(task, value));
  }

  @Override
  protected <T> RunnableFuture<T> newTaskFor(Callable<T> task) {
    return new ForkJoinTask.Interruptible<>(task);
  }

  // -------------------------------------------------------------------------------- scheduling

  /** What hands tasks to the pool later: a thread of its own. */
  final ScheduledThreadPoolExecutor delays() {
    ScheduledThreadPoolExecutor known = delays;
    if (known == null) {
      delays =
          known =
              new ScheduledThreadPoolExecutor(
                  1,
                  task -> {
                    Thread t = new Thread(task, prefix + "delayScheduler");
                    t.setDaemon(true);
                    return t;
                  });
      known.setRemoveOnCancelPolicy(true);
    }
    return known;
  }

  // ------------------------------------------------------------------------------- termination

  @Override
  public void shutdown() {
    if (!isCommon()) {
      Sim.step(pool, Kind.UPDATE, "shuts down");
      shutdown = true;
      if (delays != null) {
        delays.shutdown();
      }
    }
  }

  @Override
  public List<Runnable> shutdownNow() {
    if (!isCommon()) {
      Sim.step(pool, Kind.UPDATE, "stops");
      shutdown = true;
      stopped = true;
      List<Entry> never = List.copyOf(queue);
      queue.clear();
      for (SimThread t : List.copyOf(workers)) {
        if (t.face() instanceof Thread worker) {
          worker.interrupt();
        }
      }
      for (Entry e : never) {
        e.task.cancel(false);
      }
      if (delays != null) {
        delays.shutdownNow();
      }
    }
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    Sim.look(pool, Kind.READ, "asks whether it is shut down:");
    Sim.value(shutdown);
    return shutdown;
  }

  @Override
  public boolean isTerminated() {
    if (!isShutdown()) {
      return false;
    }
    for (SimThread t : List.copyOf(workers)) {
      Sim.look(t.life(), Kind.READ, "asks whether " + t.name() + " has ended:");
      if (!t.done()) {
        return false;
      }
      Sim.acquire(t.life());
    }
    return true;
  }

  public boolean isTerminating() {
    return isShutdown() && !isTerminated();
  }

  @Override
  public boolean awaitTermination(long time, TimeUnit unit) throws InterruptedException {
    long nanos = Math.max(0, unit.toNanos(time));
    if (isCommon()) {
      awaitQuiescence(time, unit);
      return false;
    }
    long start = Sim.nanos();
    Op.Outcome outcome =
        Sim.awaitToLook(
            pool,
            Kind.JOIN,
            "waits for the end of",
            () -> shutdown && starting == 0 && (workers.size() > 0 || queue.isEmpty()),
            true,
            nanos);
    Sim.acquire(pool);
    for (int i = 0; outcome == Op.Outcome.READY && i < workers.size(); i++) {
      SimThread t = workers.get(i);
      outcome =
          Sim.awaitToLook(
              t.life(),
              Kind.JOIN,
              "waits for the end of " + t.name(),
              t::done,
              true,
              Math.max(0, nanos - (Sim.nanos() - start)));
      if (outcome == Op.Outcome.READY) {
        Sim.acquire(t.life());
      }
    }
    if (outcome == Op.Outcome.INTERRUPTED) {
      Sim.throwIfInterrupted();
    }
    return outcome == Op.Outcome.READY;
  }

  public boolean awaitQuiescence(long time, TimeUnit unit) {
    Op.Outcome outcome =
        Sim.awaitToLook(
            pool,
            Kind.JOIN,
            "waits until nothing is left to do in",
            this::idle,
            false,
            Math.max(0, unit.toNanos(time)));
    Sim.acquire(pool);
    return outcome == Op.Outcome.READY;
  }

  private boolean idle() {
    return queue.isEmpty() && busy == 0;
  }

  @Override
  public void close() {
    if (!isCommon()) {
      super.close();
    }
  }

  // ----------------------------------------------------------------------------------- figures

  public int getParallelism() {
    return parallelism;
  }

  public static int getCommonPoolParallelism() {
    return PROCESSORS - 1;
  }

  public ForkJoinWorkerThreadFactory getFactory() {
    return factory;
  }

  public Thread.@Nullable UncaughtExceptionHandler getUncaughtExceptionHandler() {
    return handler;
  }

  public boolean getAsyncMode() {
    return async;
  }

  @Override
  public <T> List<java.util.concurrent.Future<T>> invokeAll(Collection<? extends Callable<T>> tasks)
      throws InterruptedException {
    return super.invokeAll(tasks);
  }

  @Override
  public String toString() {
    return Tasks.name(this) + "[parallelism = " + parallelism + "]";
  }
}
