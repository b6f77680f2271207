package workbook.ch02_safety.lost_update;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/** A till for many waiters: every access to the figure, reading too, holds the same lock. */
public final class Till {
  /** Private, so that nobody else can hold it up or think that it guards something else. */
  private final Object lock = new Object();

  @GuardedBy("lock")
  private int difference;

  /** Puts money in. */
  public void takeIn(int cents) {
    requireMoney(cents);
    synchronized (lock) {
      difference += cents;
    }
  }

  /** Takes money out, also more than came in. */
  public void payOut(int cents) {
    requireMoney(cents);
    synchronized (lock) {
      difference -= cents;
    }
  }

  /** Returns how many cents there are more than in the morning; negative if there are fewer. */
  public int difference() {
    synchronized (lock) {
      return difference;
    }
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
