package workbook.explorer.model.util.concurrent;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.AbstractQueue;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import workbook.explorer.model.util.concurrent.Rendezvous.Waiting;
import workbook.explorer.runtime.Op;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;

/**
 * Models {@link java.util.concurrent.SynchronousQueue}; which of several who wait is met is up to
 * the search, if it is not fair.
 */
@SuppressWarnings({"serial", "ReferenceEquality"})
public class SynchronousQueue<E> extends AbstractQueue<E>
    implements BlockingQueue<E>, Serializable {
  private final transient Shared place = Sim.shared("SynchronousQueue");
  private final transient Rendezvous<E> meetings;

  public SynchronousQueue() {
    this(false);
  }

  public SynchronousQueue(boolean fair) {
    this.meetings = new Rendezvous<>(place, fair);
  }

  private boolean give(E item, long nanos) throws InterruptedException {
    requireNonNull(item);
    Sim.throwIfInterrupted();
    meetings.arrive("puts into");
    if (meetings.give(item)) {
      return true;
    }
    if (nanos == 0) {
      Sim.unchanged(place);
      return false;
    }
    Op.Outcome outcome =
        meetings.wait(new Waiting<>(item), meetings.givers, "waits for a taker at", true, nanos);
    if (outcome == Op.Outcome.INTERRUPTED) {
      Sim.throwIfInterrupted();
    }
    return outcome == Op.Outcome.READY;
  }

  private @Nullable E get(long nanos) throws InterruptedException {
    Sim.throwIfInterrupted();
    meetings.arrive("takes from");
    E item = meetings.take();
    if (item != null) {
      return item;
    }
    if (nanos == 0) {
      Sim.unchanged(place);
      return null;
    }
    Waiting<E> me = new Waiting<>(null);
    Op.Outcome outcome = meetings.wait(me, meetings.takers, "waits for a giver at", true, nanos);
    if (outcome == Op.Outcome.INTERRUPTED) {
      Sim.throwIfInterrupted();
    }
    return outcome == Op.Outcome.READY ? me.item() : null;
  }

  @Override
  public void put(E item) throws InterruptedException {
    give(item, -1);
  }

  @Override
  public boolean offer(E item, long time, TimeUnit unit) throws InterruptedException {
    return give(item, Math.max(0, unit.toNanos(time)));
  }

  @Override
  public boolean offer(E item) {
    requireNonNull(item);
    meetings.arrive("offers to");
    boolean met = meetings.give(item);
    if (!met) {
      Sim.unchanged(place);
    }
    return met;
  }

  @Override
  public E take() throws InterruptedException {
    return requireNonNull(get(-1));
  }

  @Override
  public @Nullable E poll(long time, TimeUnit unit) throws InterruptedException {
    return get(Math.max(0, unit.toNanos(time)));
  }

  @Override
  public @Nullable E poll() {
    meetings.arrive("polls");
    E item = meetings.take();
    if (item == null) {
      Sim.unchanged(place);
    }
    return item;
  }

  @Override
  public @Nullable E peek() {
    return null;
  }

  @Override
  public int size() {
    return 0;
  }

  @Override
  public boolean isEmpty() {
    return true;
  }

  @Override
  public int remainingCapacity() {
    return 0;
  }

  @Override
  public void clear() {}

  @Override
  public boolean contains(@Nullable Object item) {
    return false;
  }

  @Override
  public boolean remove(@Nullable Object item) {
    return false;
  }

  @Override
  public boolean containsAll(Collection<?> others) {
    return others.isEmpty();
  }

  @Override
  public boolean removeAll(Collection<?> others) {
    return false;
  }

  @Override
  public boolean retainAll(Collection<?> others) {
    return false;
  }

  @Override
  public Iterator<E> iterator() {
    return Collections.emptyIterator();
  }

  @Override
  public Object[] toArray() {
    return new Object[0];
  }

  @Override
  public <T> T[] toArray(T[] array) {
    return List.<T>of().toArray(array);
  }

  @Override
  public String toString() {
    return "[]";
  }

  @Override
  public int drainTo(Collection<? super E> sink) {
    return drainTo(sink, Integer.MAX_VALUE);
  }

  @Override
  public int drainTo(Collection<? super E> sink, int most) {
    requireNonNull(sink);
    if (sink == this) {
      throw new IllegalArgumentException();
    }
    int moved = 0;
    for (E item = null; moved < most && (item = poll()) != null; moved++) {
      sink.add(item);
    }
    return moved;
  }
}
