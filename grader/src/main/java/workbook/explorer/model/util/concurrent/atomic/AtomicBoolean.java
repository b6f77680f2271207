package workbook.explorer.model.util.concurrent.atomic;

import java.io.Serializable;
import workbook.explorer.runtime.Identity;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.trace.Step.Kind;

/** Models {@link java.util.concurrent.atomic.AtomicBoolean}: each call is one indivisible step. */
@SuppressWarnings("serial")
public class AtomicBoolean extends Identity implements Serializable {
  private final transient Shared cell = Sim.shared("AtomicBoolean");
  private transient boolean value;

  public AtomicBoolean() {}

  public AtomicBoolean(boolean initial) {
    value = initial;
  }

  private boolean looked() {
    Sim.look(cell, Kind.READ, "reads");
    Sim.acquire(cell);
    Sim.value(value);
    return value;
  }

  /** Reads without any order among threads, as the plain and opaque modes do. */
  private boolean glimpsed() {
    Sim.look(cell, Kind.READ, "reads");
    Sim.value(value);
    return value;
  }

  private void stored(boolean to) {
    Sim.step(cell, Kind.WRITE, "writes");
    Sim.release(cell);
    value = to;
    Sim.value(to);
  }

  /** Writes without any order among threads, as the plain and opaque modes do. */
  private void laid(boolean to) {
    Sim.step(cell, Kind.WRITE, "writes");
    value = to;
    Sim.value(to);
  }

  private boolean swapped(boolean to) {
    boolean before = value;
    value = to;
    Sim.value(to);
    return before;
  }

  private void update(String what) {
    Sim.step(cell, Kind.UPDATE, what);
    Sim.acquire(cell);
    Sim.release(cell);
  }

  private boolean cas(boolean expected, boolean to) {
    return cas(expected, to, true, true);
  }

  private boolean cas(boolean expected, boolean to, boolean acquires, boolean releases) {
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

  public final boolean get() {
    return looked();
  }

  public final void set(boolean to) {
    stored(to);
  }

  public final void lazySet(boolean to) {
    stored(to);
  }

  public final boolean getAndSet(boolean to) {
    update("gets and sets");
    return swapped(to);
  }

  public final boolean compareAndSet(boolean expected, boolean to) {
    return cas(expected, to);
  }

  @Deprecated
  public final boolean weakCompareAndSet(boolean expected, boolean to) {
    return cas(expected, to);
  }

  public final boolean weakCompareAndSetPlain(boolean expected, boolean to) {
    return cas(expected, to, false, false);
  }

  public final boolean weakCompareAndSetVolatile(boolean expected, boolean to) {
    return cas(expected, to);
  }

  public final boolean weakCompareAndSetAcquire(boolean expected, boolean to) {
    return cas(expected, to, true, false);
  }

  public final boolean weakCompareAndSetRelease(boolean expected, boolean to) {
    return cas(expected, to, false, true);
  }

  private boolean exchanged(boolean expected, boolean to) {
    Sim.step(cell, Kind.UPDATE, "compares and exchanges");
    Sim.acquire(cell);
    boolean before = value;
    if (before == expected) {
      Sim.release(cell);
      value = to;
    } else {
      Sim.unchanged(cell);
    }
    Sim.value(before);
    return before;
  }

  public final boolean compareAndExchange(boolean expected, boolean to) {
    return exchanged(expected, to);
  }

  public final boolean compareAndExchangeAcquire(boolean expected, boolean to) {
    return exchanged(expected, to);
  }

  public final boolean compareAndExchangeRelease(boolean expected, boolean to) {
    return exchanged(expected, to);
  }

  public final boolean getPlain() {
    return glimpsed();
  }

  public final void setPlain(boolean to) {
    laid(to);
  }

  public final boolean getOpaque() {
    return glimpsed();
  }

  public final void setOpaque(boolean to) {
    laid(to);
  }

  public final boolean getAcquire() {
    return looked();
  }

  public final void setRelease(boolean to) {
    stored(to);
  }

  @Override
  public String toString() {
    return String.valueOf(looked());
  }
}
