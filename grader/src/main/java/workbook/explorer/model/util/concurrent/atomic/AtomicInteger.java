package workbook.explorer.model.util.concurrent.atomic;

import java.io.Serializable;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.trace.Step.Kind;

/** Models {@link java.util.concurrent.atomic.AtomicInteger}: each call is one indivisible step. */
@SuppressWarnings("serial")
public class AtomicInteger extends Number implements Serializable {
  private final transient Shared cell = Sim.shared("AtomicInteger");
  private transient int value;

  public AtomicInteger() {}

  public AtomicInteger(int initial) {
    value = initial;
  }

  private int looked() {
    Sim.look(cell, Kind.READ, "reads");
    Sim.acquire(cell);
    Sim.value(value);
    return value;
  }

  /** Reads without any order among threads, as the plain and opaque modes do. */
  private int glimpsed() {
    Sim.look(cell, Kind.READ, "reads");
    Sim.value(value);
    return value;
  }

  private void stored(int to) {
    Sim.step(cell, Kind.WRITE, "writes");
    Sim.release(cell);
    value = to;
    Sim.value(to);
  }

  /** Writes without any order among threads, as the plain and opaque modes do. */
  private void laid(int to) {
    Sim.step(cell, Kind.WRITE, "writes");
    value = to;
    Sim.value(to);
  }

  private int swapped(int to) {
    int before = value;
    value = to;
    Sim.value(to);
    return before;
  }

  private void update(String what) {
    Sim.step(cell, Kind.UPDATE, what);
    Sim.acquire(cell);
    Sim.release(cell);
  }

  private boolean cas(int expected, int to) {
    return cas(expected, to, true, true);
  }

  private boolean cas(int expected, int to, boolean acquires, boolean releases) {
    Sim.step(cell, Kind.UPDATE, "compares and sets");
    if (acquires) {
      Sim.acquire(cell);
    }
    boolean done = value == expected;
    if (done) {
      if (releases) {
        Sim.release(cell);
      }
      value = to;
      Sim.value(to);
    } else {
      Sim.unchanged(cell);
      Sim.value("failed");
    }
    return done;
  }

  public final int get() {
    return looked();
  }

  public final void set(int to) {
    stored(to);
  }

  public final void lazySet(int to) {
    stored(to);
  }

  public final int getAndSet(int to) {
    update("gets and sets");
    return swapped(to);
  }

  public final boolean compareAndSet(int expected, int to) {
    return cas(expected, to);
  }

  @Deprecated
  public final boolean weakCompareAndSet(int expected, int to) {
    return cas(expected, to);
  }

  public final boolean weakCompareAndSetPlain(int expected, int to) {
    return cas(expected, to, false, false);
  }

  public final boolean weakCompareAndSetVolatile(int expected, int to) {
    return cas(expected, to);
  }

  public final boolean weakCompareAndSetAcquire(int expected, int to) {
    return cas(expected, to, true, false);
  }

  public final boolean weakCompareAndSetRelease(int expected, int to) {
    return cas(expected, to, false, true);
  }

  private int exchanged(int expected, int to) {
    Sim.step(cell, Kind.UPDATE, "compares and exchanges");
    Sim.acquire(cell);
    int before = value;
    if (before == expected) {
      Sim.release(cell);
      value = to;
    } else {
      Sim.unchanged(cell);
    }
    Sim.value(before);
    return before;
  }

  public final int compareAndExchange(int expected, int to) {
    return exchanged(expected, to);
  }

  public final int compareAndExchangeAcquire(int expected, int to) {
    return exchanged(expected, to);
  }

  public final int compareAndExchangeRelease(int expected, int to) {
    return exchanged(expected, to);
  }

  public final int getPlain() {
    return glimpsed();
  }

  public final void setPlain(int to) {
    laid(to);
  }

  public final int getOpaque() {
    return glimpsed();
  }

  public final void setOpaque(int to) {
    laid(to);
  }

  public final int getAcquire() {
    return looked();
  }

  public final void setRelease(int to) {
    stored(to);
  }

  public final int getAndIncrement() {
    update("increments");
    return swapped(value + 1);
  }

  public final int getAndDecrement() {
    update("decrements");
    return swapped(value - 1);
  }

  public final int getAndAdd(int delta) {
    update("adds to");
    return swapped(value + delta);
  }

  public final int incrementAndGet() {
    update("increments");
    swapped(value + 1);
    return value;
  }

  public final int decrementAndGet() {
    update("decrements");
    swapped(value - 1);
    return value;
  }

  public final int addAndGet(int delta) {
    update("adds to");
    swapped(value + delta);
    return value;
  }

  public final int getAndUpdate(IntUnaryOperator function) {
    while (true) {
      int before = looked();
      int after = function.applyAsInt(before);
      if (cas(before, after)) {
        return before;
      }
    }
  }

  public final int updateAndGet(IntUnaryOperator function) {
    while (true) {
      int before = looked();
      int after = function.applyAsInt(before);
      if (cas(before, after)) {
        return after;
      }
    }
  }

  public final int getAndAccumulate(int x, IntBinaryOperator function) {
    while (true) {
      int before = looked();
      int after = function.applyAsInt(before, x);
      if (cas(before, after)) {
        return before;
      }
    }
  }

  public final int accumulateAndGet(int x, IntBinaryOperator function) {
    while (true) {
      int before = looked();
      int after = function.applyAsInt(before, x);
      if (cas(before, after)) {
        return after;
      }
    }
  }

  @Override
  public int intValue() {
    return looked();
  }

  @Override
  public long longValue() {
    return looked();
  }

  @Override
  public float floatValue() {
    return looked();
  }

  @Override
  public double doubleValue() {
    return looked();
  }

  @Override
  public String toString() {
    return String.valueOf(looked());
  }
}
