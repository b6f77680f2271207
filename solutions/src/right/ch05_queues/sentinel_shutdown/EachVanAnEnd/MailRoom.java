// Right because: each van puts an end of its own on the belt; who takes the last of them knows that
// all is sorted or in hand, and tells the others.
package workbook.ch05_queues.sentinel_shutdown;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

public final class MailRoom {
  private static final Object VAN_IS_EMPTY = new Object();
  private static final Object GO_HOME = new Object();

  private final BlockingQueue<Object> belt;
  private final AtomicInteger endsToCome;
  private final int sorters;

  public MailRoom(int vans, int sorters, int room) {
    belt = new ArrayBlockingQueue<>(room);
    endsToCome = new AtomicInteger(vans);
    this.sorters = sorters;
  }

  public void unload(Iterable<Letter> load) throws InterruptedException {
    try {
      for (Letter letter : load) {
        belt.put(letter);
      }
    } finally {
      belt.put(VAN_IS_EMPTY);
    }
  }

  public int sort(Consumer<Letter> pigeonholes) throws InterruptedException {
    int sorted = 0;
    while (true) {
      Object item = belt.take();
      if (item instanceof Letter letter) {
        pigeonholes.accept(letter);
        sorted++;
      } else if (item == GO_HOME) {
        passOn();
        return sorted;
      } else if (endsToCome.decrementAndGet() == 0) {
        passOn();
        return sorted;
      }
    }
  }

  private void passOn() throws InterruptedException {
    if (sorters > 1) {
      belt.put(GO_HOME);
    }
  }
}
