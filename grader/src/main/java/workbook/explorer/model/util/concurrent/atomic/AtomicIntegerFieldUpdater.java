package workbook.explorer.model.util.concurrent.atomic;

import static java.util.Objects.requireNonNull;

import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Order;

/** Models {@link java.util.concurrent.atomic.AtomicIntegerFieldUpdater}: each call is one step. */
public abstract class AtomicIntegerFieldUpdater<T> {
  private static final StackWalker CALLERS =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  protected AtomicIntegerFieldUpdater() {}

  public static <U> AtomicIntegerFieldUpdater<U> newUpdater(Class<U> owner, String field) {
    return new OfField<>(
        UpdatedField.find(CALLERS.getCallerClass(), owner, int.class, field, "integer"));
  }

  public abstract boolean compareAndSet(@Nullable T object, int expected, int to);

  public abstract boolean weakCompareAndSet(@Nullable T object, int expected, int to);

  public abstract void set(@Nullable T object, int to);

  public abstract void lazySet(@Nullable T object, int to);

  public abstract int get(@Nullable T object);

  public int getAndSet(@Nullable T object, int to) {
    while (true) {
      int before = get(object);
      if (compareAndSet(object, before, to)) {
        return before;
      }
    }
  }

  public int getAndIncrement(@Nullable T object) {
    return getAndAdd(object, 1);
  }

  public int getAndDecrement(@Nullable T object) {
    return getAndAdd(object, -1);
  }

  public int getAndAdd(@Nullable T object, int delta) {
    return getAndUpdate(object, before -> before + delta);
  }

  public int incrementAndGet(@Nullable T object) {
    return getAndAdd(object, 1) + 1;
  }

  public int decrementAndGet(@Nullable T object) {
    return getAndAdd(object, -1) - 1;
  }

  public int addAndGet(@Nullable T object, int delta) {
    return getAndAdd(object, delta) + delta;
  }

  public final int getAndUpdate(@Nullable T object, IntUnaryOperator function) {
    while (true) {
      int before = get(object);
      if (compareAndSet(object, before, function.applyAsInt(before))) {
        return before;
      }
    }
  }

  public final int updateAndGet(@Nullable T object, IntUnaryOperator function) {
    while (true) {
      int before = get(object);
      int after = function.applyAsInt(before);
      if (compareAndSet(object, before, after)) {
        return after;
      }
    }
  }

  public final int getAndAccumulate(@Nullable T object, int x, IntBinaryOperator function) {
    while (true) {
      int before = get(object);
      if (compareAndSet(object, before, function.applyAsInt(before, x))) {
        return before;
      }
    }
  }

  public final int accumulateAndGet(@Nullable T object, int x, IntBinaryOperator function) {
    while (true) {
      int before = get(object);
      int after = function.applyAsInt(before, x);
      if (compareAndSet(object, before, after)) {
        return after;
      }
    }
  }

  private static final class OfField<T> extends AtomicIntegerFieldUpdater<T> {
    private final UpdatedField field;

    OfField(UpdatedField field) {
      this.field = field;
    }

    @Override
    public boolean compareAndSet(@Nullable T object, int expected, int to) {
      return field.swap(object, expected, to);
    }

    @Override
    public boolean weakCompareAndSet(@Nullable T object, int expected, int to) {
      return field.swap(object, expected, to);
    }

    @Override
    public void set(@Nullable T object, int to) {
      field.of(object).write(Order.VOLATILE, to);
    }

    @Override
    public void lazySet(@Nullable T object, int to) {
      field.of(object).write(Order.RELEASE_ACQUIRE, to);
    }

    @Override
    public int get(@Nullable T object) {
      return (int) requireNonNull(field.of(object).read(Order.VOLATILE));
    }

    @Override
    public int getAndSet(@Nullable T object, int to) {
      return (int)
          requireNonNull(
              field
                  .of(object)
                  .update("gets and sets", Order.VOLATILE, Order.VOLATILE, before -> to));
    }

    @Override
    public int getAndAdd(@Nullable T object, int delta) {
      return (int)
          requireNonNull(
              field
                  .of(object)
                  .update(
                      "adds to",
                      Order.VOLATILE,
                      Order.VOLATILE,
                      before -> (int) requireNonNull(before) + delta));
    }
  }
}
