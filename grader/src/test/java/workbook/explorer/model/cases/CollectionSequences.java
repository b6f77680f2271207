package workbook.explorer.model.cases;

import static workbook.explorer.model.cases.Told.done;
import static workbook.explorer.model.cases.Told.told;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import workbook.explorer.Scenario;
import workbook.explorer.model.RandomSeed;

/** Random calls on queues, lists and sets by one thread, which never has to wait. */
@SuppressWarnings("all")
public class CollectionSequences {
  private final Random random = new Random(RandomSeed.get());

  private Integer item() {
    int n = random.nextInt(24);
    return n == 0 ? null : n % 6;
  }

  private void collection(Collection<Integer> all) {
    Integer x = item();
    Integer y = item();
    switch (random.nextInt(22)) {
      case 0, 1, 2, 3 -> told(() -> all.add(x));
      case 4 -> told(() -> all.remove(x));
      case 5 -> told(() -> all.contains(x));
      case 6 -> told(() -> all.size() + " " + all.isEmpty());
      case 7 -> told(all::toString);
      case 8 ->
          told(() -> Arrays.toString(all.toArray()) + Arrays.toString(all.toArray(new Integer[0])));
      case 9 -> told(() -> all.addAll(Arrays.asList(x, y)));
      case 10 -> told(() -> all.removeAll(List.of(1, 2)));
      case 11 -> told(() -> all.retainAll(List.of(1, 2, 3, 4)));
      case 12 -> told(() -> all.removeIf(n -> n > 3));
      case 13 -> told(() -> all.containsAll(List.of(1, 3)));
      case 14 -> {
        if (random.nextInt(4) == 0) {
          done(all::clear);
        }
      }
      case 15 ->
          told(() -> {
            List<Object> seen = new ArrayList<>();
            for (Integer n : all) {
              seen.add(n);
            }
            all.forEach(seen::add);
            return seen;
          });
      case 16 ->
          told(() -> {
            Iterator<Integer> i = all.iterator();
            i.next();
            i.remove();
            i.remove();
            return i;
          });
      case 17 ->
          told(() -> {
            Iterator<Integer> i = all.iterator();
            while (i.hasNext()) {
              if (i.next() % 2 == 0) {
                i.remove();
              }
            }
            return all.toString();
          });
      case 18 -> told(() -> all.stream().filter(Objects::nonNull).mapToInt(n -> n).sum());
      case 19 -> told(() -> all.iterator().next());
      case 20 -> told(() -> all.addAll(all));
      case 21 -> done(() -> all.iterator().remove());
      default -> throw new AssertionError();
    }
  }

  private void queue(Queue<Integer> queue) {
    Integer x = item();
    switch (random.nextInt(6)) {
      case 0, 1 -> told(() -> queue.offer(x));
      case 2 -> told(queue::poll);
      case 3 -> told(queue::peek);
      case 4 -> told(queue::remove);
      case 5 -> told(queue::element);
      default -> throw new AssertionError();
    }
  }

  private void deque(Deque<Integer> deque) {
    Integer x = item();
    switch (random.nextInt(18)) {
      case 0 -> done(() -> deque.addFirst(x));
      case 1 -> done(() -> deque.addLast(x));
      case 2 -> told(() -> deque.offerFirst(x));
      case 3 -> told(() -> deque.offerLast(x));
      case 4 -> told(deque::removeFirst);
      case 5 -> told(deque::removeLast);
      case 6 -> told(deque::pollFirst);
      case 7 -> told(deque::pollLast);
      case 8 -> told(deque::getFirst);
      case 9 -> told(deque::getLast);
      case 10 -> told(deque::peekFirst);
      case 11 -> told(deque::peekLast);
      case 12 -> told(() -> deque.removeFirstOccurrence(x));
      case 13 -> told(() -> deque.removeLastOccurrence(x));
      case 14 -> done(() -> deque.push(x));
      case 15 -> told(deque::pop);
      case 16 ->
          told(() -> {
            List<Object> seen = new ArrayList<>();
            for (Iterator<Integer> i = deque.descendingIterator(); i.hasNext(); ) {
              Integer n = i.next();
              seen.add(n);
              if (n == 2) {
                i.remove();
              }
            }
            return seen;
          });
      case 17 -> told(() -> deque.reversed().toString());
      default -> throw new AssertionError();
    }
  }

