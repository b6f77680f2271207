// Rejected for: notify-for-notify-all
// "Only an empty belt has anybody waiting for it", so only the first letter is announced. But the
// second may come before the sorter who was told of the first has got up; the other one sleeps on.
package workbook.ch05_queues.sentinel_shutdown;

import java.util.*;
import java.util.concurrent.locks.*;
import java.util.function.Consumer;

public final class MailRoom {
  private final Lock lock = new ReentrantLock();
  private final Condition notEmpty = lock.newCondition(), notFull = lock.newCondition();
  private final Queue<Letter> belt = new ArrayDeque<>();
  private final int room;
  private int vans;

  public MailRoom(int vans, int sorters, int room) {
    this.vans = vans;
    this.room = room;
  }

  public void unload(Iterable<Letter> load) throws InterruptedException {
    try {
      for (Letter l : load) {
        lock.lock();
        try {
          while (belt.size() == room) {
            notFull.await();
          }
          belt.add(l);
          if (belt.size() == 1) {
            notEmpty.signal();
          }
        } finally {
          lock.unlock();
        }
      }
    } finally {
      lock.lock();
      try {
        vans--;
        notEmpty.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  public int sort(Consumer<Letter> pigeonholes) throws InterruptedException {
    int n = 0;
    while (true) {
      Letter l;
      lock.lock();
      try {
        while (belt.isEmpty() && vans > 0) {
          notEmpty.await();
        }
        l = belt.poll();
        if (l == null) {
          return n;
        }
        notFull.signal();
      } finally {
        lock.unlock();
      }
      pigeonholes.accept(l);
      n++;
    }
  }
}
