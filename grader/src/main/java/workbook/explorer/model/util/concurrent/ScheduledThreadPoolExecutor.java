package workbook.explorer.model.util.concurrent;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.Future;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Sim;

/** Models {@link java.util.concurrent.ScheduledThreadPoolExecutor} in virtual time. */
public class ScheduledThreadPoolExecutor extends ThreadPoolExecutor
    implements ScheduledExecutorService {
  /** The tasks, the earliest first; one that is not due cannot be taken. */
  @SuppressWarnings("serial")
  private static final class Tasks extends OneLockQueue<Runnable> {
    Tasks() {
      super(
          "DelayQueue",
          new PriorityQueue<>(
              Comparator.comparingLong(ScheduledThreadPoolExecutor::due)
                  .thenComparingLong(t -> t instanceof Task<?> own ? own.number : 0)),
          Integer.MAX_VALUE);
    }

    @Override
    boolean hasItem() {
      Runnable head = items().peek();
      return head != null && due(head) <= Sim.nanos();
    }
  }

  private static long due(Runnable task) {
    return task instanceof Delayed d ? Sim.nanos() + d.getDelay(TimeUnit.NANOSECONDS) : Sim.nanos();
  }

  private final class Task<V extends @Nullable Object> extends FutureTask<V>
      implements RunnableScheduledFuture<V> {
    private final Callable<V> task;
    private final long number = count++;
    private long time;

    /** Positive for a fixed rate, negative for a fixed delay, 0 for once; nanoseconds. */
    private final long period;

    private RunnableScheduledFuture<V> outer = this;

    Task(Callable<V> task, long time, long period) {
      this.task = requireNonNull(task);
      this.time = time;
      this.period = period;
    }

    @Override
    V compute() throws Exception {
      return task.call();
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(time - Sim.nanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      if (other == this) {
        return 0;
      }
      if (other instanceof ScheduledThreadPoolExecutor.Task<?> own) {
        int order = Long.compare(time, own.time);
        return order != 0 ? order : Long.compare(number, own.number);
      }
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }

    @Override
    public boolean isPeriodic() {
      return period != 0;
    }

    @Override
    public boolean cancel(boolean interrupt) {
      boolean cancelled = super.cancel(interrupt);
      if (cancelled && removeOnCancel) {
        ScheduledThreadPoolExecutor.this.remove(outer);
      }
      return cancelled;
    }

    @Override
    public void run() {
      if (!mayRun(this)) {
        cancel(false);
      } else if (period == 0) {
        super.run();
      } else if (runAndReset()) {
        time = period > 0 ? time + period : Sim.nanos() - period;
        again(outer);
      }
    }
  }

  private long count;
  private boolean removeOnCancel;
  private boolean periodicAfterShutdown;
  private boolean delayedAfterShutdown = true;

  public ScheduledThreadPoolExecutor(int core) {
    super(core, Integer.MAX_VALUE, 10, TimeUnit.MILLISECONDS, new Tasks());
  }

  public ScheduledThreadPoolExecutor(int core, ThreadFactory factory) {
    super(core, Integer.MAX_VALUE, 10, TimeUnit.MILLISECONDS, new Tasks(), factory);
  }

  public ScheduledThreadPoolExecutor(int core, RejectedExecutionHandler handler) {
    super(core, Integer.MAX_VALUE, 10, TimeUnit.MILLISECONDS, new Tasks(), handler);
  }

  public ScheduledThreadPoolExecutor(
      int core, ThreadFactory factory, RejectedExecutionHandler handler) {
    super(core, Integer.MAX_VALUE, 10, TimeUnit.MILLISECONDS, new Tasks(), factory, handler);
  }

  @Override
  long untilDue() {
    Runnable head = tasks().items().peek();
    return head == null ? -1 : Math.max(0, due(head) - Sim.nanos());
  }

  private boolean mayRun(RunnableScheduledFuture<?> task) {
    return switch (phase()) {
      case RUNNING -> true;
      case SHUTDOWN ->
          task.isPeriodic()
              ? periodicAfterShutdown
              : delayedAfterShutdown || task.getDelay(TimeUnit.NANOSECONDS) <= 0;
      case STOP, TERMINATED -> false;
    };
  }

  private void schedule(RunnableScheduledFuture<?> task) {
    change("schedules a task with");
    if (phase() != Phase.RUNNING) {
      reject(task);
      return;
    }
    give(task);
    tasks().items().add(task);
    ensureWorker();
  }

  private void again(RunnableScheduledFuture<?> task) {
    change("schedules a task again with");
    if (mayRun(task)) {
      give(task);
      tasks().items().add(task);
      ensureWorker();
    } else {
      task.cancel(false);
    }
  }

  /** Replaces what is scheduled for a task; returns it as it is. */
  protected <V> RunnableScheduledFuture<V> decorateTask(
      Runnable task, RunnableScheduledFuture<V> scheduled) {
    return scheduled;
  }

  /** Replaces what is scheduled for a task; returns it as it is. */
  protected <V> RunnableScheduledFuture<V> decorateTask(
      Callable<V> task, RunnableScheduledFuture<V> scheduled) {
    return scheduled;
  }

  private long in(long delay, TimeUnit unit) {
    long nanos = Math.min(unit.toNanos(Math.max(0, delay)), Long.MAX_VALUE / 2);
    return Sim.nanos() + nanos;
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    return scheduled(task, delay, unit, 0);
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
    Task<V> own = new Task<>(task, in(delay, unit), 0);
    own.outer = decorateTask(task, own);
    schedule(own.outer);
    return own.outer;
  }

  @SuppressWarnings("NullAway") // such a future has no value
  private ScheduledFuture<?> scheduled(Runnable task, long delay, TimeUnit unit, long period) {
    Task<@Nullable Object> own =
        new Task<>(Executors.callable(requireNonNull(task), null), in(delay, unit), period);
    own.outer = decorateTask(task, own);
    schedule(own.outer);
    return own.outer;
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable task, long delay, long period, TimeUnit unit) {
    if (period <= 0) {
      throw new IllegalArgumentException();
    }
    return scheduled(task, delay, unit, unit.toNanos(period));
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long delay, long between, TimeUnit unit) {
    if (between <= 0) {
      throw new IllegalArgumentException();
    }
    return scheduled(task, delay, unit, -unit.toNanos(between));
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // who executes wants no result
  public void execute(Runnable task) {
    schedule(task, 0, TimeUnit.NANOSECONDS);
  }

  @Override
  public Future<?> submit(Runnable task) {
    return schedule(task, 0, TimeUnit.NANOSECONDS);
  }

  @Override
  public <T> Future<T> submit(Runnable task, T result) {
    return schedule(Executors.callable(task, result), 0, TimeUnit.NANOSECONDS);
  }

  @Override
  public <T> Future<T> submit(Callable<T> task) {
    return schedule(task, 0, TimeUnit.NANOSECONDS);
  }

  @Override
  void onShutdown() {
    for (Runnable task : List.copyOf(tasks().items())) {
      if (task instanceof RunnableScheduledFuture<?> f) {
        boolean keep = f.isPeriodic() ? periodicAfterShutdown : delayedAfterShutdown;
        if (!keep) {
          tasks().items().remove(task);
          f.cancel(false);
        }
      }
    }
  }

  public void setContinueExistingPeriodicTasksAfterShutdownPolicy(boolean on) {
    periodicAfterShutdown = on;
    if (!on && phase() != Phase.RUNNING) {
      onShutdown();
    }
  }

  public boolean getContinueExistingPeriodicTasksAfterShutdownPolicy() {
    return periodicAfterShutdown;
  }

  public void setExecuteExistingDelayedTasksAfterShutdownPolicy(boolean on) {
    delayedAfterShutdown = on;
    if (!on && phase() != Phase.RUNNING) {
      onShutdown();
    }
  }

  public boolean getExecuteExistingDelayedTasksAfterShutdownPolicy() {
    return delayedAfterShutdown;
  }

  public void setRemoveOnCancelPolicy(boolean on) {
    removeOnCancel = on;
  }

  public boolean getRemoveOnCancelPolicy() {
    return removeOnCancel;
  }
}
