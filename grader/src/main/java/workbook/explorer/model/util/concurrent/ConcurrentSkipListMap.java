package workbook.explorer.model.util.concurrent;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Models {@link java.util.concurrent.ConcurrentSkipListMap}. */
@SuppressWarnings({"serial", "this-escape"}) // as the real class does
public class ConcurrentSkipListMap<K, V> extends SortedCells<K, V> implements Serializable {
  public ConcurrentSkipListMap() {
    super(null);
  }

  public ConcurrentSkipListMap(@Nullable Comparator<? super K> order) {
    super(order);
  }

  public ConcurrentSkipListMap(Map<? extends K, ? extends V> from) {
    super(null);
    putAll(from);
  }

  public ConcurrentSkipListMap(SortedMap<K, ? extends V> from) {
    super(from.comparator());
    putAll(from);
  }
}
