// Right because: AbstractQueuedSynchronizer lets people queue and sleep; who has the key, and how
// often, is decided here.
package workbook.ch03_locks.reentrant_lock;

import java.util.concurrent.locks.AbstractQueuedSynchronizer;

public final class DepotKey {
  private static final class Sync extends AbstractQueuedSynchronizer {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean tryAcquire(int one) {
      Thread me = Thread.currentThread();
      if (getExclusiveOwnerThread() == me) {
        setState(getState() + one);
        return true;
      }
      if (compareAndSetState(0, one)) {
        setExclusiveOwnerThread(me);
        return true;
      }
      return false;
    }

    @Override
    protected boolean tryRelease(int one) {
      if (getExclusiveOwnerThread() != Thread.currentThread()) {
        throw new IllegalMonitorStateException();
      }
      int left = getState() - one;
      if (left == 0) {
        setExclusiveOwnerThread(null);
      }
      setState(left);
      return left == 0;
    }

    int heldByMe() {
      return getExclusiveOwnerThread() == Thread.currentThread() ? getState() : 0;
    }
  }

  private final Sync sync = new Sync();

  public void take() {
    sync.acquire(1);
  }

  public void giveBack() {
    sync.release(1);
  }

  public int timesTaken() {
    return sync.heldByMe();
  }
}
