package workbook.explorer.cases;

import static workbook.explorer.Actors.actor;
import static workbook.explorer.Actors.together;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import workbook.explorer.Scenario;

/** Code that does not want to end, or to be seen. */
@SuppressWarnings({
  "NullAway",
  "InfiniteRecursion",
  "EmptyCatch",
  "CatchAndPrintStackTrace",
  "ThreadPriorityCheck",
  "UnusedVariable",
  "LockNotBeforeTry",
  "SystemOut",
  "WaitNotInLoop"
})
public class Nasty {
  private volatile boolean never;
  private boolean plain;
  private int count;

  @Scenario("ends")
  void emptyLoop() {
    while (true) {
      if (count < 0) {
        return;
      }
    }
  }

  @Scenario("ends")
  void countingLoop() {
    long n = 0;
    while (n >= 0) {
      n = (n + 1) % 1_000_000_007;
    }
  }

  @Scenario("ends")
  void waitsForNobody() {
    together(
        actor(
            "Ann",
            () -> {
              while (!never) {
                Thread.yield();
              }
            }));
  }

  @Scenario("ends")
  void recursion() {
    together(actor("Ann", this::deeper));
  }

  private void deeper() {
    deeper();
  }

  @Scenario("ends")
  void catchesEverything() {
    Object lock = new Object();
    together(
        actor(
            "Ann",
            () -> {
              while (true) {
                try {
                  synchronized (lock) {
                    lock.wait();
                  }
                } catch (Throwable t) {
                  count++;
                } finally {
                  if (count > 5) {
                    count = 0;
                  }
                }
              }
            }));
  }

  @Scenario("ends")
  void sleepsForEver() {
    together(
        actor(
            "Ann",
            () -> {
              while (!never) {
                Thread.sleep(10);
              }
            }));
  }

  @Scenario("ends")
  void pollsUnderALock() {
    ReentrantLock lock = new ReentrantLock();
    together(
        actor(
            "Ann",
            () -> {
              while (true) {
                lock.lock();
                try {
                  if (plain) {
                    return;
                  }
                } finally {
                  lock.unlock();
                }
              }
            }),
        actor(
            "Bob",
            () -> {
              lock.lock();
              try {
                plain = true;
              } finally {
                lock.unlock();
              }
            }));
  }

  @Scenario("can be judged")
  void notModelled() {
    List.of(1).parallelStream().forEach(i -> {});
  }

  @Scenario("can be judged")
  void realLock() throws Exception {
    List<Integer> list = Collections.synchronizedList(new ArrayList<>());
    together(actor("Ann", () -> list.add(1)), actor("Bob", () -> list.add(2)));
    assert list.size() == 2;
  }

  @Scenario("both are in the list")
  void racingList() {
    List<Integer> list = new ArrayList<>();
    together(actor("Ann", () -> list.add(1)), actor("Bob", () -> list.add(2)));
    assert list.size() == 2;
  }

  @Scenario("can be read while it is written")
  void racingIterator() {
    List<Integer> list = new ArrayList<>(List.of(1, 2));
    together(
        actor(
            "Ann",
            () -> {
              for (Iterator<Integer> i = list.iterator(); i.hasNext(); ) {
                count += i.next();
              }
            }),
        actor("Bob", () -> list.add(3)));
  }

  interface Shelf {
    ReentrantLock LOCK = new ReentrantLock();
    List<String> BOOKS = new ArrayList<>();
  }

  @Scenario("static fields of interfaces start afresh")
  void interfaceStatics() {
    together(actor("Ann", () -> put("a")), actor("Bob", () -> put("b")));
    assert Shelf.BOOKS.size() == 2 : Shelf.BOOKS;
  }

  private static void put(String s) {
    Shelf.LOCK.lock();
    try {
      Shelf.BOOKS.add(s);
    } finally {
      Shelf.LOCK.unlock();
    }
  }

  private static final class Left {
    static final int N = Right.value() + 1;

    static int value() {
      return N;
    }
  }

  private static final class Right {
    static final int N = Left.value() + 1;

    static int value() {
      return N;
    }
  }

  @Scenario("classes are initialised by two threads at once")
  void classesThatNeedEachOther() {
    together(actor("Ann", Left::value), actor("Bob", Right::value));
  }

  private static final class Leaky {
    static Leaky seen;
    final int value;

    Leaky() {
      seen = this;
      value = 5;
    }
  }

  @Scenario("a final field is seen whole")
  void escapesFromItsConstructor() {
    together(
        actor("Ann", Leaky::new),
        actor(
            "Bob",
            () -> {
              Leaky l = Leaky.seen;
              assert l == null || l.value == 5 : "half-built";
            }));
  }

  @Scenario("ends")
  void waitsByTheClock() {
    long end = System.nanoTime() + 5_000_000_000L;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  @Scenario(value = "ends", spuriousWakeups = false)
  void waitsForAState() throws Exception {
    Object lock = new Object();
    Thread t =
        new Thread(() -> {
          synchronized (lock) {
            try {
              lock.wait();
            } catch (InterruptedException e) {
              count++;
            }
          }
        });
    t.start();
    while (t.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    t.interrupt();
    t.join();
  }

  @Scenario(value = "many turns are no livelock", maxSchedules = 300)
  void manyTurns() {
    together(actor("Ann", this::addMany), actor("Bob", this::addMany));
    assert count == 2_000 : count;
  }

  private void addMany() {
    for (int i = 0; i < 1_000; i++) {
      synchronized (this) {
        count++;
      }
    }
  }

  @Scenario("ends")
  void talksWithoutEnd() {
    while (true) {
      System.out.println("again");
    }
  }
}
