package workbook.explorer.model.util.concurrent;

import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.trace.Step.Kind;

/** Models {@link java.util.concurrent.CountedCompleter}. */
@SuppressWarnings("NullAway") // a task without a result has null for one
public abstract class CountedCompleter<T extends @Nullable Object> extends ForkJoinTask<T> {
  private final @Nullable CountedCompleter<?> completer;
  private final Shared count = Sim.shared("pending count");
  private int pending;

  protected CountedCompleter() {
    this(null, 0);
  }

  protected CountedCompleter(@Nullable CountedCompleter<?> completer) {
    this(completer, 0);
  }

  protected CountedCompleter(@Nullable CountedCompleter<?> completer, int pending) {
    this.completer = completer;
    this.pending = pending;
  }

  public abstract void compute();

  /** Called when it is complete; does nothing. */
  public void onCompletion(CountedCompleter<?> caller) {}

  /** Called when it fails; whether its completer fails too. */
  public boolean onExceptionalCompletion(Throwable e, CountedCompleter<?> caller) {
    return true;
  }

  public final @Nullable CountedCompleter<?> getCompleter() {
    return completer;
  }

  private void update(String what) {
    Sim.step(count, Kind.UPDATE, what);
    Sim.acquire(count);
    Sim.release(count);
  }

  public final int getPendingCount() {
    Sim.look(count, Kind.READ, "reads");
    Sim.acquire(count);
    Sim.value(pending);
    return pending;
  }

  public final void setPendingCount(int to) {
    update("sets");
    pending = to;
    Sim.value(to);
  }

  public final void addToPendingCount(int delta) {
    update("adds to");
    pending += delta;
    Sim.value(pending);
  }

  public final boolean compareAndSetPendingCount(int expected, int to) {
    update("compares and sets");
    boolean set = pending == expected;
    if (set) {
      pending = to;
    } else {
      Sim.unchanged(count);
    }
    Sim.value(set);
    return set;
  }

  public final int decrementPendingCountUnlessZero() {
    update("counts down");
    int before = pending;
    if (before != 0) {
      pending--;
    } else {
      Sim.unchanged(count);
    }
    Sim.value(pending);
    return before;
  }

  public final CountedCompleter<?> getRoot() {
    CountedCompleter<?> c = this;
    while (c.completer != null) {
      c = c.completer;
    }
    return c;
  }

  public final void tryComplete() {
    climb(true);
  }

  public final void propagateCompletion() {
    climb(false);
  }

  private void climb(boolean tells) {
    CountedCompleter<?> from = this;
    for (CountedCompleter<?> c = this; c.decrementPendingCountUnlessZero() == 0; c = c.completer) {
      if (tells) {
        c.onCompletion(from);
      }
      from = c;
      if (c.completer == null) {
        c.quietlyComplete();
        return;
      }
    }
  }

  @Override
  public void complete(T value) {
    setRawResult(value);
    onCompletion(this);
    quietlyComplete();
    if (completer != null) {
      completer.tryComplete();
    }
  }

  public final @Nullable CountedCompleter<?> firstComplete() {
    return decrementPendingCountUnlessZero() == 0 ? this : null;
  }

  public final @Nullable CountedCompleter<?> nextComplete() {
    if (completer != null) {
      return completer.firstComplete();
    }
    quietlyComplete();
    return null;
  }

  public final void quietlyCompleteRoot() {
    getRoot().quietlyComplete();
  }

  @Override
  boolean fail(Throwable e) {
    boolean now = super.fail(e);
    if (now && onExceptionalCompletion(e, this) && completer != null) {
      completer.fail(e);
    }
    return now;
  }

  @Override
  protected final boolean exec() {
    compute();
    return false;
  }

  @Override
  public T getRawResult() {
    return null;
  }

  @Override
  protected void setRawResult(T value) {}
}
