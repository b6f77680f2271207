package workbook.explorer.model.util.concurrent;

import static java.util.Objects.requireNonNull;

import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.trace.Step.Kind;

/**
 * What {@link java.util.concurrent.ConcurrentSkipListMap} and the views of its parts have in
 * common.
 *
 * <p>Calls on different keys are independent of each other; what looks for a first, last or next
 * key looks at all. What came before a put happened before what follows the reading of that key, or
 * a look at all. Functions run without a lock, perhaps more than once, as in the real class. An
 * iterator fetches one entry ahead, a step each.
 */
@SuppressWarnings("ReferenceEquality")
class SortedCells<K, V> extends AbstractMap<K, V> implements ConcurrentNavigableMap<K, V> {
  private final Shared whole;
  private final Map<K, Shared> parts;

  /** The entries in the range and direction of this view. */
  private final NavigableMap<K, V> items;

  SortedCells(@Nullable Comparator<? super K> order) {
    this(Sim.shared("ConcurrentSkipListMap"), new TreeMap<>(order), new TreeMap<>(order));
  }

  private SortedCells(Shared whole, Map<K, Shared> parts, NavigableMap<K, V> items) {
    this.whole = whole;
    this.parts = parts;
    this.items = items;
  }

  private SortedCells<K, V> view(NavigableMap<K, V> of) {
    return new SortedCells<>(whole, parts, of);
  }

  // --------------------------------------------------------------------------------- one key

  private Shared part(K key) {
    requireNonNull(key);
    Shared known = parts.get(key);
    if (known == null) {
      known = Sim.shared("ConcurrentSkipListMap[" + shown(key) + "]");
      parts.put(key, known);
    }
    return known;
  }

  private static String shown(Object key) {
    return switch (key) {
      case String s -> s;
      case Number n -> n.toString();
      case Character c -> c.toString();
      case Enum<?> e -> e.name();
      default -> key.getClass().getSimpleName();
    };
  }

  @SuppressWarnings(
      "unchecked") // a key of another type fails in the comparison, as in the real class
  private @Nullable V look(Object key, String what) {
    Shared part = part((K) key);
    Sim.lookPart(part, whole, Kind.READ, what);
    Sim.acquire(part);
    V value = items.get(key);
    Sim.value(value);
    return value;
  }

  private @Nullable V begin(K key, String what) {
    Shared part = part(key);
    Sim.stepPart(part, whole, Kind.UPDATE, what);
    Sim.acquire(part);
    return items.get(key);
  }

  private void set(K key, @Nullable V value) {
    if (value == null) {
      items.remove(key);
    } else {
      items.put(key, value);
    }
    Sim.release(part(key));
    Sim.release(whole);
    Sim.value(value);
  }

  private void keep(K key) {
    Sim.unchanged(part(key));
    Sim.unchanged(whole);
    Sim.value(items.get(key));
  }

  private boolean set(K key, boolean really, @Nullable V value) {
    if (really) {
      set(key, value);
    } else {
      keep(key);
    }
    return really;
  }

  @Override
  public @Nullable V get(Object key) {
    return look(key, "gets");
  }

  @Override
  public V getOrDefault(Object key, V otherwise) {
    V value = look(key, "gets");
    return value == null ? otherwise : value;
  }

  @Override
  public boolean containsKey(Object key) {
    return look(key, "looks for") != null;
  }

  @Override
  public @Nullable V put(K key, V value) {
    requireInRange(key);
    requireNonNull(value);
    V before = begin(key, "puts into");
    set(key, value);
    return before;
  }

  @Override
  public @Nullable V putIfAbsent(K key, V value) {
    requireInRange(key);
    requireNonNull(value);
    V before = begin(key, "puts, if absent, into");
    set(key, before == null, value);
    return before;
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V remove(Object key) {
    V before = begin((K) key, "removes");
    set((K) key, before != null, null);
    return before;
  }

  @Override
  @SuppressWarnings("unchecked")
  public boolean remove(Object key, @Nullable Object value) {
    requireNonNull(key);
    if (value == null) {
      return false;
    }
    V before = begin((K) key, "removes, if it is still " + shown(value) + ",");
    return set((K) key, value.equals(before), null);
  }

  @Override
  public @Nullable V replace(K key, V value) {
    requireInRange(key);
    requireNonNull(value);
    V before = begin(key, "replaces");
    set(key, before != null, value);
    return before;
  }

  @Override
  public boolean replace(K key, V from, V to) {
    requireInRange(key);
    requireNonNull(from);
    requireNonNull(to);
    V before = begin(key, "replaces, if it is still " + shown(from) + ",");
    return set(key, from.equals(before), to);
  }

  private void requireInRange(K key) {
    items.subMap(requireNonNull(key), true, key, true); // throws what is to be thrown
  }

  private boolean swap(K key, V from, V to) {
    V before = begin(key, "stores what was computed for");
    return set(key, before == from, to);
  }

  @Override
  public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> function) {
    requireNonNull(function);
    V before = look(key, "gets");
    if (before != null) {
      return before;
    }
    V value = function.apply(key);
    if (value == null) {
      return null;
    }
    V other = putIfAbsent(key, value);
    return other == null ? value : other;
  }

