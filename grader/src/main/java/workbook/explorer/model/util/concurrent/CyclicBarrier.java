package workbook.explorer.model.util.concurrent;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Op;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.trace.Step.Kind;

/**
 * Models {@link java.util.concurrent.CyclicBarrier}. What anybody did before arriving happened
 * before the action, and that before what follows the barrier.
 */
@SuppressWarnings("ReferenceEquality")
public class CyclicBarrier {
  /** One use of the barrier. */
  private static final class Generation {
    boolean tripped;
    boolean broken;

    boolean isOver() {
      return tripped || broken;
    }
  }

  private final Shared barrier = Sim.shared("CyclicBarrier");
  private final int parties;
  private final @Nullable Runnable action;
  private Generation generation = new Generation();
  private int missing;
  private boolean acting;

  public CyclicBarrier(int parties) {
    this(parties, null);
  }

  public CyclicBarrier(int parties, @Nullable Runnable action) {
    if (parties <= 0) {
      throw new IllegalArgumentException();
    }
    this.parties = parties;
    this.action = action;
    this.missing = parties;
  }

  public int getParties() {
    return parties;
  }

  public int await() throws InterruptedException, BrokenBarrierException {
    try {
      return await(-1);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  public int await(long time, TimeUnit unit)
      throws InterruptedException, BrokenBarrierException, TimeoutException {
    return await(Math.max(0, unit.toNanos(time)));
  }

  private boolean isQuiet() {
    return !acting;
  }

  private void begin(Kind kind, String what) {
    Sim.await(barrier, kind, what, this::isQuiet);
    Sim.acquire(barrier);
    Sim.release(barrier);
  }

  private int await(long nanos)
      throws InterruptedException, BrokenBarrierException, TimeoutException {
    begin(Kind.WAIT, "arrives at");
    Generation mine = generation;
    if (mine.broken) {
      Sim.unchanged(barrier);
      throw new BrokenBarrierException();
    }
    if (Sim.clearInterrupt()) {
      breakIt();
      throw new InterruptedException();
    }
    int index = --missing;
    Sim.value(index);
    if (index == 0) {
      open();
      return 0;
    }
    if (nanos == 0) {
      breakIt();
      throw new TimeoutException();
    }
    Op.Outcome outcome =
        Sim.awaitToLook(barrier, Kind.WAKE, "goes on at", mine::isOver, true, nanos);
    if (outcome == Op.Outcome.INTERRUPTED || outcome == Op.Outcome.TIMED_OUT) {
      begin(Kind.OTHER, "gives up at");
      if (!mine.isOver()) {
        breakIt();
        Sim.throwIfInterrupted();
        throw new TimeoutException();
      }
      Sim.unchanged(barrier);
    }
    Sim.acquire(barrier);
    if (mine.broken) {
      throw new BrokenBarrierException();
    }
    return index;
  }

  private void open() {
    Runnable command = action;
    if (command != null) {
      int steps = Sim.me().steps;
      boolean done = false;
      acting = true;
      try {
        command.run();
        done = true;
      } finally {
        if (Sim.me().steps != steps) {
          Sim.step(barrier, Kind.NOTIFY, done ? "opens" : "breaks");
        }
        acting = false;
        Sim.release(barrier);
        if (!done) {
          breakIt();
        }
      }
    }
    generation.tripped = true;
    renew();
  }

  private void renew() {
    missing = parties;
    generation = new Generation();
  }

  private void breakIt() {
    generation.broken = true;
    missing = parties;
  }

  public boolean isBroken() {
    Sim.look(barrier, Kind.READ, "looks whether it is broken,");
    Sim.acquire(barrier);
    Sim.value(generation.broken);
    return generation.broken;
  }

  public void reset() {
    begin(Kind.UPDATE, "resets");
    breakIt();
    renew();
  }

  public int getNumberWaiting() {
    Sim.look(barrier, Kind.READ, "counts who waits at");
    Sim.acquire(barrier);
    Sim.value(parties - missing);
    return parties - missing;
  }
}
