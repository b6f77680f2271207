package workbook.explorer.model.util;

import java.util.Comparator;
import java.util.Date;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import workbook.explorer.model.lang.Thread;
import workbook.explorer.model.util.TimerTask.Progress;
import workbook.explorer.runtime.PerRun;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.trace.Step.Kind;

/**
 * Models {@link java.util.Timer} in virtual time. A task that throws ends its thread, and with it
 * the timer.
 */
@SuppressWarnings({"JavaUtilDate", "ReferenceEquality"})
public class Timer {
  private static final PerRun<int[]> TIMERS = new PerRun<>(() -> new int[1]);

  private final Shared timer = Sim.shared("Timer");
  private final PriorityQueue<TimerTask> tasks =
      new PriorityQueue<>(
          Comparator.comparingLong((TimerTask t) -> t.next).thenComparingLong(t -> t.number));
  private boolean over;
  private long count;

  public Timer() {
    this(false);
  }

  public Timer(boolean daemon) {
    this("Timer-" + TIMERS.get()[0]++, daemon);
  }

  public Timer(String name) {
    this(name, false);
  }

  @SuppressWarnings({"this-escape", "ThreadJoinLoop"}) // the thread only waits at first
  public Timer(String name, boolean daemon) {
    Thread t = new Thread(this::serve, name);
    t.setDaemon(daemon);
    t.start();
  }

  private void serve() {
    boolean regularly = false;
    try {
      for (TimerTask task = next(); task != null; task = next()) {
        task.run();
      }
      regularly = true;
    } finally {
      if (!regularly) {
        Sim.step(timer, Kind.UPDATE, "is killed by a task of");
        over = true;
        tasks.clear();
      }
    }
  }

  private boolean due() {
    TimerTask head = tasks.peek();
    return head != null && head.next <= Sim.nanos();
  }

  /** Waits for the next task to run; null where the timer was cancelled. */
  private @Nullable TimerTask next() {
    while (true) {
      TimerTask head = tasks.peek();
      Sim.await(
          timer,
          Kind.WAIT,
          "waits for the next task of",
          () -> over || tasks.peek() != head || due(),
          false,
          head == null ? -1 : Math.max(0, head.next - Sim.nanos()));
      if (over) {
        Sim.unchanged(timer);
        return null;
      }
      if (!due()) {
        Sim.unchanged(timer);
        continue;
      }
      TimerTask task = tasks.remove();
      Sim.step(task.lock, Kind.UPDATE, "starts");
      Sim.acquire(task.lock);
      if (task.progress == Progress.CANCELLED) {
        continue;
      }
      if (task.period == 0) {
        task.progress = Progress.EXECUTED;
      } else {
        task.next = task.period > 0 ? task.next + task.period : Sim.nanos() - task.period;
        Sim.step(timer, Kind.UPDATE, "schedules a task again with");
        if (!over) {
          tasks.add(task);
        }
      }
      return task;
    }
  }

  private void add(TimerTask task, long at, long period) {
    Sim.step(timer, Kind.UPDATE, "schedules a task with");
    if (over) {
      throw new IllegalStateException("Timer already cancelled.");
    }
    if (task.progress != Progress.VIRGIN) {
      throw new IllegalStateException("Task already scheduled or cancelled");
    }
    task.next = at;
    task.period = period;
    task.number = count++;
    task.progress = Progress.SCHEDULED;
    Sim.release(task.lock);
    tasks.add(task);
  }

  private static long in(long millis) {
    if (millis < 0) {
      throw new IllegalArgumentException("Negative delay.");
    }
    return Sim.nanos() + millis * 1_000_000;
  }

  private static long at(Date time) {
    return Sim.nanos() + (time.getTime() - Sim.currentTimeMillis()) * 1_000_000;
  }

  private static long period(long millis) {
    if (millis <= 0) {
      throw new IllegalArgumentException("Non-positive period.");
    }
    return millis * 1_000_000;
  }

  public void schedule(TimerTask task, long delay) {
    add(task, in(delay), 0);
  }

  public void schedule(TimerTask task, Date time) {
    add(task, at(time), 0);
  }

  public void schedule(TimerTask task, long delay, long period) {
    add(task, in(delay), -period(period));
  }

  public void schedule(TimerTask task, Date first, long period) {
    add(task, at(first), -period(period));
  }

  public void scheduleAtFixedRate(TimerTask task, long delay, long period) {
    add(task, in(delay), period(period));
  }

  public void scheduleAtFixedRate(TimerTask task, Date first, long period) {
    add(task, at(first), period(period));
  }

  public void cancel() {
    Sim.step(timer, Kind.UPDATE, "cancels");
    over = true;
    tasks.clear();
  }

  public int purge() {
    Sim.step(timer, Kind.UPDATE, "purges");
    int before = tasks.size();
    tasks.removeIf(t -> t.progress == Progress.CANCELLED);
    return before - tasks.size();
  }
}
