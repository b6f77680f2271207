package workbook.explorer.model.util.concurrent;

import java.util.ArrayDeque;
import java.util.Collection;

/** Models {@link java.util.concurrent.LinkedBlockingQueue}. */
@SuppressWarnings({"serial", "this-escape"}) // as the real class does
public class LinkedBlockingQueue<E> extends OneLockQueue<E> {
  public LinkedBlockingQueue() {
    this(Integer.MAX_VALUE);
  }

  public LinkedBlockingQueue(int capacity) {
    super("LinkedBlockingQueue", new ArrayDeque<>(), capacity);
  }

  public LinkedBlockingQueue(Collection<? extends E> items) {
    this(Integer.MAX_VALUE);
    addAll(items);
  }
}
