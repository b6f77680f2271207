// Rejected for: sleep-for-signal
// Goes home when nothing has come for a while. However long the while is, a van can be later; and
// until then everybody waits in vain.
package workbook.ch05_queues.sentinel_shutdown;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
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
    for (Letter letter = next(); letter != null; letter = next()) {
      pigeonholes.accept(letter);
      sorted++;
    }
    return sorted;
  }

  private Letter next() throws InterruptedException {
    return belt.poll(1, TimeUnit.SECONDS);
  }
}
