package workbook.explorer.model.util.concurrent;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import workbook.explorer.model.lang.Thread;
import workbook.explorer.runtime.Identity;
import workbook.explorer.runtime.Op;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.runtime.SimThread;
import workbook.explorer.trace.Step.Kind;

/**
 * Models {@link java.util.concurrent.FutureTask}: to start, to complete and to cancel it are a step
 * each.
 */
public class FutureTask<V extends @Nullable Object> extends Identity implements RunnableFuture<V> {
  private enum Progress {
    NEW,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    /** Cancelled, and the interrupt of its thread is under way. */
    INTERRUPTING
  }

  private final Shared future = Sim.shared("FutureTask");
  private final @Nullable Callable<V> task;
  private Progress progress = Progress.NEW;
  private @Nullable Thread runner;
  private @Nullable V result;
  private @Nullable Throwable failure;

  public FutureTask(Callable<V> task) {
    this.task = requireNonNull(task);
  }

  public FutureTask(Runnable task, V result) {
    this(Executors.callable(task, result));
  }

  /** For a task that has another way to be run. */
  FutureTask() {
    this.task = null;
  }

  /** Runs what it is to run. */
  V compute() throws Exception {
    return requireNonNull(task).call();
  }

  /** Notes whom it depends on that it is ever run. */
  final void owedBy(List<SimThread> threads) {
    if (progress == Progress.NEW) {
      Sim.owed(future, threads);
    }
  }

  private boolean completed() {
    return progress != Progress.NEW;
  }

  private boolean starts(String what) {
    Sim.step(future, Kind.UPDATE, what);
    boolean may = progress == Progress.NEW && runner == null;
    if (may) {
      runner = Thread.currentThread();
      Sim.owed(future, List.of(Sim.me()));
    } else {
      Sim.unchanged(future);
    }
    Sim.value(may);
    return may;
  }

  @Override
  public void run() {
    if (!starts("starts")) {
      return;
    }
    V value;
    try {
      value = compute();
    } catch (Throwable e) {
      Sim.passOn(e);
      setException(e);
      ends();
      return;
    }
    set(value);
    ends();
  }

  /**
   * Runs it without taking its result, so that it can be run again; false where it failed or was
   * cancelled.
   */
  protected boolean runAndReset() {
    if (!starts("starts")) {
      return false;
    }
    try {
      compute();
    } catch (Throwable e) {
      Sim.passOn(e);
      setException(e);
      ends();
      return false;
    }
    Sim.step(future, Kind.UPDATE, "ends a round of");
    runner = null;
    Sim.owed(future, List.of());
    ends();
    return progress == Progress.NEW;
  }

  /** Waits for an interrupt under way, so that it cannot hit the thread's next task. */
  private void ends() {
    runner = null;
    if (progress == Progress.INTERRUPTING) {
      Sim.await(
          future, Kind.WAIT, "waits to be interrupted by", () -> progress == Progress.CANCELLED);
    }
  }

  protected void set(V value) {
    if (completes("completes", Progress.SUCCEEDED)) {
      result = value;
      Sim.value(value);
      done();
    }
  }

  protected void setException(Throwable thrown) {
    if (completes("fails", Progress.FAILED)) {
      failure = thrown;
      Sim.value(thrown);
      done();
    }
  }

  private boolean completes(String what, Progress to) {
    Sim.step(future, Kind.NOTIFY, what);
    if (progress != Progress.NEW) {
      Sim.unchanged(future);
      return false;
    }
    progress = to;
    Sim.owed(future, List.of());
    Sim.release(future);
    return true;
  }

  /** Called once it is completed or cancelled; does nothing. */
  protected void done() {}

  @Override
  public boolean cancel(boolean interrupt) {
    if (!completes("cancels", interrupt ? Progress.INTERRUPTING : Progress.CANCELLED)) {
      Sim.value(false);
      return false;
    }
    Sim.value(true);
    if (interrupt) {
      Thread by = runner;
      if (by == null) {
        progress = Progress.CANCELLED;
      } else {
        by.interrupt();
        Sim.step(future, Kind.NOTIFY, "has interrupted the thread of");
        progress = Progress.CANCELLED;
      }
    }
    done();
    return true;
  }

  @Override
  public V get() throws InterruptedException, ExecutionException {
    waitFor(-1);
    return report();
  }

  @Override
  public V get(long time, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (!waitFor(Math.max(0, unit.toNanos(time)))) {
      throw new TimeoutException();
    }
    return report();
  }

  private boolean waitFor(long nanos) throws InterruptedException {
    Op.Outcome outcome =
        Sim.awaitToLook(future, Kind.WAIT, "waits for", this::completed, true, nanos);
    if (outcome == Op.Outcome.INTERRUPTED) {
      Sim.throwIfInterrupted();
    }
    if (outcome == Op.Outcome.READY) {
      Sim.acquire(future);
    }
    return outcome == Op.Outcome.READY;
  }

  private V report() throws ExecutionException {
    return switch (progress) {
      case SUCCEEDED -> value();
      case FAILED -> throw new ExecutionException(failure);
      case CANCELLED, INTERRUPTING -> throw new CancellationException();
      case NEW -> throw new IllegalStateException();
    };
  }

  @SuppressWarnings("NullAway") // null where that is what the task returned
  private V value() {
    return result;
  }

  private Progress looked(String what) {
    Sim.look(future, Kind.READ, what);
    if (completed()) {
      Sim.acquire(future);
    }
    return progress;
  }

  @Override
  public boolean isDone() {
    boolean done = looked("asks whether it is done:") != Progress.NEW;
    Sim.value(done);
    return done;
  }

  @Override
  public boolean isCancelled() {
    boolean cancelled = state("asks whether it is cancelled:") == State.CANCELLED;
    Sim.value(cancelled);
    return cancelled;
  }

  @Override
  public State state() {
    State state = state("asks for the state of");
    Sim.value(state);
    return state;
  }

  private State state(String what) {
    return switch (looked(what)) {
      case NEW -> State.RUNNING;
      case SUCCEEDED -> State.SUCCESS;
      case FAILED -> State.FAILED;
      case CANCELLED, INTERRUPTING -> State.CANCELLED;
    };
  }

  @Override
  public V resultNow() {
    return switch (state("asks for the result of")) {
      case SUCCESS -> value();
      case FAILED -> throw new IllegalStateException("Task completed with exception");
      case CANCELLED -> throw new IllegalStateException("Task was cancelled");
      case RUNNING -> throw new IllegalStateException("Task has not completed");
    };
  }

  @Override
  public Throwable exceptionNow() {
    return switch (state("asks for the exception of")) {
      case SUCCESS -> throw new IllegalStateException("Task completed with a result");
      case FAILED -> requireNonNull(failure);
      case CANCELLED -> throw new IllegalStateException("Task was cancelled");
      case RUNNING -> throw new IllegalStateException("Task has not completed");
    };
  }

  @Override
  public String toString() {
    String name = Tasks.name(this);
    return switch (progress) {
      case NEW ->
          name
              + (task == null
                  ? "[Not completed]"
                  : "[Not completed, task = " + Tasks.name(task) + "]");
      case SUCCEEDED -> name + "[Completed normally]";
      case FAILED -> name + "[Completed exceptionally: " + failure + "]";
      case CANCELLED, INTERRUPTING -> name + "[Cancelled]";
    };
  }
}
