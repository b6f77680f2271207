package workbook.explorer.model.util.concurrent;

import java.io.Serializable;
import java.util.Collection;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Models {@link java.util.concurrent.ConcurrentSkipListSet}. */
@SuppressWarnings({"serial", "this-escape"}) // as the real class does
public class ConcurrentSkipListSet<E> extends SortedKeys<E, Boolean> implements Serializable {
  public ConcurrentSkipListSet() {
    this((Comparator<? super E>) null);
  }

  public ConcurrentSkipListSet(@Nullable Comparator<? super E> order) {
    super(new ConcurrentSkipListMap<>(order), true);
  }

  public ConcurrentSkipListSet(Collection<? extends E> items) {
    this();
    addAll(items);
  }

  public ConcurrentSkipListSet(SortedSet<E> items) {
    this(items.comparator());
    addAll(items);
  }

  @Override
  public NavigableSet<E> subSet(E from, E to) {
    return subSet(from, true, to, false);
  }

  @Override
  public NavigableSet<E> headSet(E to) {
    return headSet(to, false);
  }

  @Override
  public NavigableSet<E> tailSet(E from) {
    return tailSet(from, true);
  }
}
