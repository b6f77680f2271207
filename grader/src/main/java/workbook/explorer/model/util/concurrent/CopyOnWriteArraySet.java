package workbook.explorer.model.util.concurrent;

import java.io.Serializable;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Models {@link java.util.concurrent.CopyOnWriteArraySet}: a list that takes nothing twice. */
@SuppressWarnings("serial")
public class CopyOnWriteArraySet<E extends @Nullable Object> extends AbstractSet<E>
    implements Serializable {
  private final CopyOnWriteArrayList<E> list =
      new CopyOnWriteArrayList<>("CopyOnWriteArraySet", List.of());

  public CopyOnWriteArraySet() {}

  @SuppressWarnings("this-escape") // as the real class does
  public CopyOnWriteArraySet(Collection<? extends E> items) {
    list.addAllAbsent(items);
  }

  @Override
  public int size() {
    return list.size();
  }

  @Override
  public boolean isEmpty() {
    return list.isEmpty();
  }

  @Override
  public boolean contains(@Nullable Object item) {
    return list.contains(item);
  }

  @Override
  public boolean containsAll(Collection<?> items) {
    return list.containsAll(items);
  }

  @Override
  public boolean add(E item) {
    return list.addIfAbsent(item);
  }

  @Override
  public boolean addAll(Collection<? extends E> items) {
    return list.addAllAbsent(items) > 0;
  }

  @Override
  public boolean remove(@Nullable Object item) {
    return list.remove(item);
  }

  @Override
  public boolean removeAll(Collection<?> items) {
    return list.removeAll(items);
  }

  @Override
  public boolean retainAll(Collection<?> items) {
    return list.retainAll(items);
  }

  @Override
  public boolean removeIf(Predicate<? super E> filter) {
    return list.removeIf(filter);
  }

  @Override
  public void clear() {
    list.clear();
  }

  @Override
  public Iterator<E> iterator() {
    return list.iterator();
  }

  @Override
  public Spliterator<E> spliterator() {
    return list.spliterator();
  }

  @Override
  public void forEach(Consumer<? super E> action) {
    list.forEach(action);
  }

  @Override
  public Object[] toArray() {
    return list.toArray();
  }

  @Override
  public <T> T[] toArray(T[] array) {
    return list.toArray(array);
  }

  @Override
  public String toString() {
    return list.toString();
  }
}
