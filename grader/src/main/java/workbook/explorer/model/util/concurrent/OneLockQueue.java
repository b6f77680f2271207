package workbook.explorer.model.util.concurrent;

import static java.util.Objects.requireNonNull;

import java.util.AbstractQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Op;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.trace.Step.Kind;

/**
 * What the models of blocking queues share: every call is one step on the queue as a whole.
 *
 * <p>The real classes let a put and a take go on at once where the queue is neither full nor empty;
 * no program can tell that from the one after the other.
 */
@SuppressWarnings({"serial", "ReferenceEquality"})
abstract class OneLockQueue<E> extends AbstractQueue<E> implements BlockingQueue<E> {
  private Shared queue;
  private final Queue<E> items;
  private final int capacity;

  OneLockQueue(String type, Queue<E> items, int capacity) {
    if (capacity <= 0) {
      throw new IllegalArgumentException();
    }
    this.queue = Sim.shared(type);
    this.items = items;
    this.capacity = capacity;
  }

  /** The items, to be touched only within a step. */
  final Queue<E> items() {
    return items;
  }

  /** Makes it a part of a pool: its steps are then the pool's. */
  final void joinTo(Shared pool) {
    Sim.acquire(queue);
    Sim.release(pool);
    queue = pool;
  }

  /** Makes a step that changes the queue, or may. */
  final void change(String what) {
    Sim.step(queue, Kind.UPDATE, what);
    Sim.acquire(queue);
  }

  /** Makes a step that only looks. */
  final void look(String what) {
    Sim.look(queue, Kind.READ, what);
    Sim.acquire(queue);
  }

  /** Waits until something holds, for so many nanoseconds at most, or for ever if negative. */
  final Op.Outcome await(String what, BooleanSupplier ready, long nanos) {
    Op.Outcome outcome = Sim.await(queue, Kind.WAIT, what, ready, true, nanos);
    Sim.acquire(queue);
    return outcome;
  }

  final boolean hasRoom() {
    return hasRoom(1);
  }

  final boolean hasRoom(int forSome) {
    return items.size() <= capacity - forSome;
  }

  boolean hasItem() {
    return !items.isEmpty();
  }

  private void insert(E item, boolean really, Consumer<E> into) {
    Sim.value(item);
    if (really) {
      into.accept(item);
      Sim.release(queue);
    } else {
      Sim.unchanged(queue);
    }
  }

  private @Nullable E remove(boolean there, Supplier<E> from) {
    if (!there) {
      Sim.unchanged(queue);
      Sim.value(null);
      return null;
    }
    E item = from.get();
    Sim.release(queue);
    Sim.value(item);
    return item;
  }

  @Override
  public void put(E item) throws InterruptedException {
    insert(item, -1, items::add);
  }

  @Override
  public boolean offer(E item, long time, TimeUnit unit) throws InterruptedException {
    return insert(item, Math.max(0, unit.toNanos(time)), items::add);
  }

  /** Waits for room. */
  final boolean insert(E item, long nanos, Consumer<E> into) throws InterruptedException {
    requireNonNull(item);
    Sim.throwIfInterrupted();
    Op.Outcome outcome = Sim.await(queue, Kind.UPDATE, "puts into", this::hasRoom, true, nanos);
    Sim.acquire(queue);
    insert(item, outcome == Op.Outcome.READY, into);
    if (outcome == Op.Outcome.INTERRUPTED) {
      Sim.throwIfInterrupted();
    }
    return outcome == Op.Outcome.READY;
  }

  @Override
  public boolean offer(E item) {
    return insert(item, items::add);
  }

  /** Does not wait for room. */
  final boolean insert(E item, Consumer<E> into) {
    requireNonNull(item);
    change("offers to");
    boolean room = hasRoom();
    insert(item, room, into);
    return room;
  }

  @Override
  public E take() throws InterruptedException {
    return requireNonNull(remove(-1, items::remove));
  }

  @Override
  public @Nullable E poll(long time, TimeUnit unit) throws InterruptedException {
    return remove(Math.max(0, unit.toNanos(time)), items::remove);
  }

  /** Waits for an item. */
  final @Nullable E remove(long nanos, Supplier<E> from) throws InterruptedException {
    Sim.throwIfInterrupted();
    Op.Outcome outcome = Sim.await(queue, Kind.UPDATE, "takes from", this::hasItem, true, nanos);
    Sim.acquire(queue);
    if (outcome == Op.Outcome.INTERRUPTED) {
      Sim.unchanged(queue);
      Sim.throwIfInterrupted();
    }
    return remove(outcome == Op.Outcome.READY, from);
  }

