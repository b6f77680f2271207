package workbook.explorer.model.cases;

import static workbook.explorer.Actors.actor;
import static workbook.explorer.Actors.together;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicStampedReference;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import workbook.explorer.Scenario;

/** Two threads and a queue, a list or an atomic variable. */
@SuppressWarnings("all")
public class CollectionScenarios {
  private final Queue<Integer> queue = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedDeque<int[]> deque = new ConcurrentLinkedDeque<>();
  private final AtomicInteger got = new AtomicInteger();
  private int plain;

  @Scenario("of two who poll one gets the only item")
  void pollOnce() {
    queue.add(1);
    Runnable take =
        () -> {
          if (queue.poll() != null) {
            got.incrementAndGet();
          }
        };
    together(actor("Ann", take::run), actor("Bob", take::run));
    assert got.get() == 1;
  }

  @Scenario("to ask whether it is empty and then to remove fails")
  void checkThenRemove() {
    queue.add(1);
    Runnable take =
        () -> {
          if (!queue.isEmpty()) {
            queue.remove();
          }
        };
    together(actor("Ann", take::run), actor("Bob", take::run));
  }

  @Scenario("what was done before an item was put is seen by who takes it")
  void handOver() {
    together(
        actor("Ann", () -> deque.push(new int[] {7})),
        actor(
            "Bob",
            () -> {
              int[] box = deque.poll();
              assert box == null || box[0] == 7;
            }));
  }

  @Scenario("what is done after an item was put races with who takes it")
  void changedAfterHandOver() {
    together(
        actor(
            "Ann",
            () -> {
              int[] box = {7};
              deque.push(box);
              box[0] = 8;
            }),
        actor(
            "Bob",
            () -> {
              int[] box = deque.poll();
              assert box == null || box[0] > 0;
            }));
  }

  @Scenario("iteration over a list that others change never fails")
  void copyOnWrite() {
    List<Integer> list = new CopyOnWriteArrayList<>(List.of(1, 2));
    together(
        actor(
            "Ann",
            () -> {
              int sum = 0;
              for (int n : list) {
                sum += n;
              }
              assert sum == 3 || sum == 6 || sum == 4;
            }),
        actor(
            "Bob",
            () -> {
              list.add(3);
              list.remove(Integer.valueOf(2));
            }));
  }

  @Scenario("to read an element and to write it back loses a change")
  void copyOnWriteLosesUpdates() {
    List<Integer> list = new CopyOnWriteArrayList<>(List.of(0));
    Runnable add = () -> list.set(0, list.get(0) + 1);
    together(actor("Ann", add::run), actor("Bob", add::run));
    assert list.get(0) == 2;
  }

  @Scenario("to replace all is one change")
  void copyOnWriteReplaceAll() {
    List<Integer> list = new CopyOnWriteArrayList<>(List.of(0));
    Runnable add =
        () ->
            list.replaceAll(n -> {
              got.incrementAndGet();
              return n + 1;
            });
    together(actor("Ann", add::run), actor("Bob", add::run));
    assert list.get(0) == 2;
  }

  @Scenario("a sorted map loses no merging, and may run the function more often")
  void skipListMerge() {
    Map<String, Integer> map = new ConcurrentSkipListMap<>();
    Runnable add =
        () ->
            map.merge(
                "a",
                1,
                (a, b) -> {
                  got.incrementAndGet();
                  return a + b;
                });
    together(actor("Ann", add::run), actor("Bob", add::run), actor("Eve", add::run));
    assert map.get("a") == 3;
  }

  @Scenario("a sorted map runs the function once for each merging")
  void skipListMergeRunsOnce() {
    Map<String, Integer> map = new ConcurrentSkipListMap<>(Map.of("a", 0));
    Runnable add =
        () ->
            map.merge(
                "a",
                1,
                (a, b) -> {
                  got.incrementAndGet();
                  return a + b;
                });
    together(actor("Ann", add::run), actor("Bob", add::run));
    assert got.get() == 2;
  }

  @Scenario("of two who poll the first entry one gets it")
  void skipListPoll() {
    ConcurrentSkipListMap<Integer, Integer> map = new ConcurrentSkipListMap<>(Map.of(1, 1));
    Runnable take =
        () -> {
          if (map.pollFirstEntry() != null) {
            got.incrementAndGet();
          }
        };
    together(actor("Ann", take::run), actor("Bob", take::run));
    assert got.get() == 1;
  }

  @Scenario("a synchronous queue hands over in both directions")
  void synchronousQueue() {
    SynchronousQueue<Integer> meeting = new SynchronousQueue<>();
    together(
        actor(
            "Ann",
            () -> {
              plain = 1;
              meeting.put(5);
            }),
        actor(
            "Bob",
            () -> {
              assert meeting.take() == 5;
              assert plain == 1;
            }));
  }

  @Scenario("who puts and never finds a taker waits for ever")
  void synchronousQueueAlone() {
    SynchronousQueue<Integer> meeting = new SynchronousQueue<>();
    together(actor("Ann", () -> meeting.put(1)), actor("Bob", meeting::poll));
  }

