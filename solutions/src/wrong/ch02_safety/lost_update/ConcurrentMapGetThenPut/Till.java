// Rejected for: lost-update
// A concurrent map keeps itself whole, not the sums that its users do between get and put. The
// same slip as with an AtomicInteger, better hidden because the map is "thread-safe".
package workbook.ch02_safety.lost_update;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

public final class Till {
  private final ConcurrentMap<String, Integer> figures = new ConcurrentHashMap<>();

  public void takeIn(int cents) {
    requireMoney(cents);
    figures.put("difference", difference() + cents);
  }

  public void payOut(int cents) {
    requireMoney(cents);
    figures.put("difference", difference() - cents);
  }

  public int difference() {
    return figures.getOrDefault("difference", 0);
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
