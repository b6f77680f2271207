package workbook.explorer.model.util.concurrent;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Models {@link java.util.concurrent.ConcurrentLinkedDeque}. */
@SuppressWarnings("serial")
public class ConcurrentLinkedDeque<E> extends LockFreeItems<E> implements Deque<E>, Serializable {
  public ConcurrentLinkedDeque() {
    super("ConcurrentLinkedDeque");
  }

  @SuppressWarnings("this-escape") // as the real class does
  public ConcurrentLinkedDeque(Collection<? extends E> items) {
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
  public void addFirst(E item) {
    insertFirst(item);
  }

  @Override
  public void addLast(E item) {
    insertLast(item);
  }

  @Override
  public void push(E item) {
    insertFirst(item);
  }

  @Override
  public boolean offerFirst(E item) {
    insertFirst(item);
    return true;
  }

  @Override
  public boolean offerLast(E item) {
    insertLast(item);
    return true;
  }

  @Override
  public E remove() {
    return required(takeFirst());
  }

  @Override
  public E pop() {
    return required(takeFirst());
  }

  @Override
  public E removeFirst() {
    return required(takeFirst());
  }

  @Override
  public E removeLast() {
    return required(takeLast());
  }

  @Override
  public @Nullable E poll() {
    return takeFirst();
  }

  @Override
  public @Nullable E pollFirst() {
    return takeFirst();
  }

  @Override
  public @Nullable E pollLast() {
    return takeLast();
  }

  @Override
  public @Nullable E peek() {
    return lookFirst();
  }

  @Override
  public @Nullable E peekFirst() {
    return lookFirst();
  }

  @Override
  public @Nullable E peekLast() {
    return lookLast();
  }

  @Override
  public E element() {
    return required(lookFirst());
  }

  @Override
  public E getFirst() {
    return required(lookFirst());
  }

  @Override
  public E getLast() {
    return required(lookLast());
  }

  @Override
  public boolean removeFirstOccurrence(Object item) {
    requireNonNull(item);
    return removeFirst(item, false);
  }

  @Override
  public boolean removeLastOccurrence(Object item) {
    requireNonNull(item);
    return removeFirst(item, true);
  }

  @Override
  public boolean remove(@Nullable Object item) {
    return removeFirst(requireNonNull(item), false);
  }

  @Override
  public Iterator<E> descendingIterator() {
    return backwards();
  }
}