  @Override
  public @Nullable E poll() {
    return remove(items::remove);
  }

  /** Does not wait for an item. */
  final @Nullable E remove(Supplier<E> from) {
    change("polls");
    return remove(hasItem(), from);
  }

  @Override
  public @Nullable E peek() {
    return look(items::peek);
  }

  /** Looks at an item, or sees none. */
  final @Nullable E look(Supplier<? extends @Nullable E> at) {
    look("peeks at");
    E item = at.get();
    Sim.value(item);
    return item;
  }

  @Override
  public int size() {
    look("asks for the size of");
    Sim.value(items.size());
    return items.size();
  }

  @Override
  public boolean isEmpty() {
    return size() == 0;
  }

  @Override
  public int remainingCapacity() {
    look("asks for the room in");
    return capacity - items.size();
  }

  @Override
  public boolean remove(@Nullable Object item) {
    change("removes from");
    return changed(items.remove(item));
  }

  @Override
  public boolean contains(@Nullable Object item) {
    look("searches");
    boolean there = items.contains(item);
    Sim.value(there);
    return there;
  }

  @Override
  public boolean removeIf(Predicate<? super E> filter) {
    change("removes from");
    return changed(items.removeIf(filter));
  }

  @Override
  public boolean removeAll(Collection<?> others) {
    change("removes from");
    return changed(items.removeAll(others));
  }

  @Override
  public boolean retainAll(Collection<?> others) {
    change("removes from");
    return changed(items.retainAll(others));
  }

  @Override
  public void clear() {
    change("clears");
    items.clear();
    Sim.release(queue);
  }

  final boolean changed(boolean really) {
    if (really) {
      Sim.release(queue);
    } else {
      Sim.unchanged(queue);
    }
    Sim.value(really);
    return really;
  }

  @Override
  public int drainTo(Collection<? super E> sink) {
    return drainTo(sink, Integer.MAX_VALUE);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // itself, not one that is like it
  public int drainTo(Collection<? super E> sink, int most) {
    requireNonNull(sink);
    if (sink == this) {
      throw new IllegalArgumentException();
    }
    change("drains");
    int moved = 0;
    while (moved < most && hasItem()) {
      sink.add(items.remove());
      moved++;
    }
    changed(moved > 0);
    Sim.value(moved);
    return moved;
  }

  /** A snapshot: a weakly consistent iterator may, but need not, show what comes later. */
  @Override
  public Iterator<E> iterator() {
    look("iterates over");
    return iterator(new ArrayList<>(items), false);
  }

  /** Iterates over a copy; what it removes is removed from the queue too, if it is still there. */
  final Iterator<E> iterator(List<E> copy, boolean backwards) {
    Iterator<E> inner = copy.iterator();
    return new Iterator<>() {
      private final List<E> passed = new ArrayList<>();
      private @Nullable E last;

      @Override
      public boolean hasNext() {
        return inner.hasNext();
      }

      @Override
      public E next() {
        if (last != null) {
          passed.add(last);
        }
        E next = inner.next();
        last = next;
        return next;
      }

      @Override
      public void remove() {
        if (last == null) {
          throw new IllegalStateException();
        }
        E item = last;
        last = null;
        change("removes from");
        int twins = (int) passed.stream().filter(other -> other == item).count();
        changed(removeTwin(item, backwards ? -1 - twins : twins));
      }
    };
  }

  /**
   * Removes the very same object, of several the one with this number; negative ones count from the
   * end.
   */
  private boolean removeTwin(E item, int number) {
    int twins = (int) items.stream().filter(other -> other == item).count();
    int left = Math.clamp(number < 0 ? twins + number : number, 0, Math.max(0, twins - 1));
    for (Iterator<E> i = items.iterator(); i.hasNext(); ) {
      if (i.next() == item && left-- == 0) {
        i.remove();
        return true;
      }
    }
    return false;
  }

  @Override
  public Spliterator<E> spliterator() {
    return Spliterators.spliteratorUnknownSize(
        iterator(), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.CONCURRENT);
  }

  @Override
  public Object[] toArray() {
    look("copies");
    return items.toArray();
  }

  @Override
  public <T> T[] toArray(T[] array) {
    look("copies");
    return items.toArray(array);
  }

  @Override
  public String toString() {
    look("prints");
    return items.toString();
  }
}