  @Override
  public @Nullable V computeIfPresent(
      K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function) {
    requireNonNull(function);
    for (V before = look(key, "gets"); before != null; before = look(key, "gets")) {
      V value = function.apply(key, before);
      if (value == null ? remove(key, before) : swap(key, before, value)) {
        return value;
      }
    }
    return null;
  }

  @Override
  public @Nullable V compute(
      K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
    requireNonNull(function);
    while (true) {
      V before = look(key, "gets");
      V value = function.apply(key, before);
      if (value == null) {
        if (before == null || remove(key, before)) {
          return null;
        }
      } else if (before == null ? putIfAbsent(key, value) == null : swap(key, before, value)) {
        return value;
      }
    }
  }

  @Override
  public @Nullable V merge(
      K key, V given, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
    requireNonNull(given);
    requireNonNull(function);
    while (true) {
      V before = look(key, "gets");
      if (before == null) {
        if (putIfAbsent(key, given) == null) {
          return given;
        }
      } else {
        V value = function.apply(before, given);
        if (value == null ? remove(key, before) : swap(key, before, value)) {
          return value;
        }
      }
    }
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> from) {
    from.forEach(this::put);
  }

  // -------------------------------------------------------------------------------- the whole

  private void look(String what) {
    Sim.look(whole, Kind.READ, what);
    Sim.acquire(whole);
  }

  private @Nullable Entry<K, V> found(@Nullable Entry<K, V> entry) {
    if (entry == null) {
      Sim.value(null);
      return null;
    }
    Sim.value(entry.getKey());
    return new SimpleImmutableEntry<>(entry.getKey(), entry.getValue());
  }

  private static <T> T existing(@Nullable T found) {
    if (found == null) {
      throw new NoSuchElementException();
    }
    return found;
  }

