package workbook.explorer.cases;

import static workbook.explorer.Actors.actor;
import static workbook.explorer.Actors.regular;
import static workbook.explorer.Actors.together;

import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import workbook.explorer.Scenario;

/** Regulars who come and go for ever, and somebody who wants to come once. */
public final class Regulars {
  private int readers; // guarded by this
  private boolean writing; // guarded by this
  private int writersWaiting; // guarded by this
  private int figure;

  private void readAndWrite(boolean politely) {
    together(
        regular("Ann", () -> read(politely)),
        regular("Bob", () -> read(politely)),
        actor("writer", this::write));
  }

  private void read(boolean politely) throws InterruptedException {
    synchronized (this) {
      while (writing || politely && writersWaiting > 0) {
        wait();
      }
      readers++;
    }
    int seen = figure;
    synchronized (this) {
      readers--;
      notifyAll();
    }
    assert seen < 2;
  }

  private void write() throws InterruptedException {
    synchronized (this) {
      writersWaiting++;
      while (writing || readers > 0) {
        wait();
      }
      writersWaiting--;
      writing = true;
    }
    figure++;
    synchronized (this) {
      writing = false;
      notifyAll();
    }
  }

  @Scenario("readers who let each other in keep the writer out for ever")
  void readersFirst() {
    readAndWrite(false);
  }

  @Scenario("readers who let a waiting writer go first come to no harm, and neither does he")
  void writersFirst() {
    readAndWrite(true);
  }

  @Scenario("a monitor is handed on in turn")
  void monitor() {
    together(
        regular("Ann", this::countUp), regular("Bob", this::countUp), actor("Eve", this::countUp));
  }

  private synchronized void countUp() {
    figure = 1;
  }

  private final Semaphore permits = new Semaphore(2);

  @Scenario("who needs both permits at once, when others need one each, never gets them")
  void bothPermitsAtOnce() {
    together(
        regular("Ann", this::onePermit),
        regular("Bob", this::onePermit),
        actor(
            "Eve",
            () -> {
              while (!permits.tryAcquire(2)) {
                Thread.onSpinWait();
              }
              permits.release(2);
            }));
  }

  private void onePermit() throws InterruptedException {
    permits.acquire();
    permits.release();
  }

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

  @Scenario("a fair lock lets the writer in")
  void fairLock() {
    together(
        regular("Ann", this::underReadLock),
        regular("Bob", this::underReadLock),
        actor(
            "writer",
            () -> {
              lock.writeLock().lock();
              try {
                figure = 1;
              } finally {
                lock.writeLock().unlock();
              }
            }));
  }

  private void underReadLock() {
    lock.readLock().lock();
    try {
      assert figure < 2;
    } finally {
      lock.readLock().unlock();
    }
  }
}
