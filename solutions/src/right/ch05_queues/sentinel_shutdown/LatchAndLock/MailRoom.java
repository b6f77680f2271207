// Right because: a lock guards the count of vans, and the interrupt is told by the thread's status.
package workbook.ch05_queues.sentinel_shutdown;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

public final class MailRoom {
  private static final Letter STOP = new Letter("STOP"); // compared by identity only

  private final BlockingQueue<Letter> belt;
  private final ReentrantLock counting = new ReentrantLock();
  private final int sorters;
  private int vansToCome; // guarded by counting

  public MailRoom(int vans, int sorters, int room) {
    belt = new LinkedBlockingQueue<>(room);
    this.sorters = sorters;
    vansToCome = vans;
  }

  public void unload(Iterable<Letter> load) throws InterruptedException {
    try {
      for (Letter letter : load) {
        belt.put(letter);
      }
    } finally {
      boolean last;
      counting.lock();
      try {
        vansToCome--;
        last = vansToCome == 0;
      } finally {
        counting.unlock();
      }
      for (int i = 0; last && i < sorters; i++) {
        belt.put(STOP);
      }
    }
  }

  public int sort(Consumer<Letter> pigeonholes) {
    int sorted = 0;
    try {
      Letter letter;
      while ((letter = belt.take()) != STOP) {
        pigeonholes.accept(letter);
        sorted++;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return sorted;
  }
}
