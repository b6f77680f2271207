package workbook.explorer.model.util;

import workbook.explorer.runtime.Identity;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.trace.Step.Kind;

/** Models {@link java.util.TimerTask}. */
public abstract class TimerTask extends Identity implements Runnable {
  enum Progress {
    VIRGIN,
    SCHEDULED,
    EXECUTED,
    CANCELLED
  }

  final Shared lock = Sim.shared("TimerTask");
  Progress progress = Progress.VIRGIN;
  long next;
  long number;

  /** Positive for a fixed rate, negative for a fixed delay, 0 for once; nanoseconds. */
  long period;

  protected TimerTask() {}

  @Override
  public abstract void run();

  public boolean cancel() {
    Sim.step(lock, Kind.UPDATE, "cancels");
    boolean was = progress == Progress.SCHEDULED;
    progress = Progress.CANCELLED;
    Sim.value(was);
    return was;
  }

  public long scheduledExecutionTime() {
    Sim.look(lock, Kind.READ, "asks for the time of");
    long at = period < 0 ? next + period : next - period;
    return Sim.currentTimeMillis() + (at - Sim.nanos()) / 1_000_000;
  }
}
