package workbook.explorer.model.cases;

import static workbook.explorer.Actors.actor;
import static workbook.explorer.Actors.together;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import workbook.explorer.Scenario;

/** Threads and synchronisers as people write them by hand. */
@SuppressWarnings("all")
public class SynchronizerScenarios {
  /** A mutex, with what can be wrong with it. */
  static class Mutex extends AbstractQueuedSynchronizer {
    boolean fair;
    boolean forgetsState;
    boolean saysNotFree;
    boolean getsThenSets;

    @Override
    protected boolean tryAcquire(int ignored) {
      if (fair && hasQueuedPredecessors()) {
        return false;
      }
      if (getsThenSets) {
        if (getState() != 0) {
          return false;
        }
        setState(1);
        return true;
      }
      if (!compareAndSetState(0, 1)) {
        return false;
      }
      setExclusiveOwnerThread(Thread.currentThread());
      return true;
    }

    @Override
    protected boolean tryRelease(int ignored) {
      setExclusiveOwnerThread(null);
      if (!forgetsState) {
        setState(0);
      }
      return !saysNotFree;
    }

    @Override
    protected boolean isHeldExclusively() {
      return getExclusiveOwnerThread() == Thread.currentThread();
    }

    ConditionObject condition() {
      return new ConditionObject();
    }
  }

  /** Permits, with what can be wrong with them. */
  static class Permits extends AbstractQueuedSynchronizer {
    boolean forgets;

    Permits(int n) {
      setState(n);
    }

    @Override
    protected int tryAcquireShared(int wanted) {
      while (true) {
        int now = getState();
        int left = now - wanted;
        if (left < 0 || compareAndSetState(now, left)) {
          return left;
        }
      }
    }

    @Override
    protected boolean tryReleaseShared(int given) {
      while (true) {
        int now = getState();
        if (compareAndSetState(now, now + given)) {
          return !forgets;
        }
      }
    }
  }

  /** A latch for one event. */
  static class Latch extends AbstractQueuedSynchronizer {
    boolean opensNobody;

    @Override
    protected int tryAcquireShared(int ignored) {
      return getState() == 1 ? 1 : -1;
    }

    @Override
    protected boolean tryReleaseShared(int ignored) {
      setState(1);
      return !opensNobody;
    }
  }

  private final Mutex mutex = new Mutex();
  private int count;

  private void add() {
    mutex.acquire(1);
    try {
      count++;
    } finally {
      mutex.release(1);
    }
  }

  private void two() {
    together(actor("Ann", this::add), actor("Bob", this::add));
    assert count == 2 : count;
  }

  @Scenario("two additions are two")
  void mutex() {
    two();
  }

  @Scenario("three additions are three")
  void mutexOfThree() {
    together(actor("Ann", this::add), actor("Bob", this::add), actor("Eve", this::add));
    assert count == 3 : count;
  }

  @Scenario("who asks first is asked first")
  void fairMutex() {
    mutex.fair = true;
    two();
  }

  @Scenario("the state stays as if it were held")
  void forgetsToSetTheState() {
    mutex.forgetsState = true;
    two();
  }

  @Scenario("the queue is not told")
  void forgetsToSayItIsFree() {
    mutex.saysNotFree = true;
    two();
  }

  @Scenario("two find it free")
  void getsThenSets() {
    mutex.getsThenSets = true;
    two();
  }

  @Scenario("two mutexes in two orders")
  void oppositeOrders() {
    Mutex other = new Mutex();
    together(
        actor(
            "Ann",
            () -> {
              mutex.acquire(1);
              other.acquire(1);
              other.release(1);
              mutex.release(1);
            }),
        actor(
            "Bob",
            () -> {
              other.acquire(1);
              mutex.acquire(1);
              mutex.release(1);
              other.release(1);
            }));
  }

  private void limited(Permits permits) {
    Runnable use =
        () -> {
          permits.acquireShared(1);
          permits.releaseShared(1);
        };
    together(actor("Ann", use::run), actor("Bob", use::run), actor("Eve", use::run));
  }

  @Scenario("everybody gets a permit some time")
  void semaphore() {
    Permits permits = new Permits(1);
    Runnable use =
        () -> {
          permits.acquireShared(1);
          permits.releaseShared(1);
        };
    together(actor("Ann", use::run), actor("Bob", use::run));
    assert permits.tryAcquireShared(1) == 0;
  }

  @Scenario("who waits is not told of a permit")
  void semaphoreThatForgets() {
    Permits permits = new Permits(1);
    permits.forgets = true;
    limited(permits);
  }

  private void opened(Latch latch) {
    together(
        actor(
            "Ann",
            () -> {
              latch.acquireShared(1);
              assert count == 1;
            }),
        actor("Bob", () -> latch.acquireShared(1)),
        actor(
            "Eve",
            () -> {
              count = 1;
              latch.releaseShared(1);
            }));
  }

  @Scenario("the latch opens for all")
  void latch() {
    opened(new Latch());
  }

  @Scenario("the latch opens and nobody hears of it")
  void latchThatOpensNobody() {
    Latch latch = new Latch();
    latch.opensNobody = true;
    opened(latch);
  }

  private void signalled(boolean inALoop, boolean asks) {
    var changed = mutex.condition();
    together(
        actor(
            "Ann",
            () -> {
              mutex.acquire(1);
              if (inALoop) {
                while (count == 0) {
                  changed.await();
                }
              } else if (!asks || count == 0) {
                changed.await();
              }
              assert count == 1;
              mutex.release(1);
            }),
        actor(
            "Bob",
            () -> {
              mutex.acquire(1);
              count = 1;
              changed.signal();
              mutex.release(1);
            }));
  }

  @Scenario("a condition of a synchroniser")
  void condition() {
    signalled(true, true);
  }

  @Scenario("a wait may end for no reason")
  void conditionWithIf() {
    signalled(false, true);
  }

  @Scenario("a signal that comes before the wait is lost")
  void signalTooEarly() {
    var changed = mutex.condition();
    together(
        actor(
            "Ann",
            () -> {
              mutex.acquire(1);
              boolean again = true;
              while (again) {
                changed.await();
                again = count == 0;
              }
              mutex.release(1);
            }),
        actor(
            "Bob",
            () -> {
              mutex.acquire(1);
              count = 1;
              changed.signal();
              mutex.release(1);
            }));
  }

  @Scenario("an interrupted wait leaves the queue in order")
  void interrupted() {
    var waiter = new AtomicReference<Thread>();
    together(
        actor(
            "Ann",
            () -> {
              waiter.set(Thread.currentThread());
              try {
                mutex.acquireInterruptibly(1);
                mutex.release(1);
              } catch (InterruptedException e) {
                assert !Thread.currentThread().isInterrupted();
              }
            }),
        actor("Bob", this::add),
        actor(
            "Eve",
            () -> {
              Thread ann = waiter.get();
              if (ann != null) {
                ann.interrupt();
              }
            }));
    assert count == 1;
  }

  @Scenario("who gives up leaves the queue in order")
  void gaveUp() {
    together(
        actor(
            "Ann",
            () -> {
              if (mutex.tryAcquireNanos(1, 1_000)) {
                mutex.release(1);
              }
            }),
        actor("Bob", this::add),
        actor("Eve", this::add));
    assert count == 2;
  }

  @Scenario("who wants little waits behind who wants much")
  void firstComeFirstServed() {
    Permits permits = new Permits(0);
    together(
        actor("Ann", () -> permits.acquireShared(2)),
        actor("Bob", () -> permits.acquireShared(1)),
        actor("Eve", () -> permits.releaseShared(1)));
  }
}
