// Rejected for: early-end
// The vans are counted as they come. The last to come need not be the last to go: who came before
// it
// may still be unloading when it says that the night is over.
package workbook.ch05_queues.sentinel_shutdown;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

public final class MailRoom {
  /** The sentinel: told by its identity, since any address may be on a real letter. */
  private static final Letter NO_MORE = new Letter("");

  private final BlockingQueue<Letter> belt; // thread-safe by itself
  private final AtomicInteger vansToCome; // thread-safe by itself
  private final int sorters;

  public MailRoom(int vans, int sorters, int room) {
    belt = new ArrayBlockingQueue<>(room);
    vansToCome = new AtomicInteger(vans);
    this.sorters = sorters;
  }

  public void unload(Iterable<Letter> load) throws InterruptedException {
    boolean last = vansToCome.decrementAndGet() == 0;
    try {
      for (Letter letter : load) {
        belt.put(letter);
      }
    } finally { // a van that broke down brings nothing more either
      if (last) {
        for (int i = 0; i < sorters; i++) {
          belt.put(NO_MORE); // behind every letter of every van
        }
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // the identity is what makes the sentinel
  public int sort(Consumer<Letter> pigeonholes) throws InterruptedException {
    int sorted = 0;
    for (Letter letter = belt.take(); letter != NO_MORE; letter = belt.take()) {
      pigeonholes.accept(letter);
      sorted++;
    }
    return sorted;
  }
}
