package workbook.explorer.model.cases;

import static workbook.explorer.Actors.actor;
import static workbook.explorer.Actors.together;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import workbook.explorer.Scenario;

/** Two or three threads and a lock that knows readers and writers. */
@SuppressWarnings("all")
public class LockScenarios {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final StampedLock stamped = new StampedLock();
  private final Condition changed = lock.writeLock().newCondition();
  private int left;
  private int right;

  private void write() {
    lock.writeLock().lock();
    try {
      left++;
      right++;
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void read() {
    lock.readLock().lock();
    try {
      assert left == right;
    } finally {
      lock.readLock().unlock();
    }
  }

  @Scenario("readers see no half of a change")
  void readersAndWriters() {
    together(actor("Ann", this::write), actor("Bob", this::read), actor("Eve", this::read));
    assert left == 1;
  }

  @Scenario("two changes are two")
  void writersOnly() {
    together(actor("Ann", this::write), actor("Bob", this::write));
    assert left == 2;
  }

  @Scenario("who has only the read lock does not write")
  void writesWhileReading() {
    Runnable both =
        () -> {
          lock.readLock().lock();
          left++;
          lock.readLock().unlock();
        };
    together(actor("Ann", both::run), actor("Bob", both::run));
  }

  @Scenario("a reader who wants to write waits for itself")
  void upgrade() {
    together(
        actor(
            "Ann",
            () -> {
              lock.readLock().lock();
              lock.writeLock().lock();
            }));
  }

  @Scenario("a writer may go on as a reader")
  void downgrade() {
    together(
        actor(
            "Ann",
            () -> {
              lock.writeLock().lock();
              left = 1;
              right = 1;
              lock.readLock().lock();
              lock.writeLock().unlock();
              assert left == right;
              lock.readLock().unlock();
            }),
        actor("Bob", this::write),
        actor("Eve", this::read));
  }

  @Scenario("readers read together")
  void readersMeet() throws Exception {
    java.util.concurrent.CountDownLatch here = new java.util.concurrent.CountDownLatch(2);
    Runnable meet =
        () -> {
          lock.readLock().lock();
          try {
            here.countDown();
            here.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          } finally {
            lock.readLock().unlock();
          }
        };
    together(actor("Ann", meet::run), actor("Bob", meet::run));
  }

  @Scenario("a writer does not write with another")
  void writersCannotMeet() throws Exception {
    java.util.concurrent.CountDownLatch here = new java.util.concurrent.CountDownLatch(2);
    Runnable meet =
        () -> {
          lock.writeLock().lock();
          try {
            here.countDown();
            here.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          } finally {
            lock.writeLock().unlock();
          }
        };
    together(actor("Ann", meet::run), actor("Bob", meet::run));
  }

  @Scenario("a read lock is given back")
  void readLockLeft() {
    together(actor("Ann", lock.readLock()::lock));
  }

  @Scenario("who waits for a change is woken")
  void condition() {
    together(
        actor(
            "Ann",
            () -> {
              lock.writeLock().lock();
              try {
                while (left == 0) {
                  changed.await();
                }
              } finally {
                lock.writeLock().unlock();
              }
            }),
        actor(
            "Bob",
            () -> {
              lock.writeLock().lock();
              left = 1;
              changed.signal();
              lock.writeLock().unlock();
            }));
  }

  @Scenario("a writer comes when the readers have gone, within its time or not")
  void timedWriter() {
    together(
        actor(
            "Ann",
            () -> {
              if (lock.writeLock().tryLock(5, TimeUnit.MILLISECONDS)) {
                left++;
                right++;
                lock.writeLock().unlock();
              }
            }),
        actor("Bob", this::read));
    assert left == right;
  }

  // ---------------------------------------------------------------------------------- stamps

  private void stampedWrite() {
    long stamp = stamped.writeLock();
    left++;
    right++;
    stamped.unlockWrite(stamp);
  }

  @Scenario("an optimistic reader sees no half of a change")
  void optimistic() {
    together(
        actor("Ann", this::stampedWrite),
        actor(
            "Bob",
            () -> {
              long stamp = stamped.tryOptimisticRead();
              int l = left;
              int r = right;
              if (!stamped.validate(stamp)) {
                stamp = stamped.readLock();
                try {
                  l = left;
                  r = right;
                } finally {
                  stamped.unlockRead(stamp);
                }
              }
              assert l == r : l + " and " + r;
            }));
  }

  @Scenario("an optimistic reader asks whether its stamp is still valid")
  void optimisticUnasked() {
    together(
        actor("Ann", this::stampedWrite),
        actor(
            "Bob",
            () -> {
              stamped.tryOptimisticRead();
              int l = left;
              int r = right;
              assert l == r : l + " and " + r;
            }));
  }

  @Scenario("an optimistic reader uses nothing before it has asked")
  void optimisticUsedTooEarly() {
    left = 1;
    right = 1;
    together(
        actor("Ann", this::stampedWrite),
        actor(
            "Bob",
            () -> {
              int ratio;
              long stamp;
              do {
                stamp = stamped.tryOptimisticRead();
                ratio = 1 / (1 + left - right);
              } while (!stamped.validate(stamp));
              assert ratio == 1;
            }));
  }

  @Scenario("a writer without the lock is in a race with an optimistic reader")
  void optimisticWithAWriterWithoutLock() {
    together(
        actor("Ann", () -> left++),
        actor(
            "Bob",
            () -> {
              long stamp = stamped.tryOptimisticRead();
              int l = left;
              if (stamped.validate(stamp)) {
                right = l;
              }
            }));
  }

  @Scenario("an optimistic reader reads in two goes, and asks after each")
  void optimisticTwice() {
    together(
        actor("Ann", this::stampedWrite),
        actor(
            "Bob",
            () -> {
              while (true) {
                long stamp = stamped.tryOptimisticRead();
                if (stamp == 0) {
                  Thread.onSpinWait();
                  continue;
                }
                int l = left;
                if (!stamped.validate(stamp)) {
                  continue;
                }
                int r = right;
                if (!stamped.validate(stamp)) {
                  continue;
                }
                assert l == r;
                return;
              }
            }));
  }

  @Scenario("who writes and wants to write again waits for itself")
  void stampedTwice() {
    together(
        actor(
            "Ann",
            () -> {
              stamped.writeLock();
              stamped.writeLock();
            }));
  }

  @Scenario("who writes and wants to read waits for itself")
  void stampedWriteThenRead() {
    together(
        actor(
            "Ann",
            () -> {
              stamped.writeLock();
              stamped.readLock();
            }));
  }

  @Scenario("who reads twice may go behind a writer, who waits for it")
  void stampedReadTwice() {
    together(
        actor(
            "Ann",
            () -> {
              long first = stamped.readLock();
              long second = stamped.readLock();
              stamped.unlockRead(second);
              stamped.unlockRead(first);
            }),
        actor("Bob", this::stampedWrite));
  }

  @Scenario("a stamp becomes a write lock where nobody came between")
  void stampedConversion() {
    Runnable add =
        () -> {
          long stamp = stamped.readLock();
          try {
            while (true) {
              long write = stamped.tryConvertToWriteLock(stamp);
              if (write != 0) {
                stamp = write;
                left++;
                return;
              }
              stamped.unlockRead(stamp);
              stamp = stamped.writeLock();
            }
          } finally {
            stamped.unlock(stamp);
          }
        };
    together(actor("Ann", add::run), actor("Bob", add::run));
    assert left == 2;
  }

  @Scenario("who has only a stamped read lock does not write")
  void stampedWritesWhileReading() {
    Runnable both =
        () -> {
          long stamp = stamped.readLock();
          left++;
          stamped.unlockRead(stamp);
        };
    together(actor("Ann", both::run), actor("Bob", both::run));
  }
}
