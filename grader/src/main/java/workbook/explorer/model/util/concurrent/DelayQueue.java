package workbook.explorer.model.util.concurrent;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Op;
import workbook.explorer.runtime.Sim;

/** Models {@link java.util.concurrent.DelayQueue}, whose delays pass in virtual time. */
@SuppressWarnings({"serial", "ReferenceEquality"})
public class DelayQueue<E extends Delayed> extends OneLockQueue<E> {
  private final PriorityQueue<E> heap;

  public DelayQueue() {
    this(new PriorityQueue<>());
  }

  @SuppressWarnings("this-escape") // as the real class does
  public DelayQueue(Collection<? extends E> items) {
    this();
    addAll(items);
  }

  private DelayQueue(PriorityQueue<E> heap) {
    super("DelayQueue", heap, Integer.MAX_VALUE);
    this.heap = heap;
  }

  private static boolean isDue(@Nullable Delayed item) {
    return item != null && item.getDelay(TimeUnit.NANOSECONDS) <= 0;
  }

  @Override
  public boolean add(E item) {
    return offer(item);
  }

  @Override
  public boolean offer(E item) {
    return super.offer(item);
  }

  @Override
  public @Nullable E peek() {
    return super.peek();
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
  public @Nullable E poll() {
    change("polls");
    boolean due = isDue(heap.peek());
    E item = due ? heap.poll() : null;
    changed(due);
    Sim.value(item);
    return item;
  }

  @Override
  public E remove() {
    E item = poll();
    if (item == null) {
      throw new NoSuchElementException();
    }
    return item;
  }

  @Override
  public E take() throws InterruptedException {
    return requireNonNull(takeWithin(-1));
  }

  @Override
  public @Nullable E poll(long time, TimeUnit unit) throws InterruptedException {
    return takeWithin(Math.max(0, unit.toNanos(time)));
  }

  private @Nullable E takeWithin(long nanos) throws InterruptedException {
    Sim.throwIfInterrupted();
    long start = Sim.nanos();
    while (true) {
      change("takes from");
      E first = heap.peek();
      long delay = first == null ? -1 : Math.max(0, first.getDelay(TimeUnit.NANOSECONDS));
      if (delay == 0) {
        E item = heap.poll();
        changed(true);
        Sim.value(item);
        return item;
      }
      changed(false);
      long left = nanos < 0 ? -1 : nanos - (Sim.nanos() - start);
      if (nanos >= 0 && left <= 0) {
        return null;
      }
      long longest = left < 0 ? delay : delay < 0 ? left : Math.min(left, delay);
      if (await("waits for", () -> heap.peek() != first, longest) == Op.Outcome.INTERRUPTED) {
        Sim.throwIfInterrupted();
      }
    }
  }

  @Override
  public int drainTo(Collection<? super E> sink, int most) {
    requireNonNull(sink);
    if (sink == this) {
      throw new IllegalArgumentException();
    }
    change("drains");
    int moved = 0;
    while (moved < most && isDue(heap.peek())) {
      sink.add(requireNonNull(heap.poll()));
      moved++;
    }
    changed(moved > 0);
    Sim.value(moved);
    return moved;
  }
}