  private static <K> @Nullable K key(@Nullable Entry<K, ?> entry) {
    return entry == null ? null : entry.getKey();
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
  public boolean containsValue(Object value) {
    requireNonNull(value);
    for (Entry<K, V> e : entrySet()) {
      if (value.equals(e.getValue())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void clear() {
    for (Entry<K, V> e = firstEntry(); e != null; e = higherEntry(e.getKey())) {
      remove(e.getKey());
    }
  }

  @Override
  public @Nullable Entry<K, V> firstEntry() {
    look("looks for the first entry of");
    return found(items.firstEntry());
  }

  @Override
  public @Nullable Entry<K, V> lastEntry() {
    look("looks for the last entry of");
    return found(items.lastEntry());
  }

  @Override
  public @Nullable Entry<K, V> lowerEntry(K key) {
    requireNonNull(key);
    look("looks for a lower entry of");
    return found(items.lowerEntry(key));
  }

  @Override
  public @Nullable Entry<K, V> floorEntry(K key) {
    requireNonNull(key);
    look("looks for a lower or the same entry of");
    return found(items.floorEntry(key));
  }

  @Override
  public @Nullable Entry<K, V> ceilingEntry(K key) {
    requireNonNull(key);
    look("looks for a higher or the same entry of");
    return found(items.ceilingEntry(key));
  }

  @Override
  public @Nullable Entry<K, V> higherEntry(K key) {
    requireNonNull(key);
    look("looks for a higher entry of");
    return found(items.higherEntry(key));
  }

  @Override
  public K firstKey() {
    return existing(firstEntry()).getKey();
  }

  @Override
  public K lastKey() {
    return existing(lastEntry()).getKey();
  }

  @Override
  public @Nullable K lowerKey(K key) {
    return key(lowerEntry(key));
  }

  @Override
  public @Nullable K floorKey(K key) {
    return key(floorEntry(key));
  }

  @Override
  public @Nullable K ceilingKey(K key) {
    return key(ceilingEntry(key));
  }

  @Override
  public @Nullable K higherKey(K key) {
    return key(higherEntry(key));
  }

  @Override
  public @Nullable Entry<K, V> pollFirstEntry() {
    Sim.step(whole, Kind.UPDATE, "takes the first entry of");
    return taken(items.firstEntry());
  }

  @Override
  public @Nullable Entry<K, V> pollLastEntry() {
    Sim.step(whole, Kind.UPDATE, "takes the last entry of");
    return taken(items.lastEntry());
  }

  private @Nullable Entry<K, V> taken(@Nullable Entry<K, V> there) {
    Sim.acquire(whole);
    Entry<K, V> entry = found(there);
    if (entry == null) {
      Sim.unchanged(whole);
      return null;
    }
    items.remove(entry.getKey());
    Sim.release(part(entry.getKey()));
    Sim.release(whole);
    return entry;
  }

  @Override
  public void forEach(BiConsumer<? super K, ? super V> action) {
    requireNonNull(action);
    entries().forEachRemaining(e -> action.accept(e.getKey(), e.getValue()));
  }

  @Override
  public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
    requireNonNull(function);
    for (Iterator<Entry<K, V>> i = entries(); i.hasNext(); ) {
      Entry<K, V> e = i.next();
      K key = e.getKey();
      for (V before = e.getValue(); before != null; before = look(key, "gets")) {
        if (swap(key, before, requireNonNull(function.apply(key, before)))) {
          break;
        }
      }
    }
  }

  private Iterator<Entry<K, V>> entries() {
    return new Walk<>(e -> e);
  }

  private final class Walk<T> implements Iterator<T> {
    private final Function<Entry<K, V>, T> part;
    private @Nullable Entry<K, V> next = firstEntry();
    private @Nullable K last;

    Walk(Function<Entry<K, V>, T> part) {
      this.part = part;
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public T next() {
      Entry<K, V> here = existing(next);
      last = here.getKey();
      next = higherEntry(here.getKey());
      return part.apply(here);
    }

    @Override
    public void remove() {
      K key = last;
      if (key == null) {
        throw new IllegalStateException();
      }
      last = null;
      SortedCells.this.remove(key);
    }
  }

  static <T> Spliterator<T> ofUnknownSize(Iterator<T> iterator) {
    return Spliterators.spliteratorUnknownSize(
        iterator, Spliterator.CONCURRENT | Spliterator.NONNULL | Spliterator.ORDERED);
  }

  // ------------------------------------------------------------------------------------ views

  @Override
  public @Nullable Comparator<? super K> comparator() {
    return items.comparator();
  }

  @Override
  public ConcurrentNavigableMap<K, V> subMap(K from, boolean with, K to, boolean including) {
    return view(items.subMap(requireNonNull(from), with, requireNonNull(to), including));
  }

  @Override
  public ConcurrentNavigableMap<K, V> headMap(K to, boolean including) {
    return view(items.headMap(requireNonNull(to), including));
  }

  @Override
  public ConcurrentNavigableMap<K, V> tailMap(K from, boolean with) {
    return view(items.tailMap(requireNonNull(from), with));
  }

  @Override
  public ConcurrentNavigableMap<K, V> subMap(K from, K to) {
    return subMap(from, true, to, false);
  }

  @Override
  public ConcurrentNavigableMap<K, V> headMap(K to) {
    return headMap(to, false);
  }

  @Override
  public ConcurrentNavigableMap<K, V> tailMap(K from) {
    return tailMap(from, true);
  }

  @Override
  public ConcurrentNavigableMap<K, V> descendingMap() {
    return view(items.descendingMap());
  }

  @Override
  public NavigableSet<K> keySet() {
    return new SortedKeys<>(this, null);
  }

  @Override
  public NavigableSet<K> navigableKeySet() {
    return keySet();
  }

  @Override
  public NavigableSet<K> descendingKeySet() {
    return descendingMap().navigableKeySet();
  }

  Iterator<K> keys() {
    return new Walk<>(Entry::getKey);
  }

  @Override
  public Collection<V> values() {
    return new AbstractCollection<>() {
      @Override
      public int size() {
        return SortedCells.this.size();
      }

      @Override
      public boolean isEmpty() {
        return SortedCells.this.isEmpty();
      }

      @Override
      public boolean contains(Object value) {
        return containsValue(value);
      }

      @Override
      public void clear() {
        SortedCells.this.clear();
      }

      @Override
      public Iterator<V> iterator() {
        return new Walk<>(Entry::getValue);
      }

      @Override
      public Spliterator<V> spliterator() {
        return ofUnknownSize(iterator());
      }
    };
  }

  @Override
  public Set<Entry<K, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return SortedCells.this.size();
      }

      @Override
      public boolean isEmpty() {
        return SortedCells.this.isEmpty();
      }

      @Override
      public boolean contains(Object o) {
        return o instanceof Entry<?, ?> e && e.getValue().equals(get(e.getKey()));
      }

      @Override
      public boolean remove(Object o) {
        return o instanceof Entry<?, ?> e && SortedCells.this.remove(e.getKey(), e.getValue());
      }

      @Override
      public void clear() {
        SortedCells.this.clear();
      }

      @Override
      public Iterator<Entry<K, V>> iterator() {
        return entries();
      }

      @Override
      public Spliterator<Entry<K, V>> spliterator() {
        return ofUnknownSize(iterator());
      }
    };
  }
}
