// Right because: a read-write lock: readers hold it together, so none of them waits for another.
package workbook.ch07_singleton.double_checked;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

public final class Observatory {
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Supplier<StarMap> survey;
  private StarMap map;

  public Observatory(Supplier<StarMap> survey) {
    this.survey = survey;
  }

  public StarMap map() {
    lock.readLock().lock();
    try {
      if (map != null) {
        return map;
      }
    } finally {
      lock.readLock().unlock();
    }
    lock.writeLock().lock();
    try {
      if (map == null) {
        map = survey.get();
      }
      return map;
    } finally {
      lock.writeLock().unlock();
    }
  }
}