  @Scenario("an offer is taken only by who already waits")
  void synchronousOffer() {
    SynchronousQueue<Integer> meeting = new SynchronousQueue<>();
    together(
        actor("Ann", () -> meeting.offer(1)),
        actor(
            "Bob",
            () -> {
              Integer n = meeting.poll(1, TimeUnit.SECONDS);
              assert n == null || n == 1;
            }));
  }

  @Scenario("a transfer ends when the item was taken")
  void transfer() {
    LinkedTransferQueue<Integer> belt = new LinkedTransferQueue<>();
    together(
        actor(
            "Ann",
            () -> {
              belt.put(1);
              belt.transfer(2);
              assert plain == 1;
            }),
        actor(
            "Bob",
            () -> {
              belt.take();
              plain = 1;
              belt.take();
            }));
  }

  @Scenario("a priority queue wakes who waits")
  void priorities() {
    PriorityBlockingQueue<Integer> jobs = new PriorityBlockingQueue<>();
    together(
        actor("Ann", () -> assertOneOf(jobs.take())),
        actor(
            "Bob",
            () -> {
              jobs.put(2);
              jobs.put(1);
            }));
  }

  private static void assertOneOf(int n) {
    assert n == 1 || n == 2;
  }

  @Scenario("both ends of a deque may be taken at once")
  void workStealing() {
    LinkedBlockingDeque<Integer> jobs = new LinkedBlockingDeque<>(List.of(1, 2));
    together(
        actor("Ann", () -> got.addAndGet(jobs.takeFirst())),
        actor("Bob", () -> got.addAndGet(jobs.takeLast())));
    assert got.get() == 3;
  }

  private record Alarm(long at) implements Delayed {
    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(at - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(at, ((Alarm) other).at);
    }
  }

  @Scenario("what is not due yet is waited for")
  void delays() {
    DelayQueue<Alarm> alarms = new DelayQueue<>();
    long start = System.nanoTime();
    together(
        actor(
            "Ann",
            () -> {
              Alarm first = alarms.take();
              assert System.nanoTime() - start >= 5_000_000;
            }),
        actor("Bob", () -> alarms.add(new Alarm(start + 5_000_000))));
  }

  @Scenario("a sum of several adders loses nothing")
  void adder() {
    LongAdder sum = new LongAdder();
    together(
        actor(
            "Ann",
            () -> {
              sum.increment();
              sum.increment();
              sum.increment();
            }),
        actor(
            "Bob",
            () -> {
              sum.increment();
              sum.increment();
              sum.increment();
            }),
        actor(
            "Eve",
            () -> {
              sum.increment();
              sum.increment();
              sum.increment();
            }));
    assert sum.sum() == 9;
  }

  @Scenario("to sum up and then to reset loses what comes between")
  void adderReset() {
    LongAdder sum = new LongAdder();
    long[] seen = new long[1];
    together(
        actor("Ann", sum::increment),
        actor(
            "Bob",
            () -> {
              seen[0] = sum.sum();
              sum.reset();
            }));
    assert seen[0] + sum.sum() == 1;
  }

  @Scenario("a function that depends on the order gives different results")
  void accumulatorOrder() {
    LongAccumulator last = new LongAccumulator((a, b) -> b, 0);
    together(actor("Ann", () -> last.accumulate(1)), actor("Bob", () -> last.accumulate(2)));
    assert last.get() == 2;
  }

  @Scenario("different elements are independent, and what was set is seen")
  void array() {
    AtomicIntegerArray all = new AtomicIntegerArray(2);
    together(
        actor(
            "Ann",
            () -> {
              plain = 1;
              all.set(0, 1);
              all.incrementAndGet(1);
            }),
        actor(
            "Bob",
            () -> {
              all.incrementAndGet(1);
              assert all.get(0) == 0 || plain == 1;
            }));
    assert all.get(1) == 2;
  }

  @Scenario("a value that came back looks as if it had never gone")
  void abaSeen() {
    AtomicReference<String> top = new AtomicReference<>("a");
    together(
        actor(
            "Ann",
            () -> {
              String seen = top.get();
              String meanwhile = top.get();
              if (top.compareAndSet(seen, "c")) {
                assert meanwhile == seen : "changed and changed back";
              }
            }),
        actor(
            "Bob",
            () -> {
              top.compareAndSet("a", "b");
              top.compareAndSet("b", "a");
            }));
  }

  @Scenario("a stamp tells that a value has gone and come back")
  void abaStamped() {
    AtomicStampedReference<String> top = new AtomicStampedReference<>("a", 0);
    together(
        actor(
            "Ann",
            () -> {
              int[] stamp = new int[1];
              String seen = top.get(stamp);
              String meanwhile = top.getReference();
              if (top.compareAndSet(seen, "c", stamp[0], stamp[0] + 1)) {
                assert meanwhile == seen;
              }
            }),
        actor(
            "Bob",
            () -> {
              if (top.compareAndSet("a", "b", 0, 1)) {
                top.compareAndSet("b", "a", 1, 2);
              }
            }));
  }
}
