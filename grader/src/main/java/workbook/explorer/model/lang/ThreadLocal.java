package workbook.explorer.model.lang;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Identity;
import workbook.explorer.runtime.Sim;

/**
 * Models {@link java.lang.ThreadLocal}: a value for each simulated thread, which no other thread
 * can notice.
 */
@SuppressWarnings({"JavaLangClash", "NullAway", "unchecked"}) // null is a value like others
public class ThreadLocal<T extends @Nullable Object> extends Identity {
  public ThreadLocal() {}

  public static <S extends @Nullable Object> ThreadLocal<S> withInitial(
      Supplier<? extends S> supplier) {
    requireNonNull(supplier);
    return new ThreadLocal<>() {
      @Override
      protected S initialValue() {
        return supplier.get();
      }
    };
  }

  protected T initialValue() {
    return null;
  }

  public T get() {
    Map<Object, @Nullable Object> locals = Sim.me().locals();
    if (!locals.containsKey(this)) {
      locals.put(this, initialValue());
      Sim.effect();
    }
    return (T) locals.get(this);
  }

  public void set(T value) {
    Sim.me().locals().put(this, value);
    Sim.effect();
  }

  public void remove() {
    Sim.me().locals().remove(this);
    Sim.effect();
  }
}
