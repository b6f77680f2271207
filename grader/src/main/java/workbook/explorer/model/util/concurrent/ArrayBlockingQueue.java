package workbook.explorer.model.util.concurrent;

import java.util.ArrayDeque;
import java.util.Collection;

/** Models {@link java.util.concurrent.ArrayBlockingQueue}. */
@SuppressWarnings({"serial", "this-escape"}) // as the real class does
public class ArrayBlockingQueue<E> extends OneLockQueue<E> {
  public ArrayBlockingQueue(int capacity) {
    this(capacity, false);
  }

  public ArrayBlockingQueue(int capacity, boolean fair) {
    super("ArrayBlockingQueue", new ArrayDeque<>(), capacity);
  }

  public ArrayBlockingQueue(int capacity, boolean fair, Collection<? extends E> items) {
    this(capacity, fair);
    addAll(items);
  }
}
