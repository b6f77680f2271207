// Rejected for: lost-update
// A weak compare-and-set may fail although nobody else was there, and a strong one fails where
// somebody was; in both cases the money is lost if nobody looks at what the method returns.
package workbook.ch02_safety.lost_update;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

public final class Till {
  private static final VarHandle DIFFERENCE;

  static {
    try {
      DIFFERENCE = MethodHandles.lookup().findVarHandle(Till.class, "difference", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile int difference;

  public void takeIn(int cents) {
    requireMoney(cents);
    add(cents);
  }

  public void payOut(int cents) {
    requireMoney(cents);
    add(-cents);
  }

  public int difference() {
    return difference;
  }

  private void add(int cents) {
    int old = difference;
    DIFFERENCE.weakCompareAndSet(this, old, old + cents);
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
