// Right because: a weak compare-and-set that fails, for a reason or for none, is tried again with
// the
// figure as it then is.
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
    int old;
    do {
      old = difference;
    } while (!DIFFERENCE.weakCompareAndSet(this, old, old + cents));
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
