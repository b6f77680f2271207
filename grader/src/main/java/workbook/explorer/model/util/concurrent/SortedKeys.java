package workbook.explorer.model.util.concurrent;

import java.util.AbstractSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.Spliterator;
import java.util.concurrent.ConcurrentNavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a sorted map as a set, to which keys can be added if there is a value to map them to.
 */
class SortedKeys<K, V> extends AbstractSet<K> implements NavigableSet<K> {
  private final ConcurrentNavigableMap<K, V> map;
  private final @Nullable V mapped;

  SortedKeys(ConcurrentNavigableMap<K, V> map, @Nullable V mapped) {
    this.map = map;
    this.mapped = mapped;
  }

  private NavigableSet<K> view(ConcurrentNavigableMap<K, V> of) {
    return new SortedKeys<>(of, mapped);
  }

  private static <K> @Nullable K key(Map.@Nullable Entry<K, ?> entry) {
    return entry == null ? null : entry.getKey();
  }

  @Override
  public int size() {
    return map.size();
  }

  @Override
  public boolean isEmpty() {
    return map.isEmpty();
  }

  @Override
  public boolean contains(Object key) {
    return map.containsKey(key);
  }

  @Override
  public boolean add(K key) {
    if (mapped == null) {
      throw new UnsupportedOperationException();
    }
    return map.putIfAbsent(key, mapped) == null;
  }

  @Override
  public boolean remove(Object key) {
    return map.remove(key) != null;
  }

  @Override
  public boolean removeAll(Collection<?> keys) {
    boolean removed = false;
    for (Object key : keys) {
      removed |= remove(key);
    }
    return removed;
  }

  @Override
  public void clear() {
    map.clear();
  }

  @Override
  public @Nullable Comparator<? super K> comparator() {
    return map.comparator();
  }

  @Override
  public K first() {
    return map.firstKey();
  }

  @Override
  public K last() {
    return map.lastKey();
  }

  @Override
  public @Nullable K lower(K key) {
    return map.lowerKey(key);
  }

  @Override
  public @Nullable K floor(K key) {
    return map.floorKey(key);
  }

  @Override
  public @Nullable K ceiling(K key) {
    return map.ceilingKey(key);
  }

  @Override
  public @Nullable K higher(K key) {
    return map.higherKey(key);
  }

  @Override
  public @Nullable K pollFirst() {
    return key(map.pollFirstEntry());
  }

  @Override
  public @Nullable K pollLast() {
    return key(map.pollLastEntry());
  }

  @Override
  public Iterator<K> iterator() {
    return ((SortedCells<K, V>) map).keys();
  }

  @Override
  public Spliterator<K> spliterator() {
    return SortedCells.ofUnknownSize(iterator());
  }

  @Override
  public NavigableSet<K> descendingSet() {
    return view(map.descendingMap());
  }

  @Override
  public Iterator<K> descendingIterator() {
    return descendingSet().iterator();
  }

  @Override
  public NavigableSet<K> subSet(K from, boolean with, K to, boolean including) {
    return view(map.subMap(from, with, to, including));
  }

  @Override
  public NavigableSet<K> headSet(K to, boolean including) {
    return view(map.headMap(to, including));
  }

  @Override
  public NavigableSet<K> tailSet(K from, boolean with) {
    return view(map.tailMap(from, with));
  }

  @Override
  public SortedSet<K> subSet(K from, K to) {
    return subSet(from, true, to, false);
  }

  @Override
  public SortedSet<K> headSet(K to) {
    return headSet(to, false);
  }

  @Override
  public SortedSet<K> tailSet(K from) {
    return tailSet(from, true);
  }
}
