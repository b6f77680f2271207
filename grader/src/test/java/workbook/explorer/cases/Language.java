package workbook.explorer.cases;

import static workbook.explorer.Actors.actor;
import static workbook.explorer.Actors.together;
import static workbook.explorer.Sink.observe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import workbook.explorer.Scenario;

/**
 * What the rewriting must survive: each scenario tells what it came to, and the real JVM must tell
 * the same.
 */
@SuppressWarnings({"NullAway", "all", "try"})
public class Language {
  sealed interface Shape permits Circle, Square, Rest {}

  record Circle(int radius) implements Shape {}

  record Square(int side) implements Shape {}

  enum Rest implements Shape {
    DOT {
      @Override
      int size() {
        return 1;
      }
    },
    LINE {
      @Override
      int size() {
        return 2;
      }
    };

    abstract int size();
  }

  private static int area(Shape s) {
    return switch (s) {
      case Circle(int r) when r > 10 -> -1;
      case Circle(int r) -> 3 * r * r;
      case Square q -> q.side() * q.side();
      case Rest.DOT -> 0;
      case Rest rest -> rest.size();
    };
  }

  @Scenario("switches over sealed types, records and enums")
  public void switches() {
    StringBuilder out = new StringBuilder();
    for (Shape s : List.of(new Circle(11), new Circle(2), new Square(4), Rest.DOT, Rest.LINE)) {
      out.append(area(s)).append(' ');
    }
    String word = out.length() > 3 ? "many" : "few";
    switch (word) {
      case "many" -> out.append(Rest.valueOf("LINE").ordinal());
      case "few" -> out.append("?");
      default -> throw new AssertionError();
    }
    observe(
        out + "" + new Circle(3) + new Circle(3).equals(new Circle(3)) + new Square(2).hashCode());
  }

  enum Level {
    LOW,
    HIGH
  }

  @Scenario("maps and sets with enums")
  public void enums() {
    Map<Level, Integer> counts = new EnumMap<>(Level.class);
    for (Level l : Level.values()) {
      counts.merge(l, l.ordinal() + 1, Integer::sum);
    }
    counts.computeIfPresent(Level.valueOf("HIGH"), (k, v) -> v * 10);
    observe(counts);
  }

  /** A singleton with state, which must be new in each schedule. */
  enum Only {
    INSTANCE;

    private int count;

    synchronized int next() {
      return ++count;
    }
  }

  @Scenario("an enum that holds state starts afresh")
  public void enumState() {
    together(actor("Ann", Only.INSTANCE::next), actor("Bob", Only.INSTANCE::next));
    observe(Only.INSTANCE.next());
  }

  private static final class Worker extends Thread {
    private final int n;
    private int result;

    Worker(int n) {
      super("worker-" + n);
      this.n = n;
    }

    @Override
    public void run() {
      result = n * n;
    }
  }

  @Scenario("a subclass of Thread")
  public void threads() throws Exception {
    Worker w = new Worker(7);
    observe(w.getState());
    w.start();
    w.join();
    observe(w.result + w.getName() + w.isAlive() + w.getState());
    Thread v = Thread.startVirtualThread(() -> observe(Thread.currentThread().isVirtual()));
    v.join();
    Thread p = Thread.ofPlatform().name("p-", 3).daemon(true).unstarted(() -> {});
    p.start();
    p.join();
    observe(p.getName() + p.isDaemon());
    Thread sleeper =
        new Thread(() -> {
          try {
            Thread.sleep(1_000);
            observe("slept");
          } catch (InterruptedException e) {
            observe("interrupted " + Thread.currentThread().isInterrupted());
          }
        });
    sleeper.start();
    sleeper.interrupt();
    sleeper.join();
  }

  private final Lock lock = new ReentrantLock();
  private int count;

  private static void within(Runnable before, Runnable action, Runnable after) {
    before.run();
    try {
      action.run();
    } finally {
      after.run();
    }
  }

  @Scenario("method references to what is modelled or hooked")
  public void references() {
    Runnable add = () -> within(lock::lock, () -> count++, lock::unlock);
    together(actor("Ann", add::run), actor("Bob", add::run));
    List<String> list = new ArrayList<>();
    Consumer<String> adder = list::add;
    adder.accept("a");
    Supplier<List<Integer>> maker = ArrayList::new;
    Function<Integer, AtomicInteger> boxer = AtomicInteger::new;
    List<Integer> made = maker.get();
    made.add(boxer.apply(4).incrementAndGet());
    Supplier<Thread> current = Thread::currentThread;
    Function<Integer, Worker> workers = Worker::new;
    Worker w = workers.apply(5);
    Runnable start = w::start;
    start.run();
    Object o = new Object();
    Runnable tell = o::notifyAll;
    synchronized (o) {
      tell.run();
    }
    observe(count + "" + list + made + current.get().getName() + w.getName());
  }

  private static int riskily(int n) throws IOException {
    try {
      if (n == 0) {
        throw new IOException("zero");
      }
      return 10 / (n - 1);
    } catch (ArithmeticException e) {
      return -1;
    } finally {
      observe("finally " + n);
    }
  }

