package workbook.explorer.cases;

import static workbook.explorer.Actors.actor;
import static workbook.explorer.Actors.together;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import workbook.explorer.Scenario;

/** Money that moves between accounts with a lock each. */
@SuppressWarnings({
  "NullAway",
  "ThreadPriorityCheck",
  "DoubleCheckedLocking",
  "NonAtomicVolatileUpdate",
  "WaitNotInLoop",
  "ReferenceEquality",
  "NotifyInsteadOfNotifyAll",
  "LockNotBeforeTry"
})
public class Locks {
  private static final class Account {
    final int number;
    final Lock lock = new ReentrantLock();
    int euros = 10;

    Account(int number) {
      this.number = number;
    }
  }

  private final Account home = new Account(1);
  private final Account shop = new Account(2);

  private static void nested(Account from, Account to) {
    synchronized (from) {
      synchronized (to) {
        from.euros--;
        to.euros++;
      }
    }
  }

  private static void nestedLocks(Account from, Account to) {
    from.lock.lock();
    try {
      to.lock.lock();
      try {
        from.euros--;
        to.euros++;
      } finally {
        to.lock.unlock();
      }
    } finally {
      from.lock.unlock();
    }
  }

  @Scenario("money moves both ways at once")
  void oppositeMonitors() {
    together(actor("Ann", () -> nested(home, shop)), actor("Bob", () -> nested(shop, home)));
  }

  @Scenario("money moves both ways at once")
  void oppositeLocks() {
    together(
        actor("Ann", () -> nestedLocks(home, shop)), actor("Bob", () -> nestedLocks(shop, home)));
  }

  @Scenario("money moves both ways at once")
  void orderedLocks() {
    together(
        actor("Ann", () -> nestedLocks(home, shop)), actor("Bob", () -> nestedLocks(home, shop)));
    assert home.euros + shop.euros == 20;
    assert home.number < shop.number;
  }

  @Scenario("a lock is freed by whoever took it")
  void lockLeft() {
    together(actor("Ann", home.lock::lock));
  }

  @Scenario("two locks are tried, and one is freed where the other is taken")
  void tryAndBackOff() {
    together(actor("Ann", () -> attempt(home, shop)), actor("Bob", () -> attempt(shop, home)));
    assert home.euros + shop.euros == 20;
  }

  private static void attempt(Account from, Account to) {
    while (true) {
      from.lock.lock();
      try {
        if (to.lock.tryLock()) {
          try {
            from.euros--;
            to.euros++;
            return;
          } finally {
            to.lock.unlock();
          }
        }
      } finally {
        from.lock.unlock();
      }
      Thread.yield();
    }
  }
}