  private void blocking(BlockingQueue<Integer> queue) {
    Integer x = item();
    switch (random.nextInt(8)) {
      case 0 -> told(() -> queue.offer(x, 1, TimeUnit.MICROSECONDS));
      case 1 -> told(() -> queue.poll(1, TimeUnit.MICROSECONDS));
      case 2 -> told(queue::remainingCapacity);
      case 3 -> told(() -> queue.isEmpty() ? "empty" : queue.take());
      case 4 ->
          done(() -> {
            if (queue.remainingCapacity() > 0) {
              queue.put(x);
            }
          });
      case 5 -> {
        List<Integer> sink = new ArrayList<>();
        told(() -> queue.drainTo(sink, 2) + " " + sink);
      }
      case 6 -> {
        if (random.nextInt(3) == 0) {
          List<Integer> sink = new ArrayList<>();
          told(() -> queue.drainTo(sink) + " " + sink);
        }
      }
      case 7 -> told(() -> queue.drainTo(queue));
      default -> throw new AssertionError();
    }
  }

  @Scenario("the model does what the real class does")
  public void linkedQueue() {
    Queue<Integer> queue =
        random.nextBoolean()
            ? new ConcurrentLinkedQueue<>()
            : new ConcurrentLinkedQueue<>(List.of(3, 1));
    for (int i = 0; i < 40; i++) {
      collection(queue);
      queue(queue);
    }
  }

  @Scenario("the model does what the real class does")
  public void linkedDeque() {
    Deque<Integer> deque = new ConcurrentLinkedDeque<>();
    for (int i = 0; i < 30; i++) {
      collection(deque);
      queue(deque);
      deque(deque);
    }
  }

  @Scenario("the model does what the real class does")
  public void blockingQueues() {
    BlockingQueue<Integer> queue =
        switch (random.nextInt(6)) {
          case 0 -> new ArrayBlockingQueue<>(3);
          case 1 -> new LinkedBlockingQueue<>(2);
          case 2 -> new LinkedBlockingQueue<>();
          case 3 -> new PriorityBlockingQueue<>();
          case 4 -> new PriorityBlockingQueue<>(3, Comparator.reverseOrder());
          default -> new LinkedTransferQueue<>();
        };
    for (int i = 0; i < 30; i++) {
      collection(queue);
      queue(queue);
      blocking(queue);
    }
  }

  @Scenario("the model does what the real class does")
  public void blockingDeque() {
    BlockingDeque<Integer> deque =
        random.nextBoolean() ? new LinkedBlockingDeque<>() : new LinkedBlockingDeque<>(3);
    for (int i = 0; i < 25; i++) {
      collection(deque);
      queue(deque);
      blocking(deque);
      deque(deque);
    }
  }

  @Scenario("the model does what the real class does")
  public void synchronousQueue() {
    SynchronousQueue<Integer> queue = new SynchronousQueue<>(random.nextBoolean());
    for (int i = 0; i < 20; i++) {
      collection(queue);
      queue(queue);
      told(() -> queue.poll(1, TimeUnit.MICROSECONDS));
      told(() -> queue.offer(3, 1, TimeUnit.MICROSECONDS));
      told(() -> queue.drainTo(new ArrayList<>()));
    }
  }

  @Scenario("the model does what the real class does")
  public void transferQueue() {
    LinkedTransferQueue<Integer> queue = new LinkedTransferQueue<>();
    for (int i = 0; i < 20; i++) {
      collection(queue);
      queue(queue);
      blocking(queue);
      told(() -> queue.tryTransfer(1));
      told(() -> queue.tryTransfer(2, 1, TimeUnit.MICROSECONDS));
      told(() -> queue.hasWaitingConsumer() + " " + queue.getWaitingConsumerCount());
    }
  }

