package workbook.explorer.model.util.concurrent;

import java.io.Serializable;
import java.util.Collection;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Models {@link java.util.concurrent.ConcurrentLinkedQueue}. */
@SuppressWarnings("serial")
public class ConcurrentLinkedQueue<E> extends LockFreeItems<E> implements Queue<E>, Serializable {
  public ConcurrentLinkedQueue() {
    super("ConcurrentLinkedQueue");
  }

  @SuppressWarnings("this-escape") // as the real class does
  public ConcurrentLinkedQueue(Collection<? extends E> items) {
    this();
    addAll(items);
  }

  @Override
  public boolean add(E item) {
    insertLast(item);
    return true;
  }

  @Override
  public boolean offer(E item) {
    insertLast(item);
    return true;
  }

  @Override
  public @Nullable E poll() {
    return takeFirst();
  }

  @Override
  public E remove() {
    return required(takeFirst());
  }

  @Override
  public @Nullable E peek() {
    return lookFirst();
  }

  @Override
  public E element() {
    return required(lookFirst());
  }
}
