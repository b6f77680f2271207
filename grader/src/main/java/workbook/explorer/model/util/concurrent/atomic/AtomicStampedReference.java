package workbook.explorer.model.util.concurrent.atomic;

import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.trace.Step.Kind;

/**
 * Models {@link java.util.concurrent.atomic.AtomicStampedReference}: reference and stamp change in
 * one step.
 */
@SuppressWarnings("ReferenceEquality")
public class AtomicStampedReference<V extends @Nullable Object> {
  private final Shared cell = Sim.shared("AtomicStampedReference");
  private V reference;
  private int stamp;

  public AtomicStampedReference(V initial, int stamp) {
    this.reference = initial;
    this.stamp = stamp;
  }

  private void look() {
    Sim.look(cell, Kind.READ, "reads");
    Sim.acquire(cell);
    Sim.value(reference);
  }

  public V getReference() {
    look();
    return reference;
  }

  public int getStamp() {
    look();
    return stamp;
  }

  public V get(int[] holder) {
    look();
    holder[0] = stamp;
    return reference;
  }

  public boolean weakCompareAndSet(V expected, V to, int expectedStamp, int toStamp) {
    return compareAndSet(expected, to, expectedStamp, toStamp);
  }

  public boolean compareAndSet(V expected, V to, int expectedStamp, int toStamp) {
    Sim.step(cell, Kind.UPDATE, "compares and sets");
    Sim.acquire(cell);
    boolean same = reference == expected && stamp == expectedStamp;
    settle(same && !(to == reference && toStamp == stamp), to, toStamp);
    Sim.value(same ? to : "failed");
    return same;
  }

  private void settle(boolean changes, V to, int toStamp) {
    if (changes) {
      reference = to;
      stamp = toStamp;
      Sim.release(cell);
    } else {
      Sim.unchanged(cell);
    }
  }

  public void set(V to, int toStamp) {
    Sim.step(cell, Kind.WRITE, "writes");
    settle(!(to == reference && toStamp == stamp), to, toStamp);
    Sim.value(to);
  }

  public boolean attemptStamp(V expected, int toStamp) {
    Sim.step(cell, Kind.UPDATE, "tries to set the stamp of");
    Sim.acquire(cell);
    boolean same = reference == expected;
    settle(same && stamp != toStamp, reference, toStamp);
    Sim.value(same);
    return same;
  }
}
