package workbook.explorer.model.util.concurrent.atomic;

import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.trace.Step.Kind;

/**
 * Models {@link java.util.concurrent.atomic.AtomicMarkableReference}: reference and mark change in
 * one step.
 */
@SuppressWarnings("ReferenceEquality")
public class AtomicMarkableReference<V extends @Nullable Object> {
  private final Shared cell = Sim.shared("AtomicMarkableReference");
  private V reference;
  private boolean mark;

  public AtomicMarkableReference(V initial, boolean mark) {
    this.reference = initial;
    this.mark = mark;
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

  public boolean isMarked() {
    look();
    return mark;
  }

  public V get(boolean[] holder) {
    look();
    holder[0] = mark;
    return reference;
  }

  public boolean weakCompareAndSet(V expected, V to, boolean expectedMark, boolean toMark) {
    return compareAndSet(expected, to, expectedMark, toMark);
  }

  public boolean compareAndSet(V expected, V to, boolean expectedMark, boolean toMark) {
    Sim.step(cell, Kind.UPDATE, "compares and sets");
    Sim.acquire(cell);
    boolean same = reference == expected && mark == expectedMark;
    settle(same && !(to == reference && toMark == mark), to, toMark);
    Sim.value(same ? to : "failed");
    return same;
  }

  private void settle(boolean changes, V to, boolean toMark) {
    if (changes) {
      reference = to;
      mark = toMark;
      Sim.release(cell);
    } else {
      Sim.unchanged(cell);
    }
  }

  public void set(V to, boolean toMark) {
    Sim.step(cell, Kind.WRITE, "writes");
    settle(!(to == reference && toMark == mark), to, toMark);
    Sim.value(to);
  }

  public boolean attemptMark(V expected, boolean toMark) {
    Sim.step(cell, Kind.UPDATE, "tries to set the mark of");
    Sim.acquire(cell);
    boolean same = reference == expected;
    settle(same && mark != toMark, reference, toMark);
    Sim.value(same);
    return same;
  }
}
