package workbook.explorer.runtime;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import workbook.explorer.trace.Place;

/**
 * A place in the rewritten code that calls a hook.
 *
 * @param what the field, method or type that it is about
 * @param type the type that the trace names its object by
 * @param isVolatile whether it accesses a volatile field
 * @param slot the field's number within its object
 * @param key the number of the field among all fields, arrays and collections on which threads may
 *     race
 */
public record Site(
    int id, Place place, String what, String type, boolean isVolatile, int slot, int key) {
  /** Read without a lock by every hook; replaced, never shrunk. */
  private static volatile @Nullable Site[] all = new Site[1024];

  private static int count;
  private static final List<String> KEYS = new ArrayList<>();
  private static final Map<String, Integer> KEY_NUMBERS = new HashMap<>();

  /** Adds a site for which no field is to be known. */
  public static synchronized int add(Place place, String what) {
    return add(place, what, "", false, 0, "");
  }

  /** Adds a site and returns its number. */
  public static synchronized int add(
      Place place, String what, String type, boolean isVolatile, int slot, String key) {
    int id = count++;
    @Nullable Site[] table = all;
    if (id == table.length) {
      table = Arrays.copyOf(table, id * 2);
    }
    table[id] = new Site(id, place, what, type, isVolatile, slot, key(key));
    all = table;
    return id;
  }

  static Site get(int id) {
    return requireNonNull(all[id]);
  }

  /** The number of a key, by its name. */
  public static synchronized int key(String name) {
    return KEY_NUMBERS.computeIfAbsent(
        name,
        n -> {
          KEYS.add(n);
          return KEYS.size() - 1;
        });
  }

  /** The name of a key, by its number. */
  public static synchronized String keyName(int key) {
    return KEYS.get(key);
  }
}
