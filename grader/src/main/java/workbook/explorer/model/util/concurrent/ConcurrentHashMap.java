package workbook.explorer.model.util.concurrent;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.UUID;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntBiFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongBiFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.runtime.SimThread;
import workbook.explorer.trace.Step.Kind;

/**
 * Models {@link java.util.concurrent.ConcurrentHashMap}.
 *
 * <p>Each key is a meeting point of its own: calls on different keys are independent of each other,
 * and what one thread did before it put a value happened before what follows another's reading of
 * that key, and of no other. Size and iteration look at the map as a whole.
 *
 * <p>A function given to {@code compute} and its like runs while its key is locked against other
 * updates, and not against reading. In the real class a few keys share one lock; code that relies
 * on that is wrong, and so is a function that updates the map: here it always fails with the
 * exception that the real class throws where it notices.
 *
 * <p>An iterator fetches one entry ahead, a step each, as the real one does; so it may miss changes
 * or show some of them. Iteration goes by the keys' hash codes where these are the same in every
 * JVM, else by age. {@code clear} and {@code putAll} are a step for each key. Bulk operations run
 * in order, as the real ones do under a high threshold.
 */
@SuppressWarnings({"serial", "ReferenceEquality", "JdkObsolete"})
public class ConcurrentHashMap<K, V> extends AbstractMap<K, V>
    implements ConcurrentMap<K, V>, Serializable {

  /** A key that was ever asked for, and what it has now. */
  private static final class Cell<K, V> {
    final K key;
    final Shared at;
    final int hash;
    @Nullable V value;
    long born;
    @Nullable SimThread owner;

    Cell(K key) {
      this.key = key;
      this.at = Sim.shared("ConcurrentHashMap[" + shown(key) + "]");
      this.hash = stableHash(key);
    }

    boolean isFree() {
      return owner == null;
    }

    int bin(int table) {
      return (hash ^ (hash >>> 16)) & (table - 1);
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

    private static int stableHash(Object key) {
      return switch (key) {
        case String s -> s.hashCode();
        case Number n -> n.hashCode();
        case Character c -> c.hashCode();
        case Boolean b -> b.hashCode();
        case UUID u -> u.hashCode();
        default -> 0;
      };
    }
  }

  private static final int LEAST_TABLE = 16;
  private static final int MOST_TABLE = 1 << 30;

  private final transient Shared whole = Sim.shared("ConcurrentHashMap");
  private final transient Map<K, Cell<K, V>> cells = new LinkedHashMap<>();
  private int count;
  private long births;
  private int table;

  public ConcurrentHashMap() {
    this.table = LEAST_TABLE;
  }

  public ConcurrentHashMap(int initialCapacity) {
    this(initialCapacity, 0.75f, 1);
  }

  public ConcurrentHashMap(int initialCapacity, float loadFactor) {
    this(initialCapacity, loadFactor, 1);
  }

  public ConcurrentHashMap(int initialCapacity, float loadFactor, int concurrencyLevel) {
    if (!(loadFactor > 0.0f) || initialCapacity < 0 || concurrencyLevel <= 0) {
      throw new IllegalArgumentException();
    }
    long size = (long) (1.0 + Math.max(initialCapacity, concurrencyLevel) / loadFactor);
    this.table = size >= MOST_TABLE ? MOST_TABLE : powerOfTwo((int) size);
  }

  @SuppressWarnings("this-escape") // as the real class does
  public ConcurrentHashMap(Map<? extends K, ? extends V> from) {
    this();
    putAll(from);
  }

  private static int powerOfTwo(int atLeast) {
    return atLeast <= 1 ? 1 : Integer.highestOneBit(atLeast - 1) << 1;
  }

  // ------------------------------------------------------------------------------- one key

  private Cell<K, V> cell(Object key) {
    Cell<K, V> known = cells.get(requireNonNull(key));
    if (known == null) {
      @SuppressWarnings("unchecked") // a key of another type is one that is never put
      K k = (K) key;
      known = new Cell<>(k);
      cells.put(k, known);
    }
    return known;
  }

  private @Nullable V look(Object key, String what) {
    Cell<K, V> c = cell(key);
    Sim.look(c.at, Kind.READ, what);
    Sim.acquire(c.at);
    Sim.value(c.value);
    return c.value;
  }

  /** Makes a step that may change a key's value, once no function computes it. */
  private void begin(Cell<K, V> c, String what) {
    requireNotComputing();
    begin(c, what, c::isFree);
  }

  private void begin(Cell<K, V> c, String what, BooleanSupplier ready) {
    Sim.awaitPart(c.at, whole, Kind.UPDATE, what, ready);
    Sim.acquire(c.at);
  }

  private void requireNotComputing() {
    SimThread me = Sim.me();
    for (Cell<K, V> c : cells.values()) {
      if (c.owner == me) {
        throw new IllegalStateException("Recursive update");
      }
    }
  }

  private void set(Cell<K, V> c, @Nullable V value) {
    if (c.value == null && value != null) {
      count++;
      c.born = ++births;
      if (table < MOST_TABLE && count >= table - (table >>> 2)) {
        table <<= 1;
      }
    } else if (c.value != null && value == null) {
      count--;
    }
    c.value = value;
    Sim.release(c.at);
    Sim.release(whole);
    Sim.value(value);
  }

  private void keep(Cell<K, V> c) {
    Sim.unchanged(c.at);
    Sim.unchanged(whole);
    Sim.value(c.value);
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
    requireNonNull(value);
    Cell<K, V> c = cell(key);
    begin(c, "puts into");
    V before = c.value;
    set(c, value);
    return before;
  }

  @Override
  public @Nullable V putIfAbsent(K key, V value) {
    requireNonNull(value);
    Cell<K, V> c = cell(key);
    if (c.value == null) {
      requireNotComputing();
    }
    begin(c, "puts, if absent, into", () -> c.isFree() || c.value != null);
    V before = c.value;
    if (before == null) {
      set(c, value);
    } else {
      keep(c);
    }
    return before;
  }

  @Override
  public @Nullable V remove(Object key) {
    Cell<K, V> c = cell(key);
    begin(c, "removes");
    V before = c.value;
    if (before == null) {
      keep(c);
    } else {
      set(c, null);
    }
    return before;
  }

  @Override
  public boolean remove(Object key, @Nullable Object value) {
    Cell<K, V> c = cell(key);
    if (value == null) {
      return false;
    }
    begin(c, "removes, if it is still " + Cell.shown(value) + ",");
    boolean equal = value.equals(c.value);
    if (equal) {
      set(c, null);
    } else {
      keep(c);
    }
    return equal;
  }

  @Override
  public @Nullable V replace(K key, V value) {
    requireNonNull(value);
    Cell<K, V> c = cell(key);
    begin(c, "replaces");
    V before = c.value;
    if (before == null) {
      keep(c);
    } else {
      set(c, value);
    }
    return before;
  }

  @Override
  public boolean replace(K key, V from, V to) {
    requireNonNull(to);
    requireNonNull(from);
    Cell<K, V> c = cell(key);
    begin(c, "replaces, if it is still " + Cell.shown(from) + ",");
    boolean equal = from.equals(c.value);
    if (equal) {
      set(c, to);
    } else {
      keep(c);
    }
    return equal;
  }

  // ----------------------------------------------------------------------------- functions

  /**
   * Runs a function while the key is locked. Where the function made no step, all of it was the one
   * step before; else storing what it returned is another.
   */
  private @Nullable V compute(Cell<K, V> c, Supplier<? extends @Nullable V> function) {
    SimThread me = Sim.me();
    int steps = me.steps;
    c.owner = me;
    Sim.hold(c.at);
    boolean done = false;
    try {
      V value = function.get();
      if (me.steps != steps) {
        Sim.stepPart(c.at, whole, Kind.UPDATE, "stores what was computed for");
        Sim.value(value);
      }
      done = true;
      c.owner = null;
      Sim.drop(c.at);
      if (value != null || c.value != null) {
        set(c, value);
      } else {
        keep(c);
      }
      return value;
    } finally {
      if (!done) {
        Sim.freeing(c.at);
        c.owner = null;
        Sim.drop(c.at);
      }
    }
  }

  @Override
  public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> function) {
    requireNonNull(function);
    Cell<K, V> c = cell(key);
    if (c.value == null) {
      requireNotComputing();
    }
    begin(c, "computes, if absent,", () -> c.isFree() || c.value != null);
    V before = c.value;
    if (before != null) {
      keep(c);
      return before;
    }
    return compute(c, () -> function.apply(key));
  }

  @Override
  public @Nullable V computeIfPresent(
      K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function) {
    requireNonNull(function);
    Cell<K, V> c = cell(key);
    begin(c, "computes, if present,");
    V before = c.value;
    if (before == null) {
      keep(c);
      return null;
    }
    return compute(c, () -> function.apply(key, before));
  }

  @Override
  public @Nullable V compute(
      K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
    requireNonNull(function);
    Cell<K, V> c = cell(key);
    begin(c, "computes");
    V before = c.value;
    return compute(c, () -> function.apply(key, before));
  }

  @Override
  public @Nullable V merge(
      K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
    requireNonNull(value);
    requireNonNull(function);
    Cell<K, V> c = cell(key);
    begin(c, "merges into");
    V before = c.value;
    if (before == null) {
      set(c, value);
      return value;
    }
    return compute(c, () -> function.apply(before, value));
  }

  // ------------------------------------------------------------------------------ the whole

  @Override
  public int size() {
    Sim.look(whole, Kind.READ, "asks for the size of");
    Sim.acquire(whole);
    Sim.value(count);
    return count;
  }

  public long mappingCount() {
    return size();
  }

  @Override
  public boolean isEmpty() {
    return size() == 0;
  }

  @Override
  public boolean containsValue(Object value) {
    requireNonNull(value);
    for (Iterator<Entry<K, V>> i = entries(); i.hasNext(); ) {
      if (value.equals(i.next().getValue())) {
        return true;
      }
    }
    return false;
  }

  public boolean contains(Object value) {
    return containsValue(value);
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> from) {
    from.forEach(this::put);
  }

  @Override
  public void clear() {
    for (Cell<K, V> c = after(null, table); c != null; c = after(c, table)) {
      begin(c, "clears");
      if (c.value == null) {
        keep(c);
      } else {
        set(c, null);
      }
    }
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
      V before = e.getValue();
      while (!replace(key, before, requireNonNull(function.apply(key, before)))) {
        V now = get(key);
        if (now == null) {
          break;
        }
        before = now;
      }
    }
  }

  // ------------------------------------------------------------------------------ iteration

  /** The first present key after another one in the order of a table of this size. */
  private @Nullable Cell<K, V> after(@Nullable Cell<K, V> last, int size) {
    return after(last == null ? -1 : last.bin(size), last == null ? 0 : last.born, size);
  }

  private @Nullable Cell<K, V> after(int bin, long born, int size) {
    Cell<K, V> next = null;
    for (Cell<K, V> c : cells.values()) {
      if (c.value != null && comparePlaces(c.bin(size), c.born, bin, born) > 0) {
        if (next == null || comparePlaces(c.bin(size), c.born, next.bin(size), next.born) < 0) {
          next = c;
        }
      }
    }
    return next;
  }

  private static int comparePlaces(int bin, long born, int otherBin, long otherBorn) {
    return bin != otherBin ? Integer.compare(bin, otherBin) : Long.compare(born, otherBorn);
  }

  private Iterator<Entry<K, V>> entries() {
    return new Entries();
  }

  /** Fetches one entry ahead. */
  private final class Entries implements Iterator<Entry<K, V>> {
    private final int size = table;
    private int bin = -1;
    private long born;
    private @Nullable Entry<K, V> next;
    private @Nullable K last;

    Entries() {
      fetch();
    }

    private void fetch() {
      Sim.look(whole, Kind.READ, "looks for the next entry of");
      Sim.acquire(whole);
      Cell<K, V> c = after(bin, born, size);
      if (c == null) {
        next = null;
        return;
      }
      Sim.acquire(c.at);
      bin = c.bin(size);
      born = c.born;
      next = new MapEntry<>(ConcurrentHashMap.this, c.key, requireNonNull(c.value));
      Sim.value(c.key);
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Entry<K, V> next() {
      Entry<K, V> e = next;
      if (e == null) {
        throw new NoSuchElementException();
      }
      last = e.getKey();
      fetch();
      return e;
    }

    @Override
    public void remove() {
      K key = last;
      if (key == null) {
        throw new IllegalStateException();
      }
      last = null;
      ConcurrentHashMap.this.remove(key);
    }
  }

  private static final class MapEntry<K, V> extends AbstractMap.SimpleEntry<K, V> {
    private final ConcurrentHashMap<K, V> map;

    MapEntry(ConcurrentHashMap<K, V> map, K key, V value) {
      super(key, value);
      this.map = map;
    }

    @Override
    public V setValue(V value) {
      requireNonNull(value);
      V before = super.setValue(value);
      map.put(getKey(), value);
      return before;
    }
  }

  private <T> Iterator<T> iterator(Function<Entry<K, V>, T> part) {
    Iterator<Entry<K, V>> entries = entries();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return entries.hasNext();
      }

      @Override
      public T next() {
        return part.apply(entries.next());
      }

      @Override
      public void remove() {
        entries.remove();
      }
    };
  }

  private static <T> Spliterator<T> ofUnknownSize(Iterator<T> iterator) {
    return Spliterators.spliteratorUnknownSize(
        iterator, Spliterator.CONCURRENT | Spliterator.NONNULL);
  }

  private static <T> Enumeration<T> enumeration(Iterator<T> iterator) {
    return new Enumeration<>() {
      @Override
      public boolean hasMoreElements() {
        return iterator.hasNext();
      }

      @Override
      public T nextElement() {
        return iterator.next();
      }
    };
  }

  public Enumeration<K> keys() {
    return enumeration(iterator(Entry::getKey));
  }

  public Enumeration<V> elements() {
    return enumeration(iterator(Entry::getValue));
  }

  // ---------------------------------------------------------------------------------- views

  @Override
  public KeySetView<K, V> keySet() {
    return new KeySetView<>(this, null);
  }

  public KeySetView<K, V> keySet(V mapped) {
    return new KeySetView<>(this, requireNonNull(mapped));
  }

  public static <T> KeySetView<T, Boolean> newKeySet() {
    return new KeySetView<>(new ConcurrentHashMap<>(), true);
  }

  public static <T> KeySetView<T, Boolean> newKeySet(int initialCapacity) {
    return new KeySetView<>(new ConcurrentHashMap<>(initialCapacity), true);
  }

  /** Models {@link java.util.concurrent.ConcurrentHashMap.KeySetView}. */
  public static final class KeySetView<K, V> extends AbstractSet<K>
      implements Set<K>, Serializable {
    private final ConcurrentHashMap<K, V> map;
    private final @Nullable V mapped;

    KeySetView(ConcurrentHashMap<K, V> map, @Nullable V mapped) {
      this.map = map;
      this.mapped = mapped;
    }

    public ConcurrentHashMap<K, V> getMap() {
      return map;
    }

    public @Nullable V getMappedValue() {
      return mapped;
    }

    @Override
    public boolean add(K key) {
      if (mapped == null) {
        throw new UnsupportedOperationException();
      }
      return map.putIfAbsent(key, mapped) == null;
    }

    @Override
    public boolean addAll(Collection<? extends K> keys) {
      boolean added = false;
      for (K key : keys) {
        added |= add(key);
      }
      return added;
    }

    @Override
    public boolean contains(Object key) {
      return map.containsKey(key);
    }

    @Override
    public boolean remove(Object key) {
      return map.remove(key) != null;
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
    public void clear() {
      map.clear();
    }

    @Override
    public Iterator<K> iterator() {
      return map.iterator(Entry::getKey);
    }

    @Override
    public void forEach(Consumer<? super K> action) {
      requireNonNull(action);
      iterator().forEachRemaining(action);
    }

    @Override
    public Spliterator<K> spliterator() {
      return ofUnknownSize(iterator());
    }
  }

  @Override
  public Collection<V> values() {
    return new AbstractCollection<>() {
      @Override
      public int size() {
        return ConcurrentHashMap.this.size();
      }

      @Override
      public boolean isEmpty() {
        return ConcurrentHashMap.this.isEmpty();
      }

      @Override
      public boolean contains(Object value) {
        return containsValue(value);
      }

      @Override
      public void clear() {
        ConcurrentHashMap.this.clear();
      }

      @Override
      public boolean removeIf(Predicate<? super V> filter) {
        return removeEntries(e -> filter.test(e.getValue()));
      }

      @Override
      public Iterator<V> iterator() {
        return ConcurrentHashMap.this.iterator(Entry::getValue);
      }

      @Override
      public Spliterator<V> spliterator() {
        return ofUnknownSize(iterator());
      }
    };
  }

  private boolean removeEntries(Predicate<? super Entry<K, V>> filter) {
    requireNonNull(filter);
    boolean removed = false;
    for (Iterator<Entry<K, V>> i = entries(); i.hasNext(); ) {
      Entry<K, V> e = i.next();
      removed |= filter.test(fixed(e)) && remove(e.getKey(), e.getValue());
    }
    return removed;
  }

  @Override
  public Set<Entry<K, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return ConcurrentHashMap.this.size();
      }

      @Override
      public boolean isEmpty() {
        return ConcurrentHashMap.this.isEmpty();
      }

      @Override
      public boolean contains(Object o) {
        return o instanceof Entry<?, ?> e
            && e.getKey() != null
            && e.getValue() != null
            && e.getValue().equals(get(e.getKey()));
      }

      @Override
      public boolean add(Entry<K, V> e) {
        return put(e.getKey(), e.getValue()) == null;
      }

      @Override
      public boolean remove(Object o) {
        return o instanceof Entry<?, ?> e
            && e.getKey() != null
            && ConcurrentHashMap.this.remove(e.getKey(), e.getValue());
      }

      @Override
      public void clear() {
        ConcurrentHashMap.this.clear();
      }

      @Override
      public boolean removeIf(Predicate<? super Entry<K, V>> filter) {
        return removeEntries(filter);
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

  // -------------------------------------------------------------------------- bulk operations

  private static <K, V> Entry<K, V> fixed(Entry<K, V> e) {
    return new SimpleImmutableEntry<>(e);
  }

  private <T> void each(Function<Entry<K, V>, ? extends @Nullable T> of, Consumer<? super T> to) {
    requireNonNull(to);
    for (Iterator<Entry<K, V>> i = entries(); i.hasNext(); ) {
      T t = of.apply(fixed(i.next()));
      if (t != null) {
        to.accept(t);
      }
    }
  }

  private <T> @Nullable T first(Function<Entry<K, V>, ? extends @Nullable T> of) {
    for (Iterator<Entry<K, V>> i = entries(); i.hasNext(); ) {
      T t = of.apply(fixed(i.next()));
      if (t != null) {
        return t;
      }
    }
    return null;
  }

  private <T> @Nullable T fold(
      Function<Entry<K, V>, ? extends @Nullable T> of,
      BiFunction<? super T, ? super T, ? extends T> reducer) {
    requireNonNull(reducer);
    T all = null;
    for (Iterator<Entry<K, V>> i = entries(); i.hasNext(); ) {
      T t = of.apply(fixed(i.next()));
      if (t != null) {
        all = all == null ? t : reducer.apply(all, t);
      }
    }
    return all;
  }

  private double foldDouble(
      ToDoubleFunction<? super Entry<K, V>> of, double basis, DoubleBinaryOperator reducer) {
    double all = basis;
    for (Iterator<Entry<K, V>> i = entries(); i.hasNext(); ) {
      all = reducer.applyAsDouble(all, of.applyAsDouble(fixed(i.next())));
    }
    return all;
  }

  private long foldLong(
      ToLongFunction<? super Entry<K, V>> of, long basis, LongBinaryOperator reducer) {
    long all = basis;
    for (Iterator<Entry<K, V>> i = entries(); i.hasNext(); ) {
      all = reducer.applyAsLong(all, of.applyAsLong(fixed(i.next())));
    }
    return all;
  }

  private int foldInt(ToIntFunction<? super Entry<K, V>> of, int basis, IntBinaryOperator reducer) {
    int all = basis;
    for (Iterator<Entry<K, V>> i = entries(); i.hasNext(); ) {
      all = reducer.applyAsInt(all, of.applyAsInt(fixed(i.next())));
    }
    return all;
  }

  public void forEach(long threshold, BiConsumer<? super K, ? super V> action) {
    forEach(action);
  }

  public <U> void forEach(
      long threshold,
      BiFunction<? super K, ? super V, ? extends @Nullable U> of,
      Consumer<? super U> action) {
    requireNonNull(of);
    this.<U>each(e -> of.apply(e.getKey(), e.getValue()), action);
  }

  public <U> @Nullable U search(
      long threshold, BiFunction<? super K, ? super V, ? extends @Nullable U> of) {
    requireNonNull(of);
    return this.<U>first(e -> of.apply(e.getKey(), e.getValue()));
  }

  public <U> @Nullable U reduce(
      long threshold,
      BiFunction<? super K, ? super V, ? extends @Nullable U> of,
      BiFunction<? super U, ? super U, ? extends U> reducer) {
    requireNonNull(of);
    return this.<U>fold(e -> of.apply(e.getKey(), e.getValue()), reducer);
  }

  public double reduceToDouble(
      long threshold,
      ToDoubleBiFunction<? super K, ? super V> of,
      double basis,
      DoubleBinaryOperator reducer) {
    requireNonNull(of);
    return foldDouble(
        e -> of.applyAsDouble(e.getKey(), e.getValue()), basis, requireNonNull(reducer));
  }

  public long reduceToLong(
      long threshold,
      ToLongBiFunction<? super K, ? super V> of,
      long basis,
      LongBinaryOperator reducer) {
    requireNonNull(of);
    return foldLong(e -> of.applyAsLong(e.getKey(), e.getValue()), basis, requireNonNull(reducer));
  }

  public int reduceToInt(
      long threshold,
      ToIntBiFunction<? super K, ? super V> of,
      int basis,
      IntBinaryOperator reducer) {
    requireNonNull(of);
    return foldInt(e -> of.applyAsInt(e.getKey(), e.getValue()), basis, requireNonNull(reducer));
  }

  public void forEachKey(long threshold, Consumer<? super K> action) {
    this.<K>each(Entry::getKey, action);
  }

  public <U> void forEachKey(
      long threshold, Function<? super K, ? extends @Nullable U> of, Consumer<? super U> action) {
    requireNonNull(of);
    this.<U>each(e -> of.apply(e.getKey()), action);
  }

  public <U> @Nullable U searchKeys(long threshold, Function<? super K, ? extends @Nullable U> of) {
    requireNonNull(of);
    return this.<U>first(e -> of.apply(e.getKey()));
  }

  public @Nullable K reduceKeys(
      long threshold, BiFunction<? super K, ? super K, ? extends K> reducer) {
    return this.<K>fold(Entry::getKey, reducer);
  }

  public <U> @Nullable U reduceKeys(
      long threshold,
      Function<? super K, ? extends @Nullable U> of,
      BiFunction<? super U, ? super U, ? extends U> reducer) {
    requireNonNull(of);
    return this.<U>fold(e -> of.apply(e.getKey()), reducer);
  }

  public double reduceKeysToDouble(
      long threshold, ToDoubleFunction<? super K> of, double basis, DoubleBinaryOperator reducer) {
    requireNonNull(of);
    return foldDouble(e -> of.applyAsDouble(e.getKey()), basis, requireNonNull(reducer));
  }

  public long reduceKeysToLong(
      long threshold, ToLongFunction<? super K> of, long basis, LongBinaryOperator reducer) {
    requireNonNull(of);
    return foldLong(e -> of.applyAsLong(e.getKey()), basis, requireNonNull(reducer));
  }

  public int reduceKeysToInt(
      long threshold, ToIntFunction<? super K> of, int basis, IntBinaryOperator reducer) {
    requireNonNull(of);
    return foldInt(e -> of.applyAsInt(e.getKey()), basis, requireNonNull(reducer));
  }

  public void forEachValue(long threshold, Consumer<? super V> action) {
    this.<V>each(Entry::getValue, action);
  }

  public <U> void forEachValue(
      long threshold, Function<? super V, ? extends @Nullable U> of, Consumer<? super U> action) {
    requireNonNull(of);
    this.<U>each(e -> of.apply(e.getValue()), action);
  }

  public <U> @Nullable U searchValues(
      long threshold, Function<? super V, ? extends @Nullable U> of) {
    requireNonNull(of);
    return this.<U>first(e -> of.apply(e.getValue()));
  }

  public @Nullable V reduceValues(
      long threshold, BiFunction<? super V, ? super V, ? extends V> reducer) {
    return this.<V>fold(Entry::getValue, reducer);
  }

  public <U> @Nullable U reduceValues(
      long threshold,
      Function<? super V, ? extends @Nullable U> of,
      BiFunction<? super U, ? super U, ? extends U> reducer) {
    requireNonNull(of);
    return this.<U>fold(e -> of.apply(e.getValue()), reducer);
  }

  public double reduceValuesToDouble(
      long threshold, ToDoubleFunction<? super V> of, double basis, DoubleBinaryOperator reducer) {
    requireNonNull(of);
    return foldDouble(e -> of.applyAsDouble(e.getValue()), basis, requireNonNull(reducer));
  }

  public long reduceValuesToLong(
      long threshold, ToLongFunction<? super V> of, long basis, LongBinaryOperator reducer) {
    requireNonNull(of);
    return foldLong(e -> of.applyAsLong(e.getValue()), basis, requireNonNull(reducer));
  }

  public int reduceValuesToInt(
      long threshold, ToIntFunction<? super V> of, int basis, IntBinaryOperator reducer) {
    requireNonNull(of);
    return foldInt(e -> of.applyAsInt(e.getValue()), basis, requireNonNull(reducer));
  }

  public void forEachEntry(long threshold, Consumer<? super Entry<K, V>> action) {
    this.<Entry<K, V>>each(e -> e, action);
  }

  public <U> void forEachEntry(
      long threshold, Function<Entry<K, V>, ? extends @Nullable U> of, Consumer<? super U> action) {
    this.<U>each(requireNonNull(of), action);
  }

  public <U> @Nullable U searchEntries(
      long threshold, Function<Entry<K, V>, ? extends @Nullable U> of) {
    return this.<U>first(requireNonNull(of));
  }

  public @Nullable Entry<K, V> reduceEntries(
      long threshold, BiFunction<Entry<K, V>, Entry<K, V>, ? extends Entry<K, V>> reducer) {
    return this.<Entry<K, V>>fold(e -> e, reducer);
  }

  public <U> @Nullable U reduceEntries(
      long threshold,
      Function<Entry<K, V>, ? extends @Nullable U> of,
      BiFunction<? super U, ? super U, ? extends U> reducer) {
    return this.<U>fold(requireNonNull(of), reducer);
  }

  public double reduceEntriesToDouble(
      long threshold,
      ToDoubleFunction<Entry<K, V>> of,
      double basis,
      DoubleBinaryOperator reducer) {
    return foldDouble(requireNonNull(of), basis, requireNonNull(reducer));
  }

  public long reduceEntriesToLong(
      long threshold, ToLongFunction<Entry<K, V>> of, long basis, LongBinaryOperator reducer) {
    return foldLong(requireNonNull(of), basis, requireNonNull(reducer));
  }

  public int reduceEntriesToInt(
      long threshold, ToIntFunction<Entry<K, V>> of, int basis, IntBinaryOperator reducer) {
    return foldInt(requireNonNull(of), basis, requireNonNull(reducer));
  }
}
