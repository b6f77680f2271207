package workbook.explorer.model.util.concurrent.atomic;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Order;

/**
 * Models {@link java.util.concurrent.atomic.AtomicReferenceFieldUpdater}: each call is one step.
 */
public abstract class AtomicReferenceFieldUpdater<T, V extends @Nullable Object> {
  private static final StackWalker CALLERS =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  protected AtomicReferenceFieldUpdater() {}

  public static <U, W> AtomicReferenceFieldUpdater<U, W> newUpdater(
      Class<U> owner, Class<W> type, String field) {
    UpdatedField found = UpdatedField.find(CALLERS.getCallerClass(), owner, type, field, "");
    if (type.isPrimitive()) {
      throw new IllegalArgumentException("Must be reference type");
    }
    return new OfField<>(found, type);
  }

  public abstract boolean compareAndSet(@Nullable T object, V expected, V to);

  public abstract boolean weakCompareAndSet(@Nullable T object, V expected, V to);

  public abstract void set(@Nullable T object, V to);

  public abstract void lazySet(@Nullable T object, V to);

  public abstract V get(@Nullable T object);

  public V getAndSet(@Nullable T object, V to) {
    while (true) {
      V before = get(object);
      if (compareAndSet(object, before, to)) {
        return before;
      }
    }
  }

  public final V getAndUpdate(@Nullable T object, UnaryOperator<V> function) {
    while (true) {
      V before = get(object);
      if (compareAndSet(object, before, function.apply(before))) {
        return before;
      }
    }
  }

  public final V updateAndGet(@Nullable T object, UnaryOperator<V> function) {
    while (true) {
      V before = get(object);
      V after = function.apply(before);
      if (compareAndSet(object, before, after)) {
        return after;
      }
    }
  }

  public final V getAndAccumulate(@Nullable T object, V x, BinaryOperator<V> function) {
    while (true) {
      V before = get(object);
      if (compareAndSet(object, before, function.apply(before, x))) {
        return before;
      }
    }
  }

  public final V accumulateAndGet(@Nullable T object, V x, BinaryOperator<V> function) {
    while (true) {
      V before = get(object);
      V after = function.apply(before, x);
      if (compareAndSet(object, before, after)) {
        return after;
      }
    }
  }

  private static final class OfField<T, V extends @Nullable Object>
      extends AtomicReferenceFieldUpdater<T, V> {
    private final UpdatedField field;
    private final Class<?> type;

    OfField(UpdatedField field, Class<?> type) {
      this.field = field;
      this.type = type;
    }

    private V checked(V value) {
      if (value != null && !type.isInstance(value)) {
        throw new ClassCastException();
      }
      return value;
    }

    @Override
    public boolean compareAndSet(@Nullable T object, V expected, V to) {
      return field.swap(object, expected, checked(to));
    }

    @Override
    public boolean weakCompareAndSet(@Nullable T object, V expected, V to) {
      return field.swap(object, expected, checked(to));
    }

    @Override
    public void set(@Nullable T object, V to) {
      field.of(object).write(Order.VOLATILE, checked(to));
    }

    @Override
    public void lazySet(@Nullable T object, V to) {
      field.of(object).write(Order.RELEASE_ACQUIRE, checked(to));
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the caller says whether it may be null
    public V get(@Nullable T object) {
      return (V) field.of(object).read(Order.VOLATILE);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the caller says whether it may be null
    public V getAndSet(@Nullable T object, V to) {
      Object checked = checked(to);
      return (V)
          field
              .of(object)
              .update("gets and sets", Order.VOLATILE, Order.VOLATILE, before -> checked);
    }
  }
}
