package workbook.explorer.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The monitor of an object: what {@code synchronized}, {@code wait} and {@code notify} act on. */
final class Monitor extends Shared {
  @Nullable SimThread owner;
  int depth;
  final List<SimThread> waiters = new ArrayList<>(2);

  Monitor(String type) {
    super(type);
  }
}