  @Scenario("exceptions and finally")
  public void exceptions() {
    for (int i = 0; i < 3; i++) {
      try (AutoCloseable c = () -> observe("closed")) {
        observe(riskily(i));
      } catch (Exception e) {
        observe(e.getMessage());
      }
    }
    try {
      throw new IllegalStateException("x", new RuntimeException("y"));
    } catch (IllegalStateException | IllegalArgumentException e) {
      observe(String.valueOf(e.getCause()));
    }
    try {
      synchronized (this) {
        throw new IllegalArgumentException("within");
      }
    } catch (IllegalArgumentException e) {
      observe(Thread.holdsLock(this));
    }
  }

  private static class Base<T> {
    protected long wide = 1L << 40;
    protected double real = 0.5;
    private final Object[] objects = {1, "two", 3.0};
    byte b = 3;
    short s = 4;
    char c = 'c';
    float f = 1.5f;
    boolean z = true;

    T same(T t) {
      return t;
    }

    long sum() {
      wide += 2;
      real *= 3;
      b++;
      s += 2;
      c++;
      f /= 2;
      z = !z;
      objects[1] = wide;
      return wide + objects.length;
    }
  }

  private static final class Derived extends Base<String> implements Comparable<Derived> {
    private final int tag;

    Derived(int tag) {
      int doubled = tag * 2;
      if (doubled < 0) {
        throw new IllegalArgumentException();
      }
      super();
      this.tag = doubled;
    }

    @Override
    String same(String t) {
      return super.same(t) + "!";
    }

    @Override
    public int compareTo(Derived o) {
      return Integer.compare(tag, o.tag);
    }
  }

  @Scenario("fields and arrays of all types, bridges, code before super")
  public void types() {
    Derived d = new Derived(2);
    Base<String> base = d;
    long[][] grid = new long[2][3];
    grid[1][2] += 5;
    grid[1][2]++;
    boolean[] flags = {true, false};
    flags[1] |= flags[0];
    byte[] bytes = {1, 2};
    bytes[0] += 5;
    char[] chars = "ab".toCharArray();
    chars[1]++;
    double[] reals = {1};
    reals[0] /= 4;
    float[] floats = {1};
    floats[0]++;
    short[] shorts = {1};
    shorts[0] <<= 2;
    observe(base.same("a") + d.sum() + d.real + d.b + d.s + d.c + d.f + d.z + d.wide);
    observe(grid[1][2] + "" + flags[1] + bytes[0] + chars[1] + reals[0] + floats[0] + shorts[0]);
    observe(
        new Derived(1).compareTo(d) + "" + (((Comparable<Derived>) d).compareTo(new Derived(0))));
  }

  private class Inner {
    int twice() {
      return count * 2;
    }

    class Deeper {
      int thrice() {
        return count * 3 + twice();
      }
    }
  }

  @Scenario("inner, local and anonymous classes")
  public void inner() {
    count = 4;
    class Local {
      int four() {
        return count * 4;
      }
    }
    IntBinaryOperator anonymous =
        new IntBinaryOperator() {
          private int calls;

          @Override
          public int applyAsInt(int left, int right) {
            return left + right + count + ++calls;
          }
        };
    Inner in = new Inner();
    observe(
        in.twice()
            + in.new Deeper().thrice()
            + new Local().four()
            + anonymous.applyAsInt(1, 2)
            + anonymous.applyAsInt(1, 2));
  }

  interface Greeter {
    List<String> LOG = List.of();

    default String greet() {
      return prefix() + helper();
    }

    private String helper() {
      return "!";
    }

    static Greeter of(String s) {
      return () -> s;
    }

    String prefix();
  }

  @Scenario("interfaces with code")
  public void interfaces() {
    observe(Greeter.of("hi").greet() + Greeter.LOG.size());
  }

  private static final Map<String, Integer> TABLE = new HashMap<>();
  private static int started;

  static {
    TABLE.put("one", 1);
    started++;
  }

  @Scenario("static state starts afresh")
  public void statics() {
    TABLE.merge("one", 5, Integer::sum);
    started++;
    observe(TABLE + "" + started);
  }

  @Scenario("streams, text blocks, string switches, var, ternaries")
  public void library() {
    var text =
        IntStream.rangeClosed(1, 5)
            .filter(i -> i % 2 == 1)
            .mapToObj(i -> "n" + i)
            .collect(Collectors.joining(","));
    List<Integer> sorted = new ArrayList<>(List.of(3, 1, 2));
    Collections.sort(sorted, (a, b) -> b - a);
    AtomicReference<String> ref = new AtomicReference<>("x");
    ref.updateAndGet(s -> s + text);
    Object o = sorted;
    if (o instanceof List<?> l && l.size() == 3) {
      observe(ref.get() + l.getFirst());
    }
    observe(
        """
        block %d
        """
            .formatted(text.length()));
    outer:
    for (int i = 0; ; i++) {
      for (int j = 0; j < 10; j++) {
        if (i * j == 12) {
          observe(i + "x" + j);
          break outer;
        }
        if (j > i) {
          continue outer;
        }
      }
    }
    int k = 0;
    do {
      k += k > 3 ? 2 : 1;
    } while (k < 9);
    observe(k);
  }
}
