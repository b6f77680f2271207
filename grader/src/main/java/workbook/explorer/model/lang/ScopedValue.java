package workbook.explorer.model.lang;

import static java.util.Objects.requireNonNull;

import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Sim;

/**
 * Models {@link java.lang.ScopedValue}: bound for as long as a call lasts, for the thread that
 * makes it.
 */
@SuppressWarnings({"JavaLangClash", "NullAway", "unchecked"}) // null is a value like others
public final class ScopedValue<T extends @Nullable Object> {
  private ScopedValue() {}

  public static <T extends @Nullable Object> ScopedValue<T> newInstance() {
    return new ScopedValue<>();
  }

  public static <T extends @Nullable Object> Carrier where(ScopedValue<T> key, T value) {
    return new Carrier(null, requireNonNull(key), value);
  }

  public boolean isBound() {
    return Sim.me().locals().containsKey(this);
  }

  private T bound() {
    return (T) Sim.me().locals().get(this);
  }

  public T get() {
    if (!isBound()) {
      throw new NoSuchElementException("ScopedValue not bound");
    }
    return bound();
  }

  public T orElse(T other) {
    requireNonNull(other);
    return isBound() ? bound() : other;
  }

  public <X extends Throwable> T orElseThrow(Supplier<? extends X> supplier) throws X {
    requireNonNull(supplier);
    if (!isBound()) {
      throw supplier.get();
    }
    return bound();
  }

  @Override
  public int hashCode() {
    return Sim.active() ? Sim.identity(this) : System.identityHashCode(this);
  }

  /** Models {@link java.lang.ScopedValue.CallableOp}. */
  @FunctionalInterface
  public interface CallableOp<T extends @Nullable Object, X extends Throwable> {
    T call() throws X;
  }

  /** Models {@link java.lang.ScopedValue.Carrier}. */
  public static final class Carrier {
    private final @Nullable Carrier before;
    private final ScopedValue<?> key;
    private final @Nullable Object value;

    private Carrier(@Nullable Carrier before, ScopedValue<?> key, @Nullable Object value) {
      this.before = before;
      this.key = key;
      this.value = value;
    }

    public <T extends @Nullable Object> Carrier where(ScopedValue<T> other, T bound) {
      return new Carrier(this, requireNonNull(other), bound);
    }

    @SuppressWarnings("ReferenceEquality")
    public <T extends @Nullable Object> T get(ScopedValue<T> of) {
      for (Carrier c = this; c != null; c = c.before) {
        if (c.key == requireNonNull(of)) {
          return (T) c.value;
        }
      }
      throw new NoSuchElementException("No mapping present");
    }

    public void run(Runnable task) {
      requireNonNull(task);
      this.<@Nullable Object, RuntimeException>call(() -> {
        task.run();
        return null;
      });
    }

    public <R extends @Nullable Object, X extends Throwable> R call(CallableOp<? extends R, X> task)
        throws X {
      requireNonNull(task);
      if (before == null) {
        return within(task);
      }
      return before.<R, X>call(() -> within(task));
    }

    private <R extends @Nullable Object, X extends Throwable> R within(
        CallableOp<? extends R, X> task) throws X {
      var locals = Sim.me().locals();
      boolean bound = locals.containsKey(key);
      Object outer = locals.put(key, value);
      Sim.effect();
      try {
        return task.call();
      } finally {
        if (bound) {
          locals.put(key, outer);
        } else {
          locals.remove(key);
        }
      }
    }
  }
}
