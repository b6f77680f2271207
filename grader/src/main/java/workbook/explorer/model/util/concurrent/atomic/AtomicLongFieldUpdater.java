package workbook.explorer.model.util.concurrent.atomic;

import static java.util.Objects.requireNonNull;

import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Order;

/** Models {@link java.util.concurrent.atomic.AtomicLongFieldUpdater}: each call is one step. */
public abstract class AtomicLongFieldUpdater<T> {
  private static final StackWalker CALLERS =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  protected AtomicLongFieldUpdater() {}

  public static <U> AtomicLongFieldUpdater<U> newUpdater(Class<U> owner, String field) {
    return new OfField<>(
        UpdatedField.find(CALLERS.getCallerClass(), owner, long.class, field, "long"));
  }

  public abstract boolean compareAndSet(@Nullable T object, long expected, long to);

  public abstract boolean weakCompareAndSet(@Nullable T object, long expected, long to);

  public abstract void set(@Nullable T object, long to);

  public abstract void lazySet(@Nullable T object, long to);

  public abstract long get(@Nullable T object);

  public long getAndSet(@Nullable T object, long to) {
    while (true) {
      long before = get(object);
      if (compareAndSet(object, before, to)) {
        return before;
      }
    }
  }

  public long getAndIncrement(@Nullable T object) {
    return getAndAdd(object, 1);
  }

  public long getAndDecrement(@Nullable T object) {
    return getAndAdd(object, -1);
  }

  public long getAndAdd(@Nullable T object, long delta) {
    return getAndUpdate(object, before -> before + delta);
  }

  public long incrementAndGet(@Nullable T object) {
    return getAndAdd(object, 1) + 1;
  }

  public long decrementAndGet(@Nullable T object) {
    return getAndAdd(object, -1) - 1;
  }

  public long addAndGet(@Nullable T object, long delta) {
    return getAndAdd(object, delta) + delta;
  }

  public final long getAndUpdate(@Nullable T object, LongUnaryOperator function) {
    while (true) {
      long before = get(object);
      if (compareAndSet(object, before, function.applyAsLong(before))) {
        return before;
      }
    }
  }

  public final long updateAndGet(@Nullable T object, LongUnaryOperator function) {
    while (true) {
      long before = get(object);
      long after = function.applyAsLong(before);
      if (compareAndSet(object, before, after)) {
        return after;
      }
    }
  }

  public final long getAndAccumulate(@Nullable T object, long x, LongBinaryOperator function) {
    while (true) {
      long before = get(object);
      if (compareAndSet(object, before, function.applyAsLong(before, x))) {
        return before;
      }
    }
  }

  public final long accumulateAndGet(@Nullable T object, long x, LongBinaryOperator function) {
    while (true) {
      long before = get(object);
      long after = function.applyAsLong(before, x);
      if (compareAndSet(object, before, after)) {
        return after;
      }
    }
  }

  private static final class OfField<T> extends AtomicLongFieldUpdater<T> {
    private final UpdatedField field;

    OfField(UpdatedField field) {
      this.field = field;
    }

    @Override
    public boolean compareAndSet(@Nullable T object, long expected, long to) {
      return field.swap(object, expected, to);
    }

    @Override
    public boolean weakCompareAndSet(@Nullable T object, long expected, long to) {
      return field.swap(object, expected, to);
    }

    @Override
    public void set(@Nullable T object, long to) {
      field.of(object).write(Order.VOLATILE, to);
    }

    @Override
    public void lazySet(@Nullable T object, long to) {
      field.of(object).write(Order.RELEASE_ACQUIRE, to);
    }

    @Override
    public long get(@Nullable T object) {
      return (long) requireNonNull(field.of(object).read(Order.VOLATILE));
    }

    @Override
    public long getAndSet(@Nullable T object, long to) {
      return (long)
          requireNonNull(
              field
                  .of(object)
                  .update("gets and sets", Order.VOLATILE, Order.VOLATILE, before -> to));
    }

    @Override
    public long getAndAdd(@Nullable T object, long delta) {
      return (long)
          requireNonNull(
              field
                  .of(object)
                  .update(
                      "adds to",
                      Order.VOLATILE,
                      Order.VOLATILE,
                      before -> (long) requireNonNull(before) + delta));
    }
  }
}
