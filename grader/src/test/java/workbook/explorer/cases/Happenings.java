package workbook.explorer.cases;

import static workbook.explorer.Actors.actor;
import static workbook.explorer.Actors.together;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import workbook.explorer.Scenario;

/** Wrong programs whose faults are to happen on real threads. */
@SuppressWarnings({"NonAtomicVolatileUpdate", "WaitNotInLoop", "NotifyInsteadOfNotifyAll"})
public class Happenings {
  private int plain;
  private volatile int loud;
  private final int[] cells = new int[2];
  private final AtomicInteger atomic = new AtomicInteger();
  private final Map<String, Integer> stock = new HashMap<>();
  private final Deque<String> letters = new ArrayDeque<>();
  private final Object home = new Object();
  private final Object shop = new Object();
  private final ReentrantLock first = new ReentrantLock();
  private final ReentrantLock second = new ReentrantLock();
  private final Condition filled = first.newCondition();

  @Scenario("two additions are two")
  void lostUpdate() throws InterruptedException {
    Thread ann = new Thread(() -> plain++, "Ann");
    Thread bob = new Thread(() -> plain++, "Bob");
    ann.start();
    bob.start();
    ann.join();
    bob.join();
    assert plain == 2 : "expected 2 but was " + plain;
  }

  @Scenario("two additions are two")
  void lostUpdateOfVolatile() {
    together(actor("Ann", () -> loud++), actor("Bob", () -> loud++));
    assert loud == 2 : "expected 2 but was " + loud;
  }

  @Scenario("two additions are two")
  void lostUpdateOfArray() {
    together(actor("Ann", () -> cells[1]++), actor("Bob", () -> cells[1]++));
    assert cells[1] == 2 : "expected 2 but was " + cells[1];
  }

  @Scenario("two additions are two")
  void lostUpdateOfAtomic() {
    together(
        actor("Ann", () -> atomic.set(atomic.get() + 1)),
        actor("Bob", () -> atomic.set(atomic.get() + 1)));
    assert atomic.get() == 2 : "expected 2 but was " + atomic;
  }

  private synchronized int left() {
    return plain;
  }

  private synchronized void take() {
    plain--;
  }

  @Scenario("what is not there cannot be taken")
  void checkThenAct() {
    plain = 1;
    together(actor("Ann", this::takeIfAny), actor("Bob", this::takeIfAny));
    assert plain == 0 : plain + " left";
  }

  private void takeIfAny() {
    if (left() > 0) {
      take();
    }
  }

  @Scenario("the stock is counted once")
  void twoBlocksForOne() {
    together(actor("Ann", this::order), actor("Bob", this::order));
    assert stock.get("tea") == 2 : "ordered " + stock.get("tea");
  }

  private void order() {
    int known;
    synchronized (stock) {
      known = stock.getOrDefault("tea", 0);
    }
    synchronized (stock) {
      stock.put("tea", known + 1);
    }
  }

  @Scenario("each letter is counted")
  void brokenIterator() {
    together(
        actor(
            "Ann",
            () -> {
              int n = size();
              add();
              plain = n + 1;
            }),
        actor("Bob", this::add));
    assert plain == 2 || letters.size() == 2 && plain == 9 : "counted " + plain;
  }

  private int size() {
    synchronized (letters) {
      return letters.size();
    }
  }

  private void add() {
    synchronized (letters) {
      letters.add("letter");
    }
  }

  @Scenario("two readers get a letter each")
  void ifForWhile() {
    together(
        actor("Ann", this::fetch),
        actor("Bob", this::fetch),
        actor("Post", this::post),
        actor("Mail", this::post));
  }

  private synchronized String fetch() throws InterruptedException {
    if (letters.isEmpty()) {
      wait();
    }
    return letters.removeFirst();
  }

  private synchronized void post() {
    letters.addLast("letter");
    notify();
  }

  @Scenario("two readers get a letter each")
  void ifForWhileWithCondition() {
    together(
        actor("Ann", this::fetchUnderLock),
        actor("Bob", this::fetchUnderLock),
        actor("Post", this::postUnderLock),
        actor("Mail", this::postUnderLock));
  }

  private String fetchUnderLock() throws InterruptedException {
    first.lock();
    try {
      if (letters.isEmpty()) {
        filled.await();
      }
      return letters.removeFirst();
    } finally {
      first.unlock();
    }
  }

  private void postUnderLock() {
    first.lock();
    try {
      letters.addLast("letter");
      filled.signal();
    } finally {
      first.unlock();
    }
  }

  @Scenario("both get both")
  void lockOrder() {
    together(
        actor(
            "Ann",
            () -> {
              synchronized (home) {
                synchronized (shop) {
                  plain++;
                }
              }
            }),
        actor(
            "Bob",
            () -> {
              synchronized (shop) {
                synchronized (home) {
                  plain++;
                }
              }
            }));
  }

  /** Has methods under its own lock that call those of another one. */
  private static final class Friend {
    private int bows;

    synchronized void bow(Friend to) {
      bows++;
      to.back();
    }

    synchronized void back() {
      bows++;
    }
  }

  @Scenario("two friends greet each other")
  void lockOrderOfMethods() {
    Friend ann = new Friend();
    Friend bob = new Friend();
    together(actor("Ann", () -> ann.bow(bob)), actor("Bob", () -> bob.bow(ann)));
    assert ann.bows == 2;
  }

  private static void both(ReentrantLock one, ReentrantLock two) {
    one.lock();
    try {
      two.lock();
      two.unlock();
    } finally {
      one.unlock();
    }
  }

  @Scenario("both get both")
  void lockOrderOfLocks() {
    together(actor("Ann", () -> both(first, second)), actor("Bob", () -> both(second, first)));
  }

  @Scenario("an opened gate lets the walker pass")
  void signalBeforeWait() {
    together(
        actor(
            "Walker",
            () -> {
              synchronized (home) {
                home.wait();
              }
            }),
        actor(
            "Keeper",
            () -> {
              synchronized (home) {
                home.notifyAll();
              }
            }));
  }

  @Scenario("an opened gate lets the walker pass")
  void signalBeforeAwait() {
    together(
        actor(
            "Walker",
            () -> {
              first.lock();
              try {
                filled.await();
              } finally {
                first.unlock();
              }
            }),
        actor("Keeper", this::postUnderLock));
  }

  private synchronized void put() throws InterruptedException {
    while (plain == 1) {
      wait();
    }
    plain = 1;
    notify();
  }

  private synchronized void get() throws InterruptedException {
    while (plain == 0) {
      wait();
    }
    plain = 0;
    notify();
  }

  @Scenario("two cups go over the tray")
  void notifyForNotifyAll() {
    together(
        actor("Ann", this::get),
        actor("Bob", this::get),
        actor("Cook", this::put),
        actor("Chef", this::put));
  }

  @Scenario("one of the two sees the other")
  void olderWrite() {
    int[] r = new int[2];
    together(
        actor(
            "Ann",
            () -> {
              plain = 1;
              r[0] = cells[0];
            }),
        actor(
            "Bob",
            () -> {
              cells[0] = 1;
              r[1] = plain;
            }));
    assert r[0] + r[1] > 0 : "neither";
  }
}
