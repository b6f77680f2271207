// Right because: the belt carries letters and ends as two types; the last sorter to see an end has
// nothing to pass on.
package workbook.ch05_queues.sentinel_shutdown;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

public final class MailRoom {
  private sealed interface Item {}

  private record Mail(Letter letter) implements Item {}

  private record End(int sortersToTell) implements Item {}

  private final BlockingQueue<Item> belt;
  private final int sorters;
  private int vansToCome; // guarded by this

  public MailRoom(int vans, int sorters, int room) {
    this.belt = new ArrayBlockingQueue<>(room, true);
    this.sorters = sorters;
    this.vansToCome = vans;
  }

  public void unload(Iterable<Letter> load) throws InterruptedException {
    try {
      for (Letter letter : load) {
        belt.put(new Mail(letter));
      }
    } finally {
      if (isLast()) {
        belt.put(new End(sorters));
      }
    }
  }

  private synchronized boolean isLast() {
    return --vansToCome == 0;
  }

  public int sort(Consumer<Letter> pigeonholes) throws InterruptedException {
    for (int sorted = 0; ; sorted++) {
      switch (belt.take()) {
        case Mail(Letter letter) -> pigeonholes.accept(letter);
        case End(int toTell) -> {
          if (toTell > 1) {
            belt.put(new End(toTell - 1));
          }
          return sorted;
        }
      }
    }
  }
}
