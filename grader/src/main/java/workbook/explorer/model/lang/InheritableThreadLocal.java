package workbook.explorer.model.lang;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Sim;

/**
 * Models {@link java.lang.InheritableThreadLocal}: a thread begins with the value of the thread
 * that created it.
 */
@SuppressWarnings({"JavaLangClash", "unchecked"})
public class InheritableThreadLocal<T extends @Nullable Object> extends ThreadLocal<T> {
  public InheritableThreadLocal() {}

  protected T childValue(T parentValue) {
    return parentValue;
  }

  /** Returns what a thread inherits that the running thread creates. */
  static Map<Object, @Nullable Object> inherited() {
    Map<Object, @Nullable Object> all = new LinkedHashMap<>();
    if (Sim.active()) {
      Sim.me()
          .locals()
          .forEach((local, value) -> {
            if (local instanceof InheritableThreadLocal<?> inheritable) {
              all.put(
                  local,
                  ((InheritableThreadLocal<@Nullable Object>) inheritable).childValue(value));
            }
          });
    }
    return all;
  }
}
