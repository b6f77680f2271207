package workbook.explorer.runtime;

import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** The fields of rewritten classes, for what accesses them by handles instead of by their names. */
public final class Fields {
  /**
   * A field.
   *
   * @param what its name in a trace
   * @param type the type that the trace names its object by
   * @param slot its number within its object
   * @param key as a {@link Site} has it
   * @param isFinal whether it was declared final, even where the rewriting took that away
   * @param statics the number of its class in {@link Statics} where it is static and its class has
   *     an initialiser, or -1
   */
  public record Field(
      String what,
      String type,
      int slot,
      int key,
      boolean isStatic,
      boolean isVolatile,
      boolean isFinal,
      int statics) {}

  private static final Map<Class<?>, Map<String, Field>> ALL = new WeakHashMap<>();

  /** Tells of the fields that a rewritten class declares. */
  public static synchronized void define(Class<?> type, Map<String, Field> fields) {
    ALL.put(type, fields);
  }

  /** Returns a field of a rewritten class or its ancestors, or null where there is none. */
  public static synchronized @Nullable Field find(Class<?> owner, String name) {
    for (Class<?> c = owner; c != null; c = c.getSuperclass()) {
      Field field = ALL.getOrDefault(c, Map.of()).get(name);
      if (field != null) {
        return field;
      }
    }
    return null;
  }

  private Fields() {}
}
