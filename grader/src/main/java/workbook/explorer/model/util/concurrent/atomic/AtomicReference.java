package workbook.explorer.model.util.concurrent.atomic;

import java.io.Serializable;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Identity;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.trace.Step.Kind;

/**
 * Models {@link java.util.concurrent.atomic.AtomicReference}: each call is one indivisible step.
 */
@SuppressWarnings({"serial", "ReferenceEquality"})
public class AtomicReference<V extends @Nullable Object> extends Identity implements Serializable {
  private final transient Shared cell = Sim.shared("AtomicReference");
  private transient V value;

  @SuppressWarnings("NullAway") // null is what an empty reference holds, whatever V is
  public AtomicReference() {}

  public AtomicReference(V initial) {
    value = initial;
  }

  private V looked() {
    Sim.look(cell, Kind.READ, "reads");
    Sim.acquire(cell);
    Sim.value(value);
    return value;
  }

  /** Reads without any order among threads, as the plain and opaque modes do. */
  private V glimpsed() {
    Sim.look(cell, Kind.READ, "reads");
    Sim.value(value);
    return value;
  }

  private void stored(V to) {
    Sim.step(cell, Kind.WRITE, "writes");
    Sim.release(cell);
    value = to;
    Sim.value(to);
  }

  /** Writes without any order among threads, as the plain and opaque modes do. */
  private void laid(V to) {
    Sim.step(cell, Kind.WRITE, "writes");
    value = to;
    Sim.value(to);
  }

  private V swapped(V to) {
    V before = value;
    value = to;
    Sim.value(to);
    return before;
  }

  private void update(String what) {
    Sim.step(cell, Kind.UPDATE, what);
    Sim.acquire(cell);
    Sim.release(cell);
  }

  private boolean cas(V expected, V to) {
    return cas(expected, to, true, true);
  }

  private boolean cas(V expected, V to, boolean acquires, boolean releases) {
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

  public final V get() {
    return looked();
  }

  public final void set(V to) {
    stored(to);
  }

  public final void lazySet(V to) {
    stored(to);
  }

  public final V getAndSet(V to) {
    update("gets and sets");
    return swapped(to);
  }

  public final boolean compareAndSet(V expected, V to) {
    return cas(expected, to);
  }

  @Deprecated
  public final boolean weakCompareAndSet(V expected, V to) {
    return cas(expected, to);
  }

  public final boolean weakCompareAndSetPlain(V expected, V to) {
    return cas(expected, to, false, false);
  }

  public final boolean weakCompareAndSetVolatile(V expected, V to) {
    return cas(expected, to);
  }

  public final boolean weakCompareAndSetAcquire(V expected, V to) {
    return cas(expected, to, true, false);
  }

  public final boolean weakCompareAndSetRelease(V expected, V to) {
    return cas(expected, to, false, true);
  }

  private V exchanged(V expected, V to) {
    Sim.step(cell, Kind.UPDATE, "compares and exchanges");
    Sim.acquire(cell);
    V before = value;
    if (before == expected) {
      Sim.release(cell);
      value = to;
    } else {
      Sim.unchanged(cell);
    }
    Sim.value(before);
    return before;
  }

  public final V compareAndExchange(V expected, V to) {
    return exchanged(expected, to);
  }

  public final V compareAndExchangeAcquire(V expected, V to) {
    return exchanged(expected, to);
  }

  public final V compareAndExchangeRelease(V expected, V to) {
    return exchanged(expected, to);
  }

  public final V getPlain() {
    return glimpsed();
  }

  public final void setPlain(V to) {
    laid(to);
  }

  public final V getOpaque() {
    return glimpsed();
  }

  public final void setOpaque(V to) {
    laid(to);
  }

  public final V getAcquire() {
    return looked();
  }

  public final void setRelease(V to) {
    stored(to);
  }

  public final V getAndUpdate(UnaryOperator<V> function) {
    while (true) {
      V before = looked();
      V after = function.apply(before);
      if (cas(before, after)) {
        return before;
      }
    }
  }

  public final V updateAndGet(UnaryOperator<V> function) {
    while (true) {
      V before = looked();
      V after = function.apply(before);
      if (cas(before, after)) {
        return after;
      }
    }
  }

  public final V getAndAccumulate(V x, BinaryOperator<V> function) {
    while (true) {
      V before = looked();
      V after = function.apply(before, x);
      if (cas(before, after)) {
        return before;
      }
    }
  }

  public final V accumulateAndGet(V x, BinaryOperator<V> function) {
    while (true) {
      V before = looked();
      V after = function.apply(before, x);
      if (cas(before, after)) {
        return after;
      }
    }
  }

  @Override
  public String toString() {
    return String.valueOf(looked());
  }
}
