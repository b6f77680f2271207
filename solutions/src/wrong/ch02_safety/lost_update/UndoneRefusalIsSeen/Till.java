// Rejected for: unguarded-access
// Booked, then checked, then taken back: afterwards all is well, but between the two additions
// everybody can see money that was never there.
package workbook.ch02_safety.lost_update;

import java.util.concurrent.atomic.AtomicInteger;

public final class Till {
  private final AtomicInteger difference = new AtomicInteger();

  public void takeIn(int cents) {
    difference.addAndGet(cents);
    if (cents < 1) {
      difference.addAndGet(-cents);
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }

  public void payOut(int cents) {
    difference.addAndGet(-cents);
    if (cents < 1) {
      difference.addAndGet(cents);
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }

  public int difference() {
    return difference.get();
  }
}
