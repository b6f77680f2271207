package workbook.explorer.model.util.concurrent.atomic;

import java.io.Serializable;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.trace.Step.Kind;

/**
 * Models {@link java.util.concurrent.atomic.AtomicLongArray}: each element is an atomic variable of
 * its own.
 */
@SuppressWarnings("serial")
public class AtomicLongArray implements Serializable {
  private final transient Shared[] cells;
  private final transient long[] values;

  public AtomicLongArray(int length) {
    this.values = new long[length];
    this.cells = cells(length);
  }

  public AtomicLongArray(long[] initial) {
    this.values = initial.clone();
    this.cells = cells(values.length);
  }

  private static Shared[] cells(int length) {
    Shared[] cells = new Shared[length];
    for (int i = 0; i < length; i++) {
      cells[i] = Sim.shared("AtomicLongArray[" + i + "]");
    }
    return cells;
  }

  public final int length() {
    return values.length;
  }

  private long looked(int i) {
    Shared cell = cells[i];
    Sim.look(cell, Kind.READ, "reads");
    Sim.acquire(cell);
    Sim.value(values[i]);
    return values[i];
  }

  private void stored(int i, long to) {
    Shared cell = cells[i];
    Sim.step(cell, Kind.WRITE, "writes");
    Sim.release(cell);
    values[i] = to;
    Sim.value(to);
  }

  private long swapped(int i, long to) {
    long before = values[i];
    values[i] = to;
    Sim.value(to);
    return before;
  }

  private void update(int i, String what) {
    Shared cell = cells[i];
    Sim.step(cell, Kind.UPDATE, what);
    Sim.acquire(cell);
    Sim.release(cell);
  }

  private boolean cas(int i, long expected, long to) {
    Shared cell = cells[i];
    Sim.step(cell, Kind.UPDATE, "compares and sets");
    Sim.acquire(cell);
    boolean done = values[i] == expected;
    if (done) {
      Sim.release(cell);
      values[i] = to;
      Sim.value(to);
    } else {
      Sim.unchanged(cell);
      Sim.value("failed");
    }
    return done;
  }

  private long exchanged(int i, long expected, long to) {
    Shared cell = cells[i];
    Sim.step(cell, Kind.UPDATE, "compares and exchanges");
    Sim.acquire(cell);
    long before = values[i];
    if (before == expected) {
      Sim.release(cell);
      values[i] = to;
    } else {
      Sim.unchanged(cell);
    }
    Sim.value(before);
    return before;
  }

  public final long get(int i) {
    return looked(i);
  }

  public final long getPlain(int i) {
    return looked(i);
  }

  public final long getOpaque(int i) {
    return looked(i);
  }

  public final long getAcquire(int i) {
    return looked(i);
  }

  public final void set(int i, long to) {
    stored(i, to);
  }

  public final void lazySet(int i, long to) {
    stored(i, to);
  }

  public final void setPlain(int i, long to) {
    stored(i, to);
  }

  public final void setOpaque(int i, long to) {
    stored(i, to);
  }

  public final void setRelease(int i, long to) {
    stored(i, to);
  }

  public final long getAndSet(int i, long to) {
    update(i, "gets and sets");
    return swapped(i, to);
  }

  public final boolean compareAndSet(int i, long expected, long to) {
    return cas(i, expected, to);
  }

  @Deprecated
  public final boolean weakCompareAndSet(int i, long expected, long to) {
    return cas(i, expected, to);
  }

  public final boolean weakCompareAndSetPlain(int i, long expected, long to) {
    return cas(i, expected, to);
  }

  public final boolean weakCompareAndSetVolatile(int i, long expected, long to) {
    return cas(i, expected, to);
  }

  public final boolean weakCompareAndSetAcquire(int i, long expected, long to) {
    return cas(i, expected, to);
  }

  public final boolean weakCompareAndSetRelease(int i, long expected, long to) {
    return cas(i, expected, to);
  }

  public final long compareAndExchange(int i, long expected, long to) {
    return exchanged(i, expected, to);
  }

  public final long compareAndExchangeAcquire(int i, long expected, long to) {
    return exchanged(i, expected, to);
  }

  public final long compareAndExchangeRelease(int i, long expected, long to) {
    return exchanged(i, expected, to);
  }

  public final long getAndIncrement(int i) {
    update(i, "increments");
    return swapped(i, values[i] + 1);
  }

  public final long getAndDecrement(int i) {
    update(i, "decrements");
    return swapped(i, values[i] - 1);
  }

  public final long getAndAdd(int i, long delta) {
    update(i, "adds to");
    return swapped(i, values[i] + delta);
  }

  public final long incrementAndGet(int i) {
    update(i, "increments");
    swapped(i, values[i] + 1);
    return values[i];
  }

  public final long decrementAndGet(int i) {
    update(i, "decrements");
    swapped(i, values[i] - 1);
    return values[i];
  }

  public final long addAndGet(int i, long delta) {
    update(i, "adds to");
    swapped(i, values[i] + delta);
    return values[i];
  }

  public final long getAndUpdate(int i, LongUnaryOperator function) {
    while (true) {
      long before = looked(i);
      if (cas(i, before, function.applyAsLong(before))) {
        return before;
      }
    }
  }

  public final long updateAndGet(int i, LongUnaryOperator function) {
    while (true) {
      long before = looked(i);
      long after = function.applyAsLong(before);
      if (cas(i, before, after)) {
        return after;
      }
    }
  }

  public final long getAndAccumulate(int i, long x, LongBinaryOperator function) {
    while (true) {
      long before = looked(i);
      if (cas(i, before, function.applyAsLong(before, x))) {
        return before;
      }
    }
  }

  public final long accumulateAndGet(int i, long x, LongBinaryOperator function) {
    while (true) {
      long before = looked(i);
      long after = function.applyAsLong(before, x);
      if (cas(i, before, after)) {
        return after;
      }
    }
  }

  @Override
  public String toString() {
    StringBuilder all = new StringBuilder("[");
    for (int i = 0; i < values.length; i++) {
      all.append(i == 0 ? "" : ", ").append(looked(i));
    }
    return all.append(']').toString();
  }
}
