// Rejected for: early-end
// Takes an empty belt for the end of the night. It is empty before the first van has come, and
// whenever the sorters are quicker than the vans.
package workbook.ch05_queues.sentinel_shutdown;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

public final class MailRoom {
  private final BlockingQueue<Letter> belt;

  public MailRoom(int vans, int sorters, int room) {
    belt = new ArrayBlockingQueue<>(room);
  }

  public void unload(Iterable<Letter> load) throws InterruptedException {
    for (Letter letter : load) {
      belt.put(letter);
    }
  }

  public int sort(Consumer<Letter> pigeonholes) throws InterruptedException {
    int sorted = 0;
    while (!belt.isEmpty()) {
      pigeonholes.accept(belt.take());
      sorted++;
    }
    return sorted;
  }
}
