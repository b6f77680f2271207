// Right because: getAndAdd by a handle reads, adds and writes the plain field in one step, and
// every
// look at it is a volatile one.
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

  private int difference;

  public void takeIn(int cents) {
    requireMoney(cents);
    DIFFERENCE.getAndAdd(this, cents);
  }

  public void payOut(int cents) {
    requireMoney(cents);
    DIFFERENCE.getAndAdd(this, -cents);
  }

  public int difference() {
    return (int) DIFFERENCE.getVolatile(this);
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
