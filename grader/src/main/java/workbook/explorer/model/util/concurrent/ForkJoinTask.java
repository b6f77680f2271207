package workbook.explorer.model.util.concurrent;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import workbook.explorer.model.lang.Thread;
import workbook.explorer.runtime.Identity;
import workbook.explorer.runtime.Op;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.trace.Step.Kind;

/**
 * Models {@link java.util.concurrent.ForkJoinTask}. Who joins a task that nobody has begun runs it;
 * who has to wait for one lets the pool start another worker meanwhile.
 *
 * <p>An exception is thrown again by {@code join} as the same object, not as a copy of it.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what is forked here is joined here
public abstract class ForkJoinTask<V extends @Nullable Object> extends Identity
    implements Future<V> {
  private final Shared task = Sim.shared("ForkJoinTask");
  private boolean done;
  private @Nullable Throwable failure;
  private short tag;

  /** Where it waits to be run; null once somebody runs it. */
  @Nullable ForkJoinPool queuedIn;

  public ForkJoinTask() {}

  public abstract V getRawResult();

  protected abstract void setRawResult(V value);

  /** Runs it; returns whether it is complete then. */
  protected abstract boolean exec();

  // ---------------------------------------------------------------------------------- running

  public final ForkJoinTask<V> fork() {
    ForkJoinPool pool = getPool();
    (pool == null ? ForkJoinPool.commonPool() : pool).push(this);
    return this;
  }

  /** Runs it in this thread. */
  final void doExec() {
    if (done) {
      return;
    }
    boolean completed;
    try {
      completed = exec();
    } catch (Throwable e) {
      Sim.passOn(e);
      fail(e);
      return;
    }
    if (completed) {
      quietlyComplete();
    }
  }

  /** Returns whether this call made it fail. */
  boolean fail(Throwable e) {
    Sim.step(task, Kind.NOTIFY, "fails");
    if (done) {
      Sim.unchanged(task);
      return false;
    }
    failure = e;
    done = true;
    Sim.release(task);
    Sim.value(e);
    return true;
  }

  public final void quietlyComplete() {
    Sim.step(task, Kind.NOTIFY, "completes");
    if (done) {
      Sim.unchanged(task);
    } else {
      done = true;
      Sim.release(task);
    }
  }

  final @Nullable Throwable failed() {
    return failure;
  }

  private boolean completed() {
    return done;
  }

  /** Waits for its end, running it where nobody else does. */
  private Op.Outcome await(boolean interruptible, long nanos) {
    ForkJoinPool home = queuedIn;
    ForkJoinPool mine = getPool();
    if (home != null && (home == mine || (mine == null && home.isCommon())) && home.takes(this)) {
      doExec();
    }
    if (mine != null && !done && nanos < 0) {
      mine.blocks();
      try {
        return waitFor(interruptible, nanos);
      } finally {
        mine.unblocks();
      }
    }
    return waitFor(interruptible, nanos);
  }

  private Op.Outcome waitFor(boolean interruptible, long nanos) {
    Op.Outcome outcome =
        Sim.awaitToLook(task, Kind.JOIN, "joins", this::completed, interruptible, nanos);
    if (outcome == Op.Outcome.READY) {
      Sim.acquire(task);
    }
    return outcome;
  }

  public final V join() {
    await(false, -1);
    return report();
  }

  public final V invoke() {
    doExec();
    return join();
  }

  public final void quietlyJoin() {
    await(false, -1);
  }

  public final void quietlyInvoke() {
    doExec();
    await(false, -1);
  }

  public final boolean quietlyJoin(long time, TimeUnit unit) throws InterruptedException {
    return waited(Math.max(0, unit.toNanos(time)));
  }

  public final boolean quietlyJoinUninterruptibly(long time, TimeUnit unit) {
    return await(false, Math.max(0, unit.toNanos(time))) == Op.Outcome.READY;
  }

  private boolean waited(long nanos) throws InterruptedException {
    Op.Outcome outcome = await(true, nanos);
    if (outcome == Op.Outcome.INTERRUPTED) {
      Sim.throwIfInterrupted();
    }
    return outcome == Op.Outcome.READY;
  }

  private V report() {
    Throwable e = failure;
    if (e != null) {
      ForkJoinTask.<RuntimeException>throwAny(e);
    }
    return getRawResult();
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> void throwAny(Throwable e) throws E {
    throw (E) e;
  }

  @Override
  public final V get() throws InterruptedException, ExecutionException {
    waited(-1);
    return result();
  }

  @Override
  public final V get(long time, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (!waited(Math.max(0, unit.toNanos(time)))) {
      throw new TimeoutException();
    }
    return result();
  }

  private V result() throws ExecutionException {
    return switch (failure) {
      case null -> getRawResult();
      case CancellationException e -> throw e;
      case Throwable e -> throw new ExecutionException(e);
    };
  }

  public static void invokeAll(ForkJoinTask<?> first, ForkJoinTask<?> second) {
    second.fork();
    first.doExec();
    first.join();
    second.join();
  }

  public static void invokeAll(ForkJoinTask<?>... tasks) {
    all(List.of(tasks));
  }

  public static <T extends ForkJoinTask<?>> Collection<T> invokeAll(Collection<T> tasks) {
    all(tasks instanceof RandomAccess && tasks instanceof List<T> list ? list : List.copyOf(tasks));
    return tasks;
  }

  private static void all(List<? extends ForkJoinTask<?>> tasks) {
    for (int i = tasks.size() - 1; i > 0; i--) {
      tasks.get(i).fork();
    }
    Throwable thrown = null;
    for (int i = 0; i < tasks.size() && thrown == null; i++) {
      if (i == 0) {
        tasks.get(0).doExec();
      }
      tasks.get(i).quietlyJoin();
      thrown = tasks.get(i).failed();
    }
    if (thrown != null) {
      for (ForkJoinTask<?> t : tasks) {
        t.cancel(false);
      }
      ForkJoinTask.<RuntimeException>throwAny(thrown);
    }
  }

  // ----------------------------------------------------------------------------------- states

  @Override
  public boolean cancel(boolean interrupt) {
    fail(new CancellationException());
    return failure instanceof CancellationException;
  }

  private boolean looked(String what) {
    Sim.look(task, Kind.READ, what);
    if (done) {
      Sim.acquire(task);
    }
    return done;
  }

  @Override
  public final boolean isDone() {
    boolean is = looked("asks whether it is done:");
    Sim.value(is);
    return is;
  }

  @Override
  public final boolean isCancelled() {
    return looked("asks whether it is cancelled:") && failure instanceof CancellationException;
  }

  public final boolean isCompletedAbnormally() {
    return looked("asks whether it failed:") && failure != null;
  }

  public final boolean isCompletedNormally() {
    return looked("asks whether it succeeded:") && failure == null;
  }

  @Override
  public State state() {
    return !looked("asks for the state of")
        ? State.RUNNING
        : switch (failure) {
          case null -> State.SUCCESS;
          case CancellationException e -> State.CANCELLED;
          case Throwable e -> State.FAILED;
        };
  }

  @Override
  public V resultNow() {
    return switch (state()) {
      case SUCCESS -> getRawResult();
      case FAILED -> throw new IllegalStateException("Task completed with exception");
      case CANCELLED -> throw new IllegalStateException("Task was cancelled");
      case RUNNING -> throw new IllegalStateException("Task has not completed");
    };
  }

  @Override
  public Throwable exceptionNow() {
    if (state() != State.FAILED) {
      throw new IllegalStateException();
    }
    return requireNonNull(failure);
  }

  public final @Nullable Throwable getException() {
    return looked("asks for the exception of") ? failure : null;
  }

  public void completeExceptionally(Throwable e) {
    fail(e instanceof RuntimeException || e instanceof Error ? e : new RuntimeException(e));
  }

  public void complete(V value) {
    try {
      setRawResult(value);
    } catch (Throwable e) {
      Sim.passOn(e);
      fail(e);
      return;
    }
    quietlyComplete();
  }

  public void reinitialize() {
    Sim.step(task, Kind.UPDATE, "resets");
    done = false;
    failure = null;
  }

  public boolean tryUnfork() {
    ForkJoinPool home = queuedIn;
    return home != null && home.takes(this);
  }

  public final short getForkJoinTaskTag() {
    Sim.look(task, Kind.READ, "reads the tag of");
    return tag;
  }

  public final short setForkJoinTaskTag(short to) {
    Sim.step(task, Kind.UPDATE, "sets the tag of");
    short before = tag;
    tag = to;
    return before;
  }

  public final boolean compareAndSetForkJoinTaskTag(short expected, short to) {
    Sim.step(task, Kind.UPDATE, "compares and sets the tag of");
    if (tag != expected) {
      Sim.unchanged(task);
      return false;
    }
    tag = to;
    return true;
  }

  // ----------------------------------------------------------------------------------- around

  public static @Nullable ForkJoinPool getPool() {
    return Thread.currentThread() instanceof ForkJoinWorkerThread w ? w.getPool() : null;
  }

  public static boolean inForkJoinPool() {
    return Thread.currentThread() instanceof ForkJoinWorkerThread;
  }

  /** A runnable or callable as a task. */
  static class Adapted<V extends @Nullable Object> extends ForkJoinTask<V>
      implements java.util.concurrent.RunnableFuture<V> {
    private final Callable<V> body;
    private @Nullable V result;

    Adapted(Callable<V> body) {
      this.body = requireNonNull(body);
    }

    @Override
    @SuppressWarnings("NullAway") // null where that is what the task returned
    public V getRawResult() {
      return result;
    }

    @Override
    protected void setRawResult(V value) {
      result = value;
    }

    @Override
    protected boolean exec() {
      try {
        result = body.call();
        return true;
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new RuntimeException(e);
      }
    }

    @Override
    public void run() {
      invoke();
    }
  }

  /**
   * One that an executor was given, which may be cancelled by an interrupt and fails with what was
   * thrown.
   */
  static final class Interruptible<V extends @Nullable Object> extends Adapted<V> {
    private final Callable<V> body;
    private @Nullable Thread runner;

    Interruptible(Callable<V> body) {
      super(body);
      this.body = body;
    }

    @Override
    protected boolean exec() {
      runner = Thread.currentThread();
      try {
        setRawResult(body.call());
        return true;
      } catch (Throwable e) {
        Sim.passOn(e);
        fail(e);
        return false;
      } finally {
        runner = null;
      }
    }

    @Override
    public boolean cancel(boolean interrupt) {
      boolean now = fail(new CancellationException());
      Thread by = runner;
      if (now && interrupt && by != null) {
        by.interrupt();
      }
      return now || isCancelled();
    }
  }

  public static ForkJoinTask<?> adapt(Runnable task) {
    return new Adapted<>(Executors.callable(task));
  }

  public static <T> ForkJoinTask<T> adapt(Runnable task, T result) {
    return new Adapted<>(Executors.callable(task, result));
  }

  public static <T> ForkJoinTask<T> adapt(Callable<? extends T> task) {
    return new Adapted<>(task::call);
  }

  public static <T> ForkJoinTask<T> adaptInterruptible(Callable<? extends T> task) {
    return new Interruptible<>(task::call);
  }
}
