package workbook.explorer.model.cases;

import static workbook.explorer.model.cases.Told.done;
import static workbook.explorer.model.cases.Told.told;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import workbook.explorer.Scenario;
import workbook.explorer.model.RandomSeed;

/** Random calls on locks by one thread, which never has to wait. */
@SuppressWarnings("all")
public class LockSequences {
  private final Random random = new Random(RandomSeed.get());

  @Scenario("the model does what the real class does")
  public void readWriteLock() {
    ReentrantReadWriteLock lock = new ReentrantReadWriteLock(random.nextBoolean());
    Lock read = lock.readLock();
    Lock write = lock.writeLock();
    Condition condition = write.newCondition();
    for (int i = 0; i < 60; i++) {
      switch (random.nextInt(16)) {
        case 0, 1 -> told(read::tryLock);
        case 2, 3 -> done(read::unlock);
        case 4, 5 -> told(write::tryLock);
        case 6, 7 -> done(write::unlock);
        case 8 -> told(lock::getReadLockCount);
        case 9 -> told(lock::isWriteLocked);
        case 10 -> told(() -> lock.getReadHoldCount() + " " + lock.getWriteHoldCount());
        case 11 -> told(() -> read.tryLock(1, TimeUnit.MILLISECONDS));
        case 12 -> done(condition::signalAll);
        case 13 -> told(() -> lock.hasWaiters(condition));
        case 14 -> told(read::newCondition);
        case 15 ->
            done(() -> {
              if (lock.isWriteLockedByCurrentThread() || lock.getReadLockCount() == 0) {
                write.lock();
                read.lock();
              }
            });
        default -> throw new AssertionError();
      }
      told(lock::toString, "@[0-9a-f]+|^[^\\[]*");
    }
    done(() -> {
      while (lock.getReadHoldCount() > 0) {
        read.unlock();
      }
    });
    done(() -> {
      while (lock.getWriteHoldCount() > 0) {
        write.unlock();
      }
    });
  }

  @Scenario("the model does what the real class does")
  public void stampedLock() {
    StampedLock lock = new StampedLock();
    List<Long> stamps = new ArrayList<>(List.of(0L, 257L, 384L));
    for (int i = 0; i < 60; i++) {
      long stamp = stamps.get(random.nextInt(stamps.size()));
      if (random.nextInt(3) > 0) {
        stamp = stamps.getLast();
      }
      long s = stamp;
      Long made = null;
      switch (random.nextInt(18)) {
        case 0 -> made = told(lock::tryWriteLock);
        case 1 -> made = told(lock::tryReadLock);
        case 2 -> made = told(lock::tryOptimisticRead);
        case 3 -> told(() -> lock.validate(s));
        case 4 -> done(() -> lock.unlockWrite(s));
        case 5 -> done(() -> lock.unlockRead(s));
        case 6 -> done(() -> lock.unlock(s));
        case 7 -> made = told(() -> lock.tryConvertToWriteLock(s));
        case 8 -> made = told(() -> lock.tryConvertToReadLock(s));
        case 9 -> made = told(() -> lock.tryConvertToOptimisticRead(s));
        case 10 -> told(lock::tryUnlockRead);
        case 11 -> told(lock::tryUnlockWrite);
        case 12 -> told(lock::getReadLockCount);
        case 13 -> told(() -> lock.isReadLocked() + " " + lock.isWriteLocked());
        case 14 ->
            told(() ->
                StampedLock.isLockStamp(s)
                    + " "
                    + StampedLock.isReadLockStamp(s)
                    + StampedLock.isWriteLockStamp(s)
                    + StampedLock.isOptimisticReadStamp(s));
        case 15 -> done(lock.asReadLock()::unlock);
        case 16 -> done(lock.asWriteLock()::unlock);
        case 17 ->
            made = told(() -> lock.isReadLocked() || lock.isWriteLocked() ? 0L : lock.writeLock());
        default -> throw new AssertionError();
      }
      if (made != null) {
        stamps.add(made);
      }
      told(lock::toString, "^[^\\[]*");
    }
    while (lock.tryUnlockRead() || lock.tryUnlockWrite()) {
      told(lock::isReadLocked);
    }
  }
}
