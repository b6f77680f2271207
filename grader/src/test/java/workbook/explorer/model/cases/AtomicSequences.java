package workbook.explorer.model.cases;

import static workbook.explorer.model.cases.Told.done;
import static workbook.explorer.model.cases.Told.told;

import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicStampedReference;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import workbook.explorer.Scenario;
import workbook.explorer.model.RandomSeed;

/** Random calls on atomic variables by one thread. */
@SuppressWarnings("all")
public class AtomicSequences {
  private final Random random = new Random(RandomSeed.get());

  @Scenario("the model does what the real class does")
  public void numbers() {
    AtomicInteger a = new AtomicInteger(random.nextInt(3));
    AtomicLong b = new AtomicLong(random.nextInt(3));
    for (int i = 0; i < 60; i++) {
      int x = random.nextInt(4) - 1;
      int y = random.nextInt(4);
      switch (random.nextInt(14)) {
        case 0 -> told(() -> a.compareAndSet(x, y) + " " + b.compareAndSet(x, y));
        case 1 -> told(() -> a.getAndAdd(x) + " " + b.addAndGet(x));
        case 2 -> told(() -> a.getAndIncrement() + " " + b.incrementAndGet());
        case 3 -> told(() -> a.decrementAndGet() + " " + b.getAndDecrement());
        case 4 -> told(() -> a.getAndSet(x) + " " + b.getAndSet(y));
        case 5 -> told(() -> a.updateAndGet(n -> n * 2) + " " + b.getAndUpdate(n -> n - 3));
        case 6 ->
            told(() -> a.accumulateAndGet(x, Math::max) + " " + b.getAndAccumulate(y, Math::min));
        case 7 -> told(() -> a.compareAndExchange(x, y) + " " + b.compareAndExchange(x, y));
        case 8 ->
            done(() -> {
              a.set(x);
              b.lazySet(y);
            });
        case 9 -> told(() -> a.toString() + b + a.intValue() + b.doubleValue());
        case 10 ->
            done(() -> {
              a.setRelease(x);
              b.setPlain(y);
            });
        case 11 -> told(() -> a.getAcquire() + b.getOpaque() + a.getPlain());
        case 12 ->
            done(() ->
                a.updateAndGet(n -> {
                  throw new IllegalStateException();
                }));
        case 13 ->
            done(() -> {
              a.set(Integer.MAX_VALUE);
              b.set(Long.MAX_VALUE);
            });
        default -> throw new AssertionError();
      }
    }
  }

  @Scenario("the model does what the real class does")
  public void references() {
    String[] all = {"a", "b", null};
    AtomicReference<String> a = new AtomicReference<>();
    AtomicBoolean b = new AtomicBoolean(random.nextBoolean());
    AtomicStampedReference<String> c = new AtomicStampedReference<>("a", 0);
    AtomicMarkableReference<String> d = new AtomicMarkableReference<>("a", false);
    int[] stamp = new int[1];
    boolean[] mark = new boolean[1];
    for (int i = 0; i < 60; i++) {
      String x = all[random.nextInt(3)];
      String y = all[random.nextInt(3)];
      int n = random.nextInt(2);
      int m = random.nextInt(2);
      switch (random.nextInt(12)) {
        case 0 -> told(() -> a.compareAndSet(x, y) + " " + b.compareAndSet(n == 0, m == 0));
        case 1 -> told(() -> a.getAndSet(x) + b.getAndSet(n == 0));
        case 2 -> told(() -> a.get() + b.get());
        case 3 -> told(() -> a.updateAndGet(s -> s + "x") + a.getAndAccumulate(y, (s, t) -> t));
        case 4 ->
            told(() -> c.compareAndSet(x, y, n, m) + " " + d.compareAndSet(x, y, n == 0, m == 0));
        case 5 ->
            done(() -> {
              c.set(x, n);
              d.set(y, m == 0);
            });
        case 6 -> told(() -> c.getReference() + c.getStamp() + d.getReference() + d.isMarked());
        case 7 -> told(() -> c.get(stamp) + stamp[0] + d.get(mark) + mark[0]);
        case 8 -> told(() -> c.attemptStamp(x, n) + " " + d.attemptMark(y, n == 0));
        case 9 -> told(() -> a.toString() + b);
        case 10 ->
            told(() -> a.compareAndExchange(x, y) + b.weakCompareAndSetPlain(n == 0, m == 0));
        case 11 ->
            done(() -> {
              a.lazySet(x);
              b.set(m == 0);
            });
        default -> throw new AssertionError();
      }
    }
  }

