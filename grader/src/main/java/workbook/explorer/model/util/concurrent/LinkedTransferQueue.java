package workbook.explorer.model.util.concurrent;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.AbstractQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TransferQueue;
import org.jspecify.annotations.Nullable;
import workbook.explorer.model.util.concurrent.Rendezvous.Waiting;
import workbook.explorer.runtime.Op;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.trace.Step.Kind;

/**
 * Models {@link java.util.concurrent.LinkedTransferQueue}: every call is one step, and another
 * where it waits. An iterator shows the queue as it was when it was made.
 */
@SuppressWarnings({"serial", "ReferenceEquality"})
public class LinkedTransferQueue<E> extends AbstractQueue<E>
    implements TransferQueue<E>, Serializable {
  private final transient Shared place = Sim.shared("LinkedTransferQueue");
  private final transient Rendezvous<E> meetings = new Rendezvous<>(place, true);

  public LinkedTransferQueue() {}

  @SuppressWarnings("this-escape") // as the real class does
  public LinkedTransferQueue(Collection<? extends E> items) {
    addAll(items);
  }

  private List<E> items() {
    List<E> items = new ArrayList<>();
    for (Waiting<E> giver : meetings.givers) {
      items.add(requireNonNull(giver.item()));
    }
    return items;
  }

  private void look(String what) {
    Sim.look(place, Kind.READ, what);
    Sim.acquire(place);
  }

  private boolean changed(boolean really) {
    if (!really) {
      Sim.unchanged(place);
    }
    return really;
  }

  // ------------------------------------------------------------------------------ to give

  @Override
  public boolean offer(E item) {
    requireNonNull(item);
    meetings.arrive("puts into");
    if (!meetings.give(item)) {
      meetings.leave(item);
    }
    Sim.release(place);
    return true;
  }

  @Override
  public boolean add(E item) {
    return offer(item);
  }

  @Override
  public void put(E item) {
    offer(item);
  }

  @Override
  public boolean offer(E item, long time, TimeUnit unit) {
    return offer(item);
  }

  @Override
  public void transfer(E item) throws InterruptedException {
    transfer(item, -1);
  }

  @Override
  public boolean tryTransfer(E item, long time, TimeUnit unit) throws InterruptedException {
    return transfer(item, Math.max(0, unit.toNanos(time)));
  }

  private boolean transfer(E item, long nanos) throws InterruptedException {
    requireNonNull(item);
    Sim.throwIfInterrupted();
    meetings.arrive("transfers to");
    Sim.release(place);
    if (meetings.give(item)) {
      return true;
    }
    if (nanos == 0) {
      return changed(false);
    }
    Op.Outcome outcome =
        meetings.wait(new Waiting<>(item), meetings.givers, "waits for a taker at", true, nanos);
    if (outcome == Op.Outcome.INTERRUPTED) {
      Sim.throwIfInterrupted();
    }
    return outcome == Op.Outcome.READY;
  }

  @Override
  public boolean tryTransfer(E item) {
    requireNonNull(item);
    meetings.arrive("tries to transfer to");
    return changed(meetings.give(item));
  }

  // ------------------------------------------------------------------------------ to take

  @Override
  public E take() throws InterruptedException {
    return requireNonNull(get(-1));
  }

  @Override
  public @Nullable E poll(long time, TimeUnit unit) throws InterruptedException {
    return get(Math.max(0, unit.toNanos(time)));
  }

  private @Nullable E get(long nanos) throws InterruptedException {
    Sim.throwIfInterrupted();
    meetings.arrive("takes from");
    E item = meetings.take();
    if (item != null) {
      return item;
    }
    if (nanos == 0) {
      changed(false);
      return null;
    }
    Waiting<E> me = new Waiting<>(null);
    Op.Outcome outcome = meetings.wait(me, meetings.takers, "waits for an item of", true, nanos);
    if (outcome == Op.Outcome.INTERRUPTED) {
      Sim.throwIfInterrupted();
    }
    return outcome == Op.Outcome.READY ? me.item() : null;
  }

  @Override
  public @Nullable E poll() {
    meetings.arrive("polls");
    E item = meetings.take();
    changed(item != null);
    Sim.value(item);
    return item;
  }

  @Override
  public @Nullable E peek() {
    look("peeks at");
    E item = meetings.givers.isEmpty() ? null : meetings.givers.getFirst().item();
    Sim.value(item);
    return item;
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

  // --------------------------------------------------------------------------------- looks

  @Override
  public int size() {
    look("asks for the size of");
    Sim.value(meetings.givers.size());
    return meetings.givers.size();
  }

  @Override
  public boolean isEmpty() {
    return size() == 0;
  }

  @Override
  public int remainingCapacity() {
    return Integer.MAX_VALUE;
  }

  @Override
  public boolean hasWaitingConsumer() {
    return getWaitingConsumerCount() > 0;
  }

  @Override
  public int getWaitingConsumerCount() {
    look("looks who waits at");
    Sim.value(meetings.takers.size());
    return meetings.takers.size();
  }

  @Override
  public boolean contains(@Nullable Object item) {
    look("searches");
    return item != null && items().contains(item);
  }

  @Override
  public boolean remove(@Nullable Object item) {
    meetings.arrive("removes from");
    for (Waiting<E> giver : meetings.givers) {
      if (requireNonNull(giver.item()).equals(item)) {
        return changed(meetings.rid(giver));
      }
    }
    return changed(false);
  }

  @Override
  public Iterator<E> iterator() {
    look("iterates over");
    Iterator<Waiting<E>> inner = List.copyOf(meetings.givers).iterator();
    return new Iterator<>() {
      private @Nullable Waiting<E> last;

      @Override
      public boolean hasNext() {
        return inner.hasNext();
      }

      @Override
      public E next() {
        Waiting<E> here = inner.next();
        last = here;
        if (here.item() == null) {
          throw new NoSuchElementException();
        }
        return requireNonNull(here.item());
      }

      @Override
      public void remove() {
        Waiting<E> giver = last;
        if (giver == null) {
          throw new IllegalStateException();
        }
        last = null;
        meetings.arrive("removes from");
        changed(meetings.givers.contains(giver) && meetings.rid(giver));
      }
    };
  }

  @Override
  public Spliterator<E> spliterator() {
    return Spliterators.spliteratorUnknownSize(
        iterator(), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.CONCURRENT);
  }

  @Override
  public Object[] toArray() {
    look("copies");
    return items().toArray();
  }

  @Override
  public <T> T[] toArray(T[] array) {
    look("copies");
    return items().toArray(array);
  }

  @Override
  public String toString() {
    look("prints");
    return items().toString();
  }
}
