package workbook.explorer.model.util.concurrent;

import static java.util.Objects.requireNonNull;

import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.trace.Step.Kind;

/**
 * What the models of queues without locks share: every call is one step on the queue as a whole,
 * and an iterator makes a step for each item, fetching one ahead.
 *
 * <p>What came before an item was put happened before what follows a look at the queue or the
 * taking of an item; putting an item learns nothing of others. The real classes order as much,
 * since who looks passes the links of all items before.
 */
@SuppressWarnings("serial")
abstract class LockFreeItems<E> extends AbstractCollection<E> {
  private final Shared queue;

  /** The items by their places, which are never used twice. */
  private final TreeMap<Long, E> items = new TreeMap<>();

  private long front;
  private long back;

  LockFreeItems(String type) {
    this.queue = Sim.shared(type);
  }

  // --------------------------------------------------------------------------------- steps

  private void change(String what) {
    Sim.step(queue, Kind.UPDATE, what);
    Sim.acquire(queue);
  }

  private void look(String what) {
    Sim.look(queue, Kind.READ, what);
    Sim.acquire(queue);
  }

  private boolean changed(boolean really) {
    if (really) {
      Sim.release(queue);
    } else {
      Sim.unchanged(queue);
    }
    return really;
  }

  final void insertFirst(E item) {
    requireNonNull(item);
    Sim.step(queue, Kind.UPDATE, "puts at the head of");
    items.put(--front, item);
    Sim.release(queue);
    Sim.value(item);
  }

  final void insertLast(E item) {
    requireNonNull(item);
    Sim.step(queue, Kind.UPDATE, "puts into");
    items.put(back++, item);
    Sim.release(queue);
    Sim.value(item);
  }

  final @Nullable E takeFirst() {
    change("takes from");
    return taken(items.pollFirstEntry());
  }

  final @Nullable E takeLast() {
    change("takes from the tail of");
    return taken(items.pollLastEntry());
  }

  private @Nullable E taken(Map.@Nullable Entry<Long, E> entry) {
    changed(entry != null);
    E item = entry == null ? null : entry.getValue();
    Sim.value(item);
    return item;
  }

  final @Nullable E lookFirst() {
    look("peeks at");
    return seen(items.firstEntry());
  }

  final @Nullable E lookLast() {
    look("peeks at the tail of");
    return seen(items.lastEntry());
  }

  private @Nullable E seen(Map.@Nullable Entry<Long, E> entry) {
    E item = entry == null ? null : entry.getValue();
    Sim.value(item);
    return item;
  }

  static <T> T required(@Nullable T item) {
    if (item == null) {
      throw new NoSuchElementException();
    }
    return item;
  }

  private static <E> @Nullable Long find(Iterable<Map.Entry<Long, E>> in, Object item) {
    for (Map.Entry<Long, E> e : in) {
      if (item.equals(e.getValue())) {
        return e.getKey();
      }
    }
    return null;
  }

  final boolean removeFirst(@Nullable Object item, boolean orLast) {
    if (item == null) {
      return false;
    }
    change("removes from");
    Long place = find((orLast ? items.descendingMap() : items).entrySet(), item);
    if (place != null) {
      items.remove(place);
    }
    Sim.value(place != null);
    return changed(place != null);
  }

  // ------------------------------------------------------------------------------ collection

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
  public boolean contains(@Nullable Object item) {
    if (item == null) {
      return false;
    }
    look("searches");
    boolean there = items.containsValue(item);
    Sim.value(there);
    return there;
  }

  @Override
  public boolean remove(@Nullable Object item) {
    return removeFirst(item, false);
  }

  @Override
  @SuppressWarnings("ReferenceEquality")
  public boolean addAll(Collection<? extends E> others) {
    if (others == this) {
      throw new IllegalArgumentException();
    }
    List<E> all = new ArrayList<>(others);
    all.forEach(Objects::requireNonNull);
    if (all.isEmpty()) {
      return false;
    }
    Sim.step(queue, Kind.UPDATE, "puts all into");
    for (E item : all) {
      items.put(back++, item);
    }
    Sim.release(queue);
    return true;
  }

  @Override
  public boolean removeIf(Predicate<? super E> filter) {
    requireNonNull(filter);
    boolean removed = false;
    for (Iterator<E> i = iterator(); i.hasNext(); ) {
      if (filter.test(i.next())) {
        i.remove();
        removed = true;
      }
    }
    return removed;
  }

  @Override
  public boolean removeAll(Collection<?> others) {
    requireNonNull(others);
    return removeIf(others::contains);
  }

  @Override
  public boolean retainAll(Collection<?> others) {
    requireNonNull(others);
    return removeIf(item -> !others.contains(item));
  }

  @Override
  public void clear() {
    change("clears");
    changed(!items.isEmpty());
    items.clear();
  }

  @Override
  public void forEach(Consumer<? super E> action) {
    requireNonNull(action);
    iterator().forEachRemaining(action);
  }

  @Override
  public Object[] toArray() {
    look("copies");
    return items.values().toArray();
  }

  @Override
  public <T> T[] toArray(T[] array) {
    look("copies");
    return items.values().toArray(array);
  }

  @Override
  public String toString() {
    look("prints");
    return items.values().toString();
  }

  @Override
  public Spliterator<E> spliterator() {
    return Spliterators.spliteratorUnknownSize(
        iterator(), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.CONCURRENT);
  }

  @Override
  public Iterator<E> iterator() {
    return new Walk(false);
  }

  final Iterator<E> backwards() {
    return new Walk(true);
  }

  private final class Walk implements Iterator<E> {
    private final boolean backwards;
    private Map.@Nullable Entry<Long, E> next;
    private @Nullable Long last;

    Walk(boolean backwards) {
      this.backwards = backwards;
      look("looks for the first item of");
      next = backwards ? items.lastEntry() : items.firstEntry();
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public E next() {
      Map.Entry<Long, E> here = next;
      if (here == null) {
        throw new NoSuchElementException();
      }
      look("looks for the next item of");
      long place = here.getKey();
      last = place;
      next = backwards ? items.lowerEntry(place) : items.higherEntry(place);
      return here.getValue();
    }

    @Override
    public void remove() {
      Long place = last;
      if (place == null) {
        throw new IllegalStateException();
      }
      last = null;
      change("removes from");
      changed(items.remove(place) != null);
    }
  }
}