  private record Parcel(int number, boolean due) implements Delayed {
    @Override
    public long getDelay(TimeUnit unit) {
      return due ? 0 : 1_000_000_000_000L;
    }

    @Override
    public int compareTo(Delayed other) {
      Parcel p = (Parcel) other;
      return due != p.due ? due ? -1 : 1 : Integer.compare(number, p.number);
    }
  }

  @Scenario("the model does what the real class does")
  public void delayQueue() {
    DelayQueue<Parcel> queue = new DelayQueue<>();
    for (int i = 0; i < 60; i++) {
      Parcel p = new Parcel(random.nextInt(5), random.nextBoolean());
      switch (random.nextInt(12)) {
        case 0, 1, 2 -> told(() -> queue.offer(p));
        case 3 -> done(() -> queue.put(p));
        case 4 -> told(queue::poll);
        case 5 -> told(() -> queue.poll(1, TimeUnit.MICROSECONDS));
        case 6 -> told(queue::peek);
        case 7 -> told(queue::size);
        case 8 -> told(() -> queue.remove(p) + " " + queue.contains(p));
        case 9 -> {
          List<Parcel> sink = new ArrayList<>();
          told(() -> queue.drainTo(sink, 2) + " " + sink);
        }
        case 10 -> told(() -> queue.peek() != null && queue.peek().due() ? queue.take() : "none");
        case 11 -> told(() -> queue.remainingCapacity() + queue.toString());
        default -> throw new AssertionError();
      }
    }
  }

  @Scenario("the model does what the real class does")
  public void copyOnWriteList() {
    CopyOnWriteArrayList<Integer> list =
        random.nextBoolean()
            ? new CopyOnWriteArrayList<>()
            : new CopyOnWriteArrayList<>(new Integer[] {3, null, 3});
    for (int i = 0; i < 30; i++) {
      collection(list);
      Integer x = item();
      int at = random.nextInt(6) - 1;
      switch (random.nextInt(22)) {
        case 0 -> told(() -> list.get(at));
        case 1 -> told(() -> list.set(at, x));
        case 2 -> done(() -> list.add(at, x));
        case 3 -> told(() -> list.remove(at));
        case 4 -> told(() -> list.addIfAbsent(x));
        case 5 -> told(() -> list.addAllAbsent(Arrays.asList(1, 9, x, 9)));
        case 6 -> told(() -> list.indexOf(x) + " " + list.lastIndexOf(x));
        case 7 -> told(() -> list.indexOf(x, 1) + " " + list.lastIndexOf(x, 1));
        case 8 -> done(() -> list.sort(Comparator.nullsFirst(Comparator.naturalOrder())));
        case 9 -> done(() -> list.replaceAll(n -> n == null ? 0 : n + 1));
        case 10 -> told(() -> list.addAll(at, List.of(7, 8)));
        case 11 -> told(() -> list.equals(new ArrayList<>(list)) + " " + list.hashCode());
        case 12 -> told(list::getFirst);
        case 13 -> told(list::getLast);
        case 14 -> told(list::removeFirst);
        case 15 -> told(list::removeLast);
        case 16 -> done(() -> list.addFirst(x));
        case 17 -> done(() -> list.listIterator().set(1));
        case 18 -> told(() -> list.listIterator(1).next());
        case 19 -> told(() -> list.listIterator(2).previous());
        case 20 ->
            told(() -> {
              Iterator<Integer> it = list.iterator();
              list.add(3);
              int n = 0;
              while (it.hasNext()) {
                it.next();
                n++;
              }
              return n;
            });
        case 21 -> told(() -> list.reversed().toString());
        default -> throw new AssertionError();
      }
    }
  }

  @Scenario("the model does what the real class does")
  public void copyOnWriteSet() {
    Set<Integer> set =
        random.nextBoolean()
            ? new CopyOnWriteArraySet<>()
            : new CopyOnWriteArraySet<>(List.of(3, 1, 3));
    for (int i = 0; i < 50; i++) {
      collection(set);
    }
    told(() -> set.equals(Set.of(1)) + " " + set.hashCode());
  }
}
