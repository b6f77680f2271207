// Right because: merge does the sum inside the map, as one step for that key.
package workbook.ch02_safety.lost_update;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

public final class Till {
  private final ConcurrentMap<String, Integer> figures = new ConcurrentHashMap<>();

  public void takeIn(int cents) {
    requireMoney(cents);
    figures.merge("difference", cents, Integer::sum);
  }

  public void payOut(int cents) {
    requireMoney(cents);
    figures.merge("difference", -cents, Integer::sum);
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
