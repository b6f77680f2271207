package workbook.explorer.model.util.concurrent;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Models {@link java.util.concurrent.LinkedBlockingDeque}. */
@SuppressWarnings("serial")
public class LinkedBlockingDeque<E> extends OneLockQueue<E> implements BlockingDeque<E> {
  private final ArrayDeque<E> deque;

  public LinkedBlockingDeque() {
    this(Integer.MAX_VALUE);
  }

  public LinkedBlockingDeque(int capacity) {
    this(capacity, new ArrayDeque<>());
  }

  @SuppressWarnings("this-escape") // as the real class does
  public LinkedBlockingDeque(Collection<? extends E> items) {
    this(Integer.MAX_VALUE);
    addAll(items);
  }

  private LinkedBlockingDeque(int capacity, ArrayDeque<E> items) {
    super("LinkedBlockingDeque", items, capacity);
    this.deque = items;
  }

  private static void requireRoom(boolean inserted) {
    if (!inserted) {
      throw new IllegalStateException("Deque full");
    }
  }

  private static <T> T required(@Nullable T item) {
    if (item == null) {
      throw new NoSuchElementException();
    }
    return item;
  }

  @Override
  public void addFirst(E item) {
    requireRoom(offerFirst(item));
  }

  @Override
  public void addLast(E item) {
    requireRoom(offerLast(item));
  }

  @Override
  public void push(E item) {
    addFirst(item);
  }

  @Override
  public boolean offerFirst(E item) {
    return insert(item, deque::addFirst);
  }

  @Override
  public boolean offerLast(E item) {
    return insert(item, deque::addLast);
  }

  @Override
  public void putFirst(E item) throws InterruptedException {
    insert(item, -1, deque::addFirst);
  }

  @Override
  public void putLast(E item) throws InterruptedException {
    insert(item, -1, deque::addLast);
  }

  @Override
  public boolean offerFirst(E item, long time, TimeUnit unit) throws InterruptedException {
    return insert(item, Math.max(0, unit.toNanos(time)), deque::addFirst);
  }

  @Override
  public boolean offerLast(E item, long time, TimeUnit unit) throws InterruptedException {
    return insert(item, Math.max(0, unit.toNanos(time)), deque::addLast);
  }

  @Override
  public E removeFirst() {
    return required(pollFirst());
  }

  @Override
  public E removeLast() {
    return required(pollLast());
  }

  @Override
  public E pop() {
    return removeFirst();
  }

  @Override
  public @Nullable E pollFirst() {
    return remove(deque::removeFirst);
  }

  @Override
  public @Nullable E pollLast() {
    return remove(deque::removeLast);
  }

  @Override
  public E takeFirst() throws InterruptedException {
    return requireNonNull(remove(-1, deque::removeFirst));
  }

  @Override
  public E takeLast() throws InterruptedException {
    return requireNonNull(remove(-1, deque::removeLast));
  }

  @Override
  public @Nullable E pollFirst(long time, TimeUnit unit) throws InterruptedException {
    return remove(Math.max(0, unit.toNanos(time)), deque::removeFirst);
  }

  @Override
  public @Nullable E pollLast(long time, TimeUnit unit) throws InterruptedException {
    return remove(Math.max(0, unit.toNanos(time)), deque::removeLast);
  }

  @Override
  public E getFirst() {
    return required(peekFirst());
  }

  @Override
  public E getLast() {
    return required(peekLast());
  }

  @Override
  public @Nullable E peekFirst() {
    return look(deque::peekFirst);
  }

  @Override
  public @Nullable E peekLast() {
    return look(deque::peekLast);
  }

  @Override
  @SuppressWarnings("ReferenceEquality")
  public boolean addAll(Collection<? extends E> items) {
    if (items == this) {
      throw new IllegalArgumentException();
    }
    List<E> all = new ArrayList<>(items);
    all.forEach(item -> requireNonNull(item));
    if (all.isEmpty()) {
      return false;
    }
    change("puts all into");
    if (hasRoom(all.size())) {
      deque.addAll(all);
      return changed(true);
    }
    changed(false);
    return super.addAll(all);
  }

  @Override
  public boolean removeFirstOccurrence(Object item) {
    return remove(item);
  }

  @Override
  public boolean removeLastOccurrence(Object item) {
    change("removes from");
    return changed(item != null && deque.removeLastOccurrence(item));
  }

  @Override
  public Iterator<E> descendingIterator() {
    look("iterates over");
    List<E> all = new ArrayList<>(deque);
    return iterator(all.reversed(), true);
  }
}
