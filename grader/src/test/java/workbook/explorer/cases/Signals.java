package workbook.explorer.cases;

import static workbook.explorer.Actors.actor;
import static workbook.explorer.Actors.together;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import workbook.explorer.Scenario;

/** Threads that wait for each other's signals. */
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
public class Signals {

  private static final class Letterbox {
    private final Lock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Deque<String> letters = new ArrayDeque<>();

    void post(String letter) {
      lock.lock();
      try {
        letters.addLast(letter);
        filled.signal();
      } finally {
        lock.unlock();
      }
    }

    String fetchOnce() throws InterruptedException {
      lock.lock();
      try {
        if (letters.isEmpty()) {
          filled.await();
        }
        return letters.removeFirst();
      } finally {
        lock.unlock();
      }
    }
  }

  @Scenario("two readers get a letter each")
  void ifInsteadOfWhile() {
    Letterbox box = new Letterbox();
    together(
        actor("Ann", box::fetchOnce),
        actor("Bob", box::fetchOnce),
        actor(
            "Postman",
            () -> {
              box.post("first");
              box.post("second");
            }));
  }

  private static final class Gate {
    synchronized void pass() throws InterruptedException {
      wait();
    }

    synchronized void open() {
      notify();
    }
  }

  @Scenario("an opened gate lets the walker pass")
  void signalBeforeWait() {
    Gate gate = new Gate();
    together(actor("Walker", gate::pass), actor("Keeper", gate::open));
  }

  /** Room for one. */
  private static final class Tray {
    private final boolean all;
    private @Nullable Integer cup;

    Tray(boolean all) {
      this.all = all;
    }

    synchronized void put(int value) throws InterruptedException {
      while (cup != null) {
        wait();
      }
      cup = value;
      tell();
    }

    synchronized int take() throws InterruptedException {
      while (cup == null) {
        wait();
      }
      int value = cup;
      cup = null;
      tell();
      return value;
    }

    private void tell() {
      if (all) {
        notifyAll();
      } else {
        notify();
      }
    }
  }

  private static void fourAt(Tray tray) {
    together(
        actor("Ann", tray::take),
        actor("Bob", tray::take),
        actor("Cook", () -> tray.put(1)),
        actor("Chef", () -> tray.put(2)));
  }

  @Scenario("two cups go over the tray")
  void notifyForNotifyAll() {
    fourAt(new Tray(false));
  }

  @Scenario("two cups go over the tray")
  void notifyAllOfThem() {
    fourAt(new Tray(true));
  }

  private static final class Ring {
    private final int[] slots;
    private int head;
    private int tail;
    private int count;
    private final Lock lock = new ReentrantLock();
    private final Condition free = lock.newCondition();
    private final Condition filled = lock.newCondition();

    Ring(int capacity) {
      slots = new int[capacity];
    }

    void put(int value) throws InterruptedException {
      lock.lock();
      try {
        while (count == slots.length) {
          free.await();
        }
        slots[tail] = value;
        tail = (tail + 1) % slots.length;
        count++;
        filled.signal();
      } finally {
        lock.unlock();
      }
    }

    int take() throws InterruptedException {
      lock.lock();
      try {
        while (count == 0) {
          filled.await();
        }
        int value = slots[head];
        head = (head + 1) % slots.length;
        count--;
        free.signal();
        return value;
      } finally {
        lock.unlock();
      }
    }
  }

  @Scenario("each number comes out once")
  void boundedRing() {
    Ring ring = new Ring(1);
    int[] got = new int[2];
    together(
        actor("Ann", () -> got[0] = ring.take()),
        actor("Bob", () -> got[1] = ring.take()),
        actor("Cook", () -> ring.put(1)),
        actor("Chef", () -> ring.put(2)));
    assert got[0] + got[1] == 3 : got[0] + " and " + got[1];
  }

  /** Checks in one block and acts in another. */
  private static final class Door {
    private int places = 1;

    void enter() throws InterruptedException {
      synchronized (this) {
        while (places == 0) {
          wait();
        }
      }
      synchronized (this) {
        places--;
      }
    }

    synchronized void leave() {
      places++;
      notify();
    }
  }

  @Scenario("one at a time")
  void admitsTooMany() {
    Door door = new Door();
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    together(
        actor("Ann", () -> visit(door, inside, most)),
        actor("Bob", () -> visit(door, inside, most)));
    assert most.get() == 1 : most + " inside";
  }

  private static void visit(Door door, AtomicInteger inside, AtomicInteger most)
      throws InterruptedException {
    door.enter();
    int now = inside.incrementAndGet();
    most.accumulateAndGet(now, Math::max);
    inside.decrementAndGet();
    door.leave();
  }

  /** Ends when told so, even with work left. */
  private static final class Crew {
    private final Deque<Runnable> work = new ArrayDeque<>();
    private boolean closed;
    private final Thread[] hands = new Thread[2];
    private final boolean finish;

    Crew(boolean finish) {
      this.finish = finish;
      for (int i = 0; i < hands.length; i++) {
        hands[i] = new Thread(this::toil, "hand-" + i);
        hands[i].start();
      }
    }

    private void toil() {
      try {
        while (true) {
          Runnable next;
          synchronized (work) {
            while (work.isEmpty() && !closed) {
              work.wait();
            }
            if (finish ? work.isEmpty() : closed) {
              return;
            }
            next = work.removeFirst();
          }
          next.run();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    void hand(Runnable task) {
      synchronized (work) {
        work.addLast(task);
        work.notifyAll();
      }
    }

    void close() throws InterruptedException {
      synchronized (work) {
        closed = true;
        work.notifyAll();
      }
      for (Thread t : hands) {
        t.join();
      }
    }
  }

  private static void twoTasks(boolean finish) throws InterruptedException {
    AtomicInteger done = new AtomicInteger();
    Crew crew = new Crew(finish);
    crew.hand(done::incrementAndGet);
    crew.hand(done::incrementAndGet);
    crew.close();
    assert done.get() == 2 : "took 2 tasks, did " + done.get();
  }

  @Scenario("what was taken is done")
  void crewThatLosesWork() throws InterruptedException {
    twoTasks(false);
  }

  @Scenario("what was taken is done")
  void crewThatFinishes() throws InterruptedException {
    twoTasks(true);
  }
}
