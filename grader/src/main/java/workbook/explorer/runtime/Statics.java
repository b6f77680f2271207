package workbook.explorer.runtime;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The static initialisers of rewritten classes, which run anew in each schedule. */
public final class Statics {
  /**
   * A class with static state.
   *
   * @param reset puts its static fields back to their defaults
   * @param initialiser what was its static initialiser
   */
  public record Entry(String name, MethodHandle reset, @Nullable MethodHandle initialiser) {}

  private static final List<@Nullable Entry> ENTRIES = new ArrayList<>();
  private static final List<Loading> LOADINGS = new ArrayList<>();

  private record Loading(String name, ClassLoader loader) {}

  /** Reserves a number for a class that is, or will be, rewritten by this loader. */
  public static synchronized int reserve(String name, ClassLoader loader) {
    ENTRIES.add(null);
    LOADINGS.add(new Loading(name, loader));
    return ENTRIES.size() - 1;
  }

  /** Tells how to initialise the class of that number. */
  public static synchronized void define(int id, Entry entry) {
    ENTRIES.set(id, entry);
  }

  private static synchronized @Nullable Entry get(int id) {
    return ENTRIES.get(id);
  }

  private static synchronized Loading loading(int id) {
    return LOADINGS.get(id);
  }

  static void initialise(Execution x, int id) throws Throwable {
    Entry entry = get(id);
    if (entry == null) {
      Loading loading = loading(id);
      Class.forName(loading.name(), false, loading.loader());
      entry = requireNonNull(get(id));
    }
    MethodHandle initialiser = entry.initialiser();
    x.initialise(
        id,
        entry.name(),
        () -> {
          if (initialiser != null) {
            try {
              requireNonNull(initialiser).invokeExact();
            } catch (Exception e) {
              throw new ExceptionInInitializerError(e);
            }
          }
        });
  }

  private Statics() {}
}
