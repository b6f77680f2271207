// Right because: stamped locks in order, which are not re-entrant, and a way of its own for one
// tank alone.
package workbook.ch03_locks.lock_ordering;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.StampedLock;

public final class Tank {
  private static final AtomicLong NEXT_RANK = new AtomicLong();

  private final long rank = NEXT_RANK.getAndIncrement();
  private final StampedLock lid = new StampedLock();
  private final int number;
  private int litres;

  public Tank(int number, int litres) {
    this.number = number;
    this.litres = litres;
  }

  public int number() {
    return number;
  }

  public int litres() {
    long stamp = lid.readLock();
    try {
      return litres;
    } finally {
      lid.unlockRead(stamp);
    }
  }

  public boolean pumpTo(Tank target, int amount, Runnable pump) {
    if (this == target) {
      return stir(amount, pump);
    }
    Tank first = rank < target.rank ? this : target;
    Tank second = rank < target.rank ? target : this;
    long firstStamp = first.lid.writeLock();
    try {
      long secondStamp = second.lid.writeLock();
      try {
        if (litres < amount) {
          return false;
        }
        pump.run();
        litres -= amount;
        target.litres += amount;
        return true;
      } finally {
        second.lid.unlockWrite(secondStamp);
      }
    } finally {
      first.lid.unlockWrite(firstStamp);
    }
  }

  private boolean stir(int amount, Runnable pump) {
    long stamp = lid.writeLock();
    try {
      if (litres < amount) {
        return false;
      }
      pump.run();
      return true;
    } finally {
      lid.unlockWrite(stamp);
    }
  }

  public static int inBoth(Tank one, Tank other) {
    Tank first = one.rank < other.rank ? one : other;
    Tank second = first == one ? other : one;
    long firstStamp = first.lid.readLock();
    long secondStamp = second.lid.readLock();
    int sum = one.litres + other.litres;
    second.lid.unlockRead(secondStamp);
    first.lid.unlockRead(firstStamp);
    return sum;
  }
}
