package workbook.explorer.model.util.concurrent.atomic;

import java.io.Serializable;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.trace.Step.Kind;

/**
 * Models {@link java.util.concurrent.atomic.AtomicIntegerArray}: each element is an atomic variable
 * of its own.
 */
@SuppressWarnings("serial")
public class AtomicIntegerArray implements Serializable {
  private final transient Shared[] cells;
  private final transient int[] values;

  public AtomicIntegerArray(int length) {
    this.values = new int[length];
    this.cells = cells(length);
  }

  public AtomicIntegerArray(int[] initial) {
    this.values = initial.clone();
    this.cells = cells(values.length);
  }

  private static Shared[] cells(int length) {
    Shared[] cells = new Shared[length];
    for (int i = 0; i < length; i++) {
      cells[i] = Sim.shared("AtomicIntegerArray[" + i + "]");
    }
    return cells;
  }

  public final int length() {
    return values.length;
  }

  private int looked(int i) {
    Shared cell = cells[i];
    Sim.look(cell, Kind.READ, "reads");
    Sim.acquire(cell);
    Sim.value(values[i]);
    return values[i];
  }

  private void stored(int i, int to) {
    Shared cell = cells[i];
    Sim.step(cell, Kind.WRITE, "writes");
    Sim.release(cell);
    values[i] = to;
    Sim.value(to);
  }

  private int swapped(int i, int to) {
    int before = values[i];
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

  private boolean cas(int i, int expected, int to) {
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

  private int exchanged(int i, int expected, int to) {
    Shared cell = cells[i];
    Sim.step(cell, Kind.UPDATE, "compares and exchanges");
    Sim.acquire(cell);
    int before = values[i];
    if (before == expected) {
      Sim.release(cell);
      values[i] = to;
    } else {
      Sim.unchanged(cell);
    }
    Sim.value(before);
    return before;
  }

  public final int get(int i) {
    return looked(i);
  }

  public final int getPlain(int i) {
    return looked(i);
  }

  public final int getOpaque(int i) {
    return looked(i);
  }

  public final int getAcquire(int i) {
    return looked(i);
  }

  public final void set(int i, int to) {
    stored(i, to);
  }

  public final void lazySet(int i, int to) {
    stored(i, to);
  }

  public final void setPlain(int i, int to) {
    stored(i, to);
  }

  public final void setOpaque(int i, int to) {
    stored(i, to);
  }

  public final void setRelease(int i, int to) {
    stored(i, to);
  }

  public final int getAndSet(int i, int to) {
    update(i, "gets and sets");
    return swapped(i, to);
  }

  public final boolean compareAndSet(int i, int expected, int to) {
    return cas(i, expected, to);
  }

  @Deprecated
  public final boolean weakCompareAndSet(int i, int expected, int to) {
    return cas(i, expected, to);
  }

  public final boolean weakCompareAndSetPlain(int i, int expected, int to) {
    return cas(i, expected, to);
  }

  public final boolean weakCompareAndSetVolatile(int i, int expected, int to) {
    return cas(i, expected, to);
  }

  public final boolean weakCompareAndSetAcquire(int i, int expected, int to) {
    return cas(i, expected, to);
  }

  public final boolean weakCompareAndSetRelease(int i, int expected, int to) {
    return cas(i, expected, to);
  }

  public final int compareAndExchange(int i, int expected, int to) {
    return exchanged(i, expected, to);
  }

  public final int compareAndExchangeAcquire(int i, int expected, int to) {
    return exchanged(i, expected, to);
  }

  public final int compareAndExchangeRelease(int i, int expected, int to) {
    return exchanged(i, expected, to);
  }

  public final int getAndIncrement(int i) {
    update(i, "increments");
    return swapped(i, values[i] + 1);
  }

  public final int getAndDecrement(int i) {
    update(i, "decrements");
    return swapped(i, values[i] - 1);
  }

  public final int getAndAdd(int i, int delta) {
    update(i, "adds to");
    return swapped(i, values[i] + delta);
  }

  public final int incrementAndGet(int i) {
    update(i, "increments");
    swapped(i, values[i] + 1);
    return values[i];
  }

  public final int decrementAndGet(int i) {
    update(i, "decrements");
    swapped(i, values[i] - 1);
    return values[i];
  }

  public final int addAndGet(int i, int delta) {
    update(i, "adds to");
    swapped(i, values[i] + delta);
    return values[i];
  }

  public final int getAndUpdate(int i, IntUnaryOperator function) {
    while (true) {
      int before = looked(i);
      if (cas(i, before, function.applyAsInt(before))) {
        return before;
      }
    }
  }

  public final int updateAndGet(int i, IntUnaryOperator function) {
    while (true) {
      int before = looked(i);
      int after = function.applyAsInt(before);
      if (cas(i, before, after)) {
        return after;
      }
    }
  }

  public final int getAndAccumulate(int i, int x, IntBinaryOperator function) {
    while (true) {
      int before = looked(i);
      if (cas(i, before, function.applyAsInt(before, x))) {
        return before;
      }
    }
  }

  public final int accumulateAndGet(int i, int x, IntBinaryOperator function) {
    while (true) {
      int before = looked(i);
      int after = function.applyAsInt(before, x);
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
