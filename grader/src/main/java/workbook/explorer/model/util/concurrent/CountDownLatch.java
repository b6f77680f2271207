package workbook.explorer.model.util.concurrent;

import java.util.concurrent.TimeUnit;
import workbook.explorer.runtime.Identity;
import workbook.explorer.runtime.Op;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.trace.Step.Kind;

/** Models {@link java.util.concurrent.CountDownLatch}. */
public class CountDownLatch extends Identity {
  private final Shared latch = Sim.shared("CountDownLatch");
  private long count;

  public CountDownLatch(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("count < 0");
    }
    this.count = count;
  }

  private boolean open() {
    return count == 0;
  }

  public void await() throws InterruptedException {
    pass(-1);
  }

  public boolean await(long time, TimeUnit unit) throws InterruptedException {
    return pass(Math.max(0, unit.toNanos(time)));
  }

  private boolean pass(long nanos) throws InterruptedException {
    Sim.throwIfInterrupted();
    Op.Outcome outcome = Sim.awaitToLook(latch, Kind.WAIT, "passes", this::open, true, nanos);
    if (outcome == Op.Outcome.INTERRUPTED) {
      Sim.throwIfInterrupted();
    }
    if (outcome == Op.Outcome.READY) {
      Sim.acquire(latch);
    }
    return outcome == Op.Outcome.READY;
  }

  public void countDown() {
    Sim.step(latch, Kind.NOTIFY, "counts down");
    if (count > 0) {
      count--;
    }
    Sim.release(latch);
    Sim.value(count);
  }

  public long getCount() {
    Sim.look(latch, Kind.READ, "looks at the count of");
    Sim.acquire(latch);
    Sim.value(count);
    return count;
  }

  @Override
  public String toString() {
    return "CountDownLatch[Count = " + count + "]";
  }
}
