package workbook.explorer.model.util.concurrent;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.runtime.SimThread;
import workbook.explorer.trace.Step.Kind;

/**
 * Models {@link java.util.concurrent.CopyOnWriteArrayList}: readers look at the array of one
 * moment, writers replace it one at a time. A function given to {@code removeIf}, {@code
 * replaceAll} or {@code sort} runs while other writers wait, and readers do not. What came before a
 * replacement happened before what follows a look at it.
 */
@SuppressWarnings({"serial", "ReferenceEquality"})
public class CopyOnWriteArrayList<E extends @Nullable Object>
    implements List<E>, RandomAccess, Serializable {
  private final transient Shared list;

  /** Never changed, only replaced. */
  private transient List<E> now;

  private transient @Nullable SimThread writer;

  public CopyOnWriteArrayList() {
    this(List.of());
  }

  public CopyOnWriteArrayList(E[] items) {
    this(Arrays.asList(items));
  }

  public CopyOnWriteArrayList(Collection<? extends E> items) {
    this("CopyOnWriteArrayList", items);
  }

  CopyOnWriteArrayList(String type, Collection<? extends E> items) {
    this.list = Sim.shared(type);
    this.now = fixed(new ArrayList<>(items));
  }

  private static <E extends @Nullable Object> List<E> fixed(List<E> items) {
    return Collections.unmodifiableList(items);
  }

  private List<E> look(String what) {
    Sim.look(list, Kind.READ, what);
    Sim.acquire(list);
    return now;
  }

  private List<E> begin(String what) {
    SimThread me = Sim.me();
    Sim.await(list, Kind.UPDATE, what, () -> writer == null || writer == me);
    Sim.acquire(list);
    return new ArrayList<>(now);
  }

  private <T extends @Nullable Object> T end(List<E> to, T result) {
    now = fixed(to);
    Sim.release(list);
    return result;
  }

  private <T extends @Nullable Object> T unchanged(T result) {
    Sim.unchanged(list);
    return result;
  }

  /** Runs a function of the code under test on a copy, while other writers wait. */
  private boolean rewrite(String what, Predicate<List<E>> function) {
    List<E> copy = begin(what);
    SimThread me = Sim.me();
    if (writer == me) {
      return function.test(copy) ? end(copy, true) : unchanged(false);
    }
    int steps = me.steps;
    writer = me;
    Sim.hold(list);
    boolean done = false;
    try {
      boolean changes = function.test(copy);
      if (me.steps != steps) {
        Sim.step(list, Kind.UPDATE, "stores the new array of");
      }
      done = true;
      writer = null;
      Sim.drop(list);
      return changes ? end(copy, true) : unchanged(false);
    } finally {
      if (!done) {
        Sim.freeing(list);
        writer = null;
        Sim.drop(list);
      }
    }
  }

  // -------------------------------------------------------------------------------- readers

  @Override
  public int size() {
    return told(look("asks for the size of").size());
  }

  private static <T extends @Nullable Object> T told(T value) {
    Sim.value(value);
    return value;
  }

  @Override
  public boolean isEmpty() {
    return size() == 0;
  }

  @Override
  public boolean contains(@Nullable Object item) {
    return told(look("searches").contains(item));
  }

  @Override
  public boolean containsAll(Collection<?> items) {
    return told(look("searches").containsAll(items));
  }

  @Override
  public int indexOf(@Nullable Object item) {
    return told(look("searches").indexOf(item));
  }

  public int indexOf(E item, int from) {
    List<E> all = look("searches");
    for (int i = from; i < all.size(); i++) {
      if (Objects.equals(item, at(all, i))) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public int lastIndexOf(@Nullable Object item) {
    return told(look("searches").lastIndexOf(item));
  }

  public int lastIndexOf(E item, int from) {
    List<E> all = look("searches");
    for (int i = from; i >= 0; i--) {
      if (Objects.equals(item, at(all, i))) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public E get(int index) {
    return told(at(look("reads"), index));
  }

  private static <E extends @Nullable Object> E at(List<E> all, int index) {
    if (index < 0 || index >= all.size()) {
      throw new ArrayIndexOutOfBoundsException(
          "Index " + index + " out of bounds for length " + all.size());
    }
    return all.get(index);
  }

  @Override
  public E getFirst() {
    return told(existing(look("reads")).getFirst());
  }

  @Override
  public E getLast() {
    return told(existing(look("reads")).getLast());
  }

  private static <E extends @Nullable Object> List<E> existing(List<E> all) {
    if (all.isEmpty()) {
      throw new NoSuchElementException();
    }
    return all;
  }

  @Override
  public Object[] toArray() {
    return look("copies").toArray();
  }

  @Override
  public <T> T[] toArray(T[] array) {
    return look("copies").toArray(array);
  }

  @Override
  public Iterator<E> iterator() {
    return look("iterates over").iterator();
  }

  @Override
  public ListIterator<E> listIterator() {
    return look("iterates over").listIterator();
  }

  @Override
  public ListIterator<E> listIterator(int index) {
    return look("iterates over").listIterator(index);
  }

  @Override
  public Spliterator<E> spliterator() {
    return look("iterates over").spliterator();
  }

  @Override
  public void forEach(Consumer<? super E> action) {
    requireNonNull(action);
    for (E item : look("iterates over")) {
      action.accept(item);
    }
  }

  @Override
  public List<E> subList(int from, int to) {
    Sim.notModelled("java.util.concurrent.CopyOnWriteArrayList.subList");
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o == this || (o instanceof List<?> && look("compares").equals(o));
  }

  @Override
  public int hashCode() {
    return look("hashes").hashCode();
  }

  @Override
  public String toString() {
    return look("prints").toString();
  }

  // -------------------------------------------------------------------------------- writers

  @Override
  public boolean add(E item) {
    List<E> to = begin("adds to");
    to.add(item);
    Sim.value(item);
    return end(to, true);
  }

  @Override
  public void add(int index, E item) {
    List<E> to = begin("adds to");
    if (index < 0 || index > to.size()) {
      throw new IndexOutOfBoundsException("Index: " + index + ", Size: " + to.size());
    }
    to.add(index, item);
    Sim.value(item);
    end(to, true);
  }

  @Override
  public void addFirst(E item) {
    add(0, item);
  }

  @Override
  public void addLast(E item) {
    add(item);
  }

  public boolean addIfAbsent(E item) {
    List<E> to = begin("adds, if absent, to");
    if (to.contains(item)) {
      return told(unchanged(false));
    }
    to.add(item);
    return told(end(to, true));
  }

  public int addAllAbsent(Collection<? extends E> items) {
    List<E> others = new ArrayList<>(items);
    List<E> to = begin("adds, if absent, to");
    int added = 0;
    for (E item : others) {
      if (!to.contains(item)) {
        to.add(item);
        added++;
      }
    }
    return told(added == 0 ? unchanged(0) : end(to, added));
  }

  @Override
  public boolean addAll(Collection<? extends E> items) {
    List<E> others = new ArrayList<>(items);
    List<E> to = begin("adds to");
    return to.addAll(others) ? end(to, true) : unchanged(false);
  }

  @Override
  public boolean addAll(int index, Collection<? extends E> items) {
    List<E> others = new ArrayList<>(items);
    List<E> to = begin("adds to");
    if (index < 0 || index > to.size()) {
      throw new IndexOutOfBoundsException("Index: " + index + ", Size: " + to.size());
    }
    return to.addAll(index, others) ? end(to, true) : unchanged(false);
  }

  @Override
  public E set(int index, E item) {
    List<E> to = begin("writes");
    E before = at(to, index);
    to.set(index, item);
    Sim.value(item);
    return end(to, before);
  }

  @Override
  public E remove(int index) {
    List<E> to = begin("removes from");
    E before = at(to, index);
    to.remove(index);
    Sim.value(before);
    return end(to, before);
  }

  @Override
  public E removeFirst() {
    List<E> to = existing(begin("removes from"));
    return told(end(to, to.removeFirst()));
  }

  @Override
  public E removeLast() {
    List<E> to = existing(begin("removes from"));
    return told(end(to, to.removeLast()));
  }

  @Override
  public boolean remove(@Nullable Object item) {
    List<E> to = begin("removes from");
    return told(to.remove(item) ? end(to, true) : unchanged(false));
  }

  @Override
  public boolean removeAll(Collection<?> items) {
    requireNonNull(items);
    return rewrite("removes from", to -> to.removeAll(items));
  }

  @Override
  public boolean retainAll(Collection<?> items) {
    requireNonNull(items);
    return rewrite("removes from", to -> to.retainAll(items));
  }

  @Override
  public boolean removeIf(Predicate<? super E> filter) {
    requireNonNull(filter);
    return rewrite("removes from", to -> to.removeIf(filter));
  }

  @Override
  public void replaceAll(UnaryOperator<E> function) {
    requireNonNull(function);
    rewrite("replaces all of", rewriting(to -> to.replaceAll(function)));
  }

  @Override
  public void sort(@Nullable Comparator<? super E> order) {
    rewrite("sorts", rewriting(to -> to.sort(order)));
  }

  private static <T> Predicate<T> rewriting(Consumer<T> change) {
    return to -> {
      change.accept(to);
      return true;
    };
  }

  @Override
  public void clear() {
    begin("clears");
    end(new ArrayList<>(), true);
  }
}
