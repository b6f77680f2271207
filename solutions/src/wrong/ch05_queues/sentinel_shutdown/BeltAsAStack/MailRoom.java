// Rejected for: wrong-order
// A deque can be filled and emptied at either end; here both at the same one, so the first letter
// comes last.
package workbook.ch05_queues.sentinel_shutdown;

import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

public final class MailRoom {
  /** The sentinel: told by its identity, since any address may be on a real letter. */
  private static final Letter NO_MORE = new Letter("");

  private final BlockingDeque<Letter> belt; // thread-safe by itself
  private final AtomicInteger vansToCome; // thread-safe by itself
  private final int sorters;

  public MailRoom(int vans, int sorters, int room) {
    belt = new LinkedBlockingDeque<>(room);
    vansToCome = new AtomicInteger(vans);
    this.sorters = sorters;
  }

  public void unload(Iterable<Letter> load) throws InterruptedException {
    try {
      for (Letter letter : load) {
        belt.putFirst(letter);
      }
    } finally { // a van that broke down brings nothing more either
      if (vansToCome.decrementAndGet() == 0) {
        for (int i = 0; i < sorters; i++) {
          belt.putLast(NO_MORE); // behind every letter of every van
        }
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // the identity is what makes the sentinel
  public int sort(Consumer<Letter> pigeonholes) throws InterruptedException {
    int sorted = 0;
    for (Letter letter = belt.takeFirst(); letter != NO_MORE; letter = belt.takeFirst()) {
      pigeonholes.accept(letter);
      sorted++;
    }
    return sorted;
  }
}
