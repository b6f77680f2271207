// Rejected for: over-synchronised
// The permit for a place on the belt is given back when the letter is in its pigeonhole. From the
// moment when it was taken the place was free, and the vans wait for nothing.
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
      pigeonholes.accept(letter);
      places.release();
      sorted++;
    }
  }
}
