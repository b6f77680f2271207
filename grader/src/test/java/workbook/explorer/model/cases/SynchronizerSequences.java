package workbook.explorer.model.cases;

import static workbook.explorer.model.cases.Told.done;
import static workbook.explorer.model.cases.Told.told;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.AbstractQueuedLongSynchronizer;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import workbook.explorer.Scenario;
import workbook.explorer.model.RandomSeed;

/** Random calls on hand-written synchronisers by one thread, which never has to wait for ever. */
@SuppressWarnings("all")
public class SynchronizerSequences {
  private final Random random = new Random(RandomSeed.get());

  static class Mutex extends AbstractQueuedSynchronizer {
    @Override
    protected boolean tryAcquire(int ignored) {
      if (compareAndSetState(0, 1)) {
        setExclusiveOwnerThread(Thread.currentThread());
        return true;
      }
      return false;
    }

    @Override
    protected boolean tryRelease(int ignored) {
      if (getExclusiveOwnerThread() != Thread.currentThread()) {
        throw new IllegalMonitorStateException();
      }
      setExclusiveOwnerThread(null);
      setState(0);
      return true;
    }

    @Override
    protected boolean isHeldExclusively() {
      return getState() == 1 && getExclusiveOwnerThread() == Thread.currentThread();
    }

    int state() {
      return getState();
    }

    boolean once() {
      return tryAcquire(1);
    }
  }

  static class Permits extends AbstractQueuedLongSynchronizer {
    Permits(int n) {
      setState(n);
    }

    @Override
    protected long tryAcquireShared(long wanted) {
      while (true) {
        long left = getState() - wanted;
        if (left < 0 || compareAndSetState(left + wanted, left)) {
          return left;
        }
      }
    }

    @Override
    protected boolean tryReleaseShared(long given) {
      while (true) {
        long now = getState();
        if (compareAndSetState(now, now + given)) {
          return given > 0;
        }
      }
    }

    long left() {
      return getState();
    }
  }

  @Scenario("the model does what the real class does")
  public void mutex() {
    Mutex mutex = new Mutex();
    Mutex other = new Mutex();
    AbstractQueuedSynchronizer.ConditionObject condition = mutex.new ConditionObject();
    for (int i = 0; i < 40; i++) {
      switch (random.nextInt(12)) {
        case 0, 1 -> told(mutex::once);
        case 2, 3 -> told(() -> mutex.release(1));
        case 4 -> told(() -> mutex.tryAcquireNanos(1, 1000));
        case 5 ->
            done(() -> {
              if (mutex.state() == 0) {
                mutex.acquireInterruptibly(1);
              }
            });
        case 6 -> told(() -> mutex.hasQueuedThreads() + " " + mutex.getQueueLength());
        case 7 -> told(() -> mutex.hasQueuedPredecessors() + " " + mutex.getFirstQueuedThread());
        case 8 -> done(condition::signalAll);
        case 9 -> told(() -> mutex.hasWaiters(condition) + " " + mutex.getQueuedThreads());
        case 10 -> told(() -> mutex.owns(condition) + " " + other.owns(condition));
        case 11 -> told(() -> other.getWaitQueueLength(condition));
        default -> throw new AssertionError();
      }
      told(mutex::toString, "^[^\\[]*");
    }
    told(() -> mutex.isHeldExclusively() ? "held" : condition.await(1, TimeUnit.MICROSECONDS));
    done(() -> mutex.acquireShared(1));
    Thread.currentThread().interrupt();
    done(() -> mutex.acquireInterruptibly(1));
    done(() -> mutex.tryAcquireNanos(1, 5));
  }

  @Scenario("the model does what the real class does")
  public void permits() {
    Permits permits = new Permits(2);
    for (int i = 0; i < 40; i++) {
      int n = random.nextInt(3);
      switch (random.nextInt(5)) {
        case 0 ->
            done(() -> {
              if (permits.left() >= n) {
                permits.acquireShared(n);
              }
            });
        case 1 -> told(() -> permits.releaseShared(n));
        case 2 -> told(() -> permits.tryAcquireSharedNanos(n, 1_000));
        case 3 -> told(permits::left);
        case 4 -> told(() -> permits.tryAcquireNanos(1, 1));
        default -> throw new AssertionError();
      }
      told(permits::toString, "^[^\\[]*");
    }
  }
}
