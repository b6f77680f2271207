package workbook.explorer.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something at which threads meet: a monitor, a lock, a queue, an atomic variable, a field.
 *
 * <p>Steps on different objects of this class are independent of each other, and so are two steps
 * on the same one that only read; the search relies on it. A model keeps its state in fields of its
 * own and touches it only between a step on its {@code Shared} and the next step.
 */
public class Shared {
  private final String type;
  private @Nullable String name;
  int[] clock = Clock.ZERO;
  int version;
  private @Nullable List<SimThread> holders;

  /** For the search's use during one run: its steps on this object so far. */
  public @Nullable Object notes;

  Shared(String type) {
    this.type = type;
  }

  /** The threads that hold it as a lock. */
  public List<SimThread> holders() {
    return holders == null ? List.of() : holders;
  }

  void setHolders(List<SimThread> threads) {
    holders = threads.isEmpty() ? null : new ArrayList<>(threads);
  }

  void addHolder(SimThread thread) {
    if (holders == null) {
      holders = new ArrayList<>(1);
    }
    holders.add(thread);
  }

  void removeHolder(SimThread thread) {
    if (holders != null) {
      holders.remove(thread);
    }
  }

  String type() {
    return type;
  }

  int observedKey() {
    return Site.key("whether " + type + " is free");
  }

  /** Its name in a trace: the type and a number in order of first mention. */
  String name(Execution execution) {
    String known = name;
    if (known == null) {
      name = known = execution.number(type);
    }
    return known;
  }
}