  @Scenario("the model does what the real class does")
  public void arrays() {
    AtomicIntegerArray a = new AtomicIntegerArray(3);
    AtomicLongArray b = new AtomicLongArray(new long[] {1, 2, 3});
    AtomicReferenceArray<Integer> c = new AtomicReferenceArray<>(new Integer[] {1, null, 3});
    for (int i = 0; i < 60; i++) {
      int at = random.nextInt(12) == 0 ? random.nextInt(5) - 1 : random.nextInt(3);
      int x = random.nextInt(4);
      int y = random.nextInt(4);
      switch (random.nextInt(12)) {
        case 0 ->
            told(() ->
                a.compareAndSet(at, x, y)
                    + " "
                    + b.compareAndSet(at, x, y)
                    + c.compareAndSet(at, x, y));
        case 1 -> told(() -> a.getAndAdd(at, x) + " " + b.addAndGet(at, x));
        case 2 -> told(() -> a.incrementAndGet(at) + " " + b.getAndIncrement(at));
        case 3 -> told(() -> a.getAndDecrement(at) + " " + b.decrementAndGet(at));
        case 4 -> told(() -> a.getAndSet(at, x) + " " + b.getAndSet(at, y) + c.getAndSet(at, x));
        case 5 ->
            told(() ->
                a.updateAndGet(at, n -> n * 2)
                    + " "
                    + b.getAndUpdate(at, n -> n - 3)
                    + c.updateAndGet(at, n -> n == null ? 0 : n + 1));
        case 6 ->
            told(() ->
                a.accumulateAndGet(at, x, Math::max) + " " + b.getAndAccumulate(at, y, Math::min));
        case 7 ->
            told(() ->
                a.compareAndExchange(at, x, y)
                    + " "
                    + b.compareAndExchangeAcquire(at, x, y)
                    + c.compareAndExchangeRelease(at, x, y));
        case 8 ->
            done(() -> {
              a.set(at, x);
              b.lazySet(at, y);
              c.setRelease(at, null);
            });
        case 9 -> told(() -> a.toString() + b + c + a.length() + c.length());
        case 10 -> told(() -> a.get(at) + b.getOpaque(at) + " " + c.getAcquire(at));
        case 11 -> told(() -> new AtomicIntegerArray(-1));
        default -> throw new AssertionError();
      }
    }
  }

  @Scenario("the model does what the real class does")
  public void adders() {
    LongAdder a = new LongAdder();
    DoubleAdder b = new DoubleAdder();
    LongAccumulator c = new LongAccumulator(Math::max, -2);
    DoubleAccumulator d = new DoubleAccumulator(Double::sum, 0.5);
    for (int i = 0; i < 50; i++) {
      int x = random.nextInt(9) - 4;
      switch (random.nextInt(9)) {
        case 0 ->
            done(() -> {
              a.add(x);
              b.add(x / 4.0);
            });
        case 1 ->
            done(() -> {
              a.increment();
              c.accumulate(x);
            });
        case 2 ->
            done(() -> {
              a.decrement();
              d.accumulate(x);
            });
        case 3 -> told(() -> a.sum() + " " + b.sum() + " " + c.get() + " " + d.get());
        case 4 -> told(() -> a.sumThenReset() + " " + c.getThenReset());
        case 5 -> told(() -> b.sumThenReset() + " " + d.getThenReset());
        case 6 ->
            done(() -> {
              a.reset();
              b.reset();
              c.reset();
              d.reset();
            });
        case 7 -> told(() -> a.toString() + b + c + d);
        case 8 -> told(() -> a.intValue() + b.doubleValue() + c.longValue() + d.floatValue());
        default -> throw new AssertionError();
      }
    }
  }
}
