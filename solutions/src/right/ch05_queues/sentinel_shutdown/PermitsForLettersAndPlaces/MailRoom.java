// Right because: one semaphore counts the letters on the belt and another its free places; who gets
// a permit for a letter and finds none knows that the night is over.
package workbook.ch05_queues.sentinel_shutdown;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

public final class MailRoom {
  private final Queue<Letter> belt = new ConcurrentLinkedQueue<>();
  private final Semaphore places;
  private final Semaphore letters = new Semaphore(0);
  private final AtomicInteger vansToCome;
  private final int sorters;

  public MailRoom(int vans, int sorters, int room) {
    places = new Semaphore(room);
    vansToCome = new AtomicInteger(vans);
    this.sorters = sorters;
  }

  public void unload(Iterable<Letter> load) throws InterruptedException {
    try {
      for (Letter letter : load) {
        places.acquire();
        belt.add(letter);
        letters.release();
      }
    } finally {
      if (vansToCome.decrementAndGet() == 0) {
        letters.release(sorters);
      }
    }
  }

  public int sort(Consumer<Letter> pigeonholes) throws InterruptedException {
    int sorted = 0;
    while (true) {
      letters.acquire();
      Letter letter = belt.poll();
      if (letter == null) {
        return sorted;
      }
      places.release();
      pigeonholes.accept(letter);
      sorted++;
    }
  }
}
