// Right because: a StampedLock's read is upgraded or, if others read too, given up for a write
// lock, before the figure is read; a look without a lock counts only if it is validated.
package workbook.ch02_safety.lost_update;

import java.util.concurrent.locks.StampedLock;

public final class Till {
  private final StampedLock sl = new StampedLock();
  private int d;

  public void takeIn(int cents) {
    change(cents, 1);
  }

  public void payOut(int cents) {
    change(cents, -1);
  }

  private void change(int cents, int sign) {
    if (cents <= 0) {
      throw new IllegalArgumentException();
    }
    long stamp = sl.readLock();
    try {
      for (; ; ) {
        long w = sl.tryConvertToWriteLock(stamp);
        if (w != 0) {
          stamp = w;
          d += sign * cents;
          return;
        }
        sl.unlockRead(stamp);
        stamp = sl.writeLock();
      }
    } finally {
      sl.unlock(stamp);
    }
  }

  public int difference() {
    long s = sl.tryOptimisticRead();
    int v = d;
    if (sl.validate(s)) {
      return v;
    }
    s = sl.readLock();
    try {
      return d;
    } finally {
      sl.unlockRead(s);
    }
  }
}
