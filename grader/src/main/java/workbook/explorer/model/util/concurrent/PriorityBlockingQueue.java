package workbook.explorer.model.util.concurrent;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Models {@link java.util.concurrent.PriorityBlockingQueue}, where putting never waits. */
@SuppressWarnings({"serial", "this-escape"}) // as the real class does
public class PriorityBlockingQueue<E> extends OneLockQueue<E> {
  private static final int USUAL = 11;
  private final PriorityQueue<E> heap;

  public PriorityBlockingQueue() {
    this(USUAL, null);
  }

  public PriorityBlockingQueue(int initialCapacity) {
    this(initialCapacity, null);
  }

  public PriorityBlockingQueue(int initialCapacity, @Nullable Comparator<? super E> comparator) {
    this(new PriorityQueue<>(initialCapacity, comparator));
  }

  public PriorityBlockingQueue(Collection<? extends E> items) {
    this(heap(items));
  }

  private PriorityBlockingQueue(PriorityQueue<E> heap) {
    super("PriorityBlockingQueue", heap, Integer.MAX_VALUE);
    this.heap = heap;
  }

  @SuppressWarnings("unchecked")
  private static <E> PriorityQueue<E> heap(Collection<? extends E> items) {
    return switch (items) {
      case PriorityBlockingQueue<?> q -> new PriorityQueue<>((PriorityQueue<E>) q.copy());
      case SortedSet<?> s -> new PriorityQueue<>((SortedSet<E>) s);
      case PriorityQueue<?> q -> new PriorityQueue<>((PriorityQueue<E>) q);
      default -> {
        items.forEach(item -> requireNonNull(item));
        yield new PriorityQueue<>(items);
      }
    };
  }

  private PriorityQueue<E> copy() {
    look("copies");
    return new PriorityQueue<>(heap);
  }

  public @Nullable Comparator<? super E> comparator() {
    return heap.comparator();
  }

  @Override
  public int remainingCapacity() {
    return Integer.MAX_VALUE;
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
  public void forEach(Consumer<? super E> action) {
    requireNonNull(action);
    iterator().forEachRemaining(action);
  }
}
