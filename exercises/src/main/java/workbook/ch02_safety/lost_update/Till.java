package workbook.ch02_safety.lost_update;

/**
 * The till of a small café: what it holds more, or less, than in the morning.
 *
 * <p>Several waiters use the same till at the same time. Each sale is taken in, each purchase of
 * milk and flour is paid out, and the owner looks at the figure whenever it suits her. On a quiet
 * day the figure is right. On a busy day it is not, and no amount was ever typed in wrongly.
 *
 * <p>Used by one thread, this class does everything that its README asks for. Your task is to make
 * it true for many. Names and parameters of the three public methods stay as they are; everything
 * else is yours to change.
 */
public final class Till {
  private int difference;

  /**
   * Puts money in.
   *
   * @param cents at least 1
   * @throws IllegalArgumentException if there is nothing to put in
   */
  public void takeIn(int cents) {
    // TODO 1: this one line reads, adds and writes. What if another waiter's line runs in between?
    requireMoney(cents);
    difference = difference + cents;
  }

  /**
   * Takes money out, also more than came in: the morning's change covers it.
   *
   * @param cents at least 1
   * @throws IllegalArgumentException if there is nothing to take out
   */
  public void payOut(int cents) {
    // TODO 2: who must not be at work on the figure while this method is?
    requireMoney(cents);
    difference = difference - cents;
  }

  /** Returns how many cents there are more than in the morning; negative if there are fewer. */
  public int difference() {
    // TODO 3: reading changes nothing. Why may it still be wrong to read just like that?
    return difference;
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
