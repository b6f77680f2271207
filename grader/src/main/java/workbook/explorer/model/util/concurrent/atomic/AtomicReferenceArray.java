package workbook.explorer.model.util.concurrent.atomic;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.trace.Step.Kind;

/**
 * Models {@link java.util.concurrent.atomic.AtomicReferenceArray}: each element is an atomic
 * variable of its own.
 */
@SuppressWarnings({"serial", "ReferenceEquality", "unchecked"})
public class AtomicReferenceArray<E extends @Nullable Object> implements Serializable {
  private final transient Shared[] cells;
  private final transient @Nullable Object[] values;

  public AtomicReferenceArray(int length) {
    this.values = new Object[length];
    this.cells = cells(length);
  }

  public AtomicReferenceArray(E[] initial) {
    this.values = Arrays.copyOf(initial, initial.length, Object[].class);
    this.cells = cells(values.length);
  }

  private static Shared[] cells(int length) {
    Shared[] cells = new Shared[length];
    for (int i = 0; i < length; i++) {
      cells[i] = Sim.shared("AtomicReferenceArray[" + i + "]");
    }
    return cells;
  }

  public final int length() {
    return values.length;
  }

  private E looked(int i) {
    Shared cell = cells[i];
    Sim.look(cell, Kind.READ, "reads");
    Sim.acquire(cell);
    Sim.value(values[i]);
    return (E) values[i];
  }

  private void stored(int i, E to) {
    Shared cell = cells[i];
    Sim.step(cell, Kind.WRITE, "writes");
    Sim.release(cell);
    values[i] = to;
    Sim.value(to);
  }

  private E swapped(int i, E to) {
    E before = (E) values[i];
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

  private boolean cas(int i, E expected, E to) {
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

  private E exchanged(int i, E expected, E to) {
    Shared cell = cells[i];
    Sim.step(cell, Kind.UPDATE, "compares and exchanges");
    Sim.acquire(cell);
    E before = (E) values[i];
    if (before == expected) {
      Sim.release(cell);
      values[i] = to;
    } else {
      Sim.unchanged(cell);
    }
    Sim.value(before);
    return before;
  }

  public final E get(int i) {
    return looked(i);
  }

  public final E getPlain(int i) {
    return looked(i);
  }

  public final E getOpaque(int i) {
    return looked(i);
  }

  public final E getAcquire(int i) {
    return looked(i);
  }

  public final void set(int i, E to) {
    stored(i, to);
  }

  public final void lazySet(int i, E to) {
    stored(i, to);
  }

  public final void setPlain(int i, E to) {
    stored(i, to);
  }

  public final void setOpaque(int i, E to) {
    stored(i, to);
  }

  public final void setRelease(int i, E to) {
    stored(i, to);
  }

  public final E getAndSet(int i, E to) {
    update(i, "gets and sets");
    return swapped(i, to);
  }

  public final boolean compareAndSet(int i, E expected, E to) {
    return cas(i, expected, to);
  }

  @Deprecated
  public final boolean weakCompareAndSet(int i, E expected, E to) {
    return cas(i, expected, to);
  }

  public final boolean weakCompareAndSetPlain(int i, E expected, E to) {
    return cas(i, expected, to);
  }

  public final boolean weakCompareAndSetVolatile(int i, E expected, E to) {
    return cas(i, expected, to);
  }

  public final boolean weakCompareAndSetAcquire(int i, E expected, E to) {
    return cas(i, expected, to);
  }

  public final boolean weakCompareAndSetRelease(int i, E expected, E to) {
    return cas(i, expected, to);
  }

  public final E compareAndExchange(int i, E expected, E to) {
    return exchanged(i, expected, to);
  }

  public final E compareAndExchangeAcquire(int i, E expected, E to) {
    return exchanged(i, expected, to);
  }

  public final E compareAndExchangeRelease(int i, E expected, E to) {
    return exchanged(i, expected, to);
  }

  public final E getAndUpdate(int i, UnaryOperator<E> function) {
    while (true) {
      E before = looked(i);
      if (cas(i, before, function.apply(before))) {
        return before;
      }
    }
  }

  public final E updateAndGet(int i, UnaryOperator<E> function) {
    while (true) {
      E before = looked(i);
      E after = function.apply(before);
      if (cas(i, before, after)) {
        return after;
      }
    }
  }

  public final E getAndAccumulate(int i, E x, BinaryOperator<E> function) {
    while (true) {
      E before = looked(i);
      if (cas(i, before, function.apply(before, x))) {
        return before;
      }
    }
  }

  public final E accumulateAndGet(int i, E x, BinaryOperator<E> function) {
    while (true) {
      E before = looked(i);
      E after = function.apply(before, x);
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
