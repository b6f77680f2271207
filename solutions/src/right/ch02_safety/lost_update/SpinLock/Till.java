// Right because: compareAndSet tests and raises the flag in one step, and finally lowers it.
package workbook.ch02_safety.lost_update;

import java.util.concurrent.atomic.AtomicBoolean;

public final class Till {
  private final AtomicBoolean busy = new AtomicBoolean();
  private int difference;

  public void takeIn(int cents) {
    requireMoney(cents);
    enter();
    try {
      difference += cents;
    } finally {
      leave();
    }
  }

  public void payOut(int cents) {
    requireMoney(cents);
    enter();
    try {
      difference -= cents;
    } finally {
      leave();
    }
  }

  public int difference() {
    enter();
    try {
      return difference;
    } finally {
      leave();
    }
  }

  private void enter() {
    while (!busy.compareAndSet(false, true)) {
      Thread.onSpinWait();
    }
  }

  private void leave() {
    busy.set(false);
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
