// Rejected for: endless-loop
// AtomicReference compares references. The int is boxed anew for each compareAndSet, and from 128
// on the new box is another object than the one inside: it never succeeds. With small amounts all
// tests pass, for Java keeps one box for each of the small numbers.
package workbook.ch02_safety.lost_update;

import java.util.concurrent.atomic.AtomicReference;

public final class Till {
  private final AtomicReference<Integer> figure = new AtomicReference<>(0);

  public void takeIn(int cents) {
    requireMoney(cents);
    add(cents);
  }

  public void payOut(int cents) {
    requireMoney(cents);
    add(-cents);
  }

  private void add(int x) {
    int old;
    do {
      old = figure.get();
    } while (!figure.compareAndSet(old, old + x));
  }

  public int difference() {
    return figure.get();
  }

  private static void requireMoney(int c) {
    if (c < 1) {
      throw new IllegalArgumentException("not an amount of money: " + c);
    }
  }
}
