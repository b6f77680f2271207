package workbook.explorer.model.util.concurrent;

import java.util.ArrayDeque;

/**
 * The queue of a pool that has none: it hands a task to a waiting worker or starts one. Never holds
 * anything.
 */
@SuppressWarnings("serial")
final class HandOff<E> extends OneLockQueue<E> {
  HandOff() {
    super("SynchronousQueue", new ArrayDeque<>(), 1);
  }

  @Override
  public boolean offer(E item) {
    return false;
  }

  @Override
  public int remainingCapacity() {
    return 0;
  }
}
