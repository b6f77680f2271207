package workbook.explorer.model.util.concurrent.atomic;

import java.io.Serializable;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.trace.Step.Kind;

/** Models {@link java.util.concurrent.atomic.AtomicLong}: each call is one indivisible step. */
@SuppressWarnings("serial")
public class AtomicLong extends Number implements Serializable {
  private final transient Shared cell = Sim.shared("AtomicLong");
  private transient long value;

  public AtomicLong() {}

  public AtomicLong(long initial) {
    value = initial;
  }

  private long looked() {
    Sim.look(cell, Kind.READ, "reads");
    Sim.acquire(cell);
    Sim.value(value);
    return value;
  }

  /** Reads without any order among threads, as the plain and opaque modes do. */
  private long glimpsed() {
    Sim.look(cell, Kind.READ, "reads");
    Sim.value(value);
    return value;
  }

  private void stored(long to) {
    Sim.step(cell, Kind.WRITE, "writes");
    Sim.release(cell);
    value = to;
    Sim.value(to);
  }

  /** Writes without any order among threads, as the plain and opaque modes do. */
  private void laid(long to) {
    Sim.step(cell, Kind.WRITE, "writes");
    value = to;
    Sim.value(to);
  }

  private long swapped(long to) {
    long before = value;
    value = to;
    Sim.value(to);
    return before;
  }

  private void update(String what) {
    Sim.step(cell, Kind.UPDATE, what);
    Sim.acquire(cell);
    Sim.release(cell);
  }

  private boolean cas(long expected, long to) {
    return cas(expected, to, true, true);
  }

  private boolean cas(long expected, long to, boolean acquires, boolean releases) {
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

  public final long get() {
    return looked();
  }

  public final void set(long to) {
    stored(to);
  }

  public final void lazySet(long to) {
    stored(to);
  }

  public final long getAndSet(long to) {
    update("gets and sets");
    return swapped(to);
  }

  public final boolean compareAndSet(long expected, long to) {
    return cas(expected, to);
  }

  @Deprecated
  public final boolean weakCompareAndSet(long expected, long to) {
    return cas(expected, to);
  }

  public final boolean weakCompareAndSetPlain(long expected, long to) {
    return cas(expected, to, false, false);
  }

  public final boolean weakCompareAndSetVolatile(long expected, long to) {
    return cas(expected, to);
  }

  public final boolean weakCompareAndSetAcquire(long expected, long to) {
    return cas(expected, to, true, false);
  }

  public final boolean weakCompareAndSetRelease(long expected, long to) {
    return cas(expected, to, false, true);
  }

  private long exchanged(long expected, long to) {
    Sim.step(cell, Kind.UPDATE, "compares and exchanges");
    Sim.acquire(cell);
    long before = value;
    if (before == expected) {
      Sim.release(cell);
      value = to;
    } else {
      Sim.unchanged(cell);
    }
    Sim.value(before);
    return before;
  }

  public final long compareAndExchange(long expected, long to) {
    return exchanged(expected, to);
  }

  public final long compareAndExchangeAcquire(long expected, long to) {
    return exchanged(expected, to);
  }

  public final long compareAndExchangeRelease(long expected, long to) {
    return exchanged(expected, to);
  }

  public final long getPlain() {
    return glimpsed();
  }

  public final void setPlain(long to) {
    laid(to);
  }

  public final long getOpaque() {
    return glimpsed();
  }

  public final void setOpaque(long to) {
    laid(to);
  }

  public final long getAcquire() {
    return looked();
  }

  public final void setRelease(long to) {
    stored(to);
  }

  public final long getAndIncrement() {
    update("increments");
    return swapped(value + 1);
  }

  public final long getAndDecrement() {
    update("decrements");
    return swapped(value - 1);
  }

  public final long getAndAdd(long delta) {
    update("adds to");
    return swapped(value + delta);
  }

  public final long incrementAndGet() {
    update("increments");
    swapped(value + 1);
    return value;
  }

  public final long decrementAndGet() {
    update("decrements");
    swapped(value - 1);
    return value;
  }

  public final long addAndGet(long delta) {
    update("adds to");
    swapped(value + delta);
    return value;
  }

  public final long getAndUpdate(LongUnaryOperator function) {
    while (true) {
      long before = looked();
      long after = function.applyAsLong(before);
      if (cas(before, after)) {
        return before;
      }
    }
  }

  public final long updateAndGet(LongUnaryOperator function) {
    while (true) {
      long before = looked();
      long after = function.applyAsLong(before);
      if (cas(before, after)) {
        return after;
      }
    }
  }

  public final long getAndAccumulate(long x, LongBinaryOperator function) {
    while (true) {
      long before = looked();
      long after = function.applyAsLong(before, x);
      if (cas(before, after)) {
        return before;
      }
    }
  }

  public final long accumulateAndGet(long x, LongBinaryOperator function) {
    while (true) {
      long before = looked();
      long after = function.applyAsLong(before, x);
      if (cas(before, after)) {
        return after;
      }
    }
  }

  @Override
  public int intValue() {
    return (int) looked();
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
