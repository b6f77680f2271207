package workbook.explorer.runtime;

import static java.util.Objects.requireNonNull;

import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * What rewritten code calls. Each method gives way to the real thing outside of a run, and none is
 * meant to be called by people.
 */
public final class Hooks {
  // --------------------------------------------------------------------------------- monitors

  public static void enter(@Nullable Object o, int site) {
    Execution x = Execution.current();
    requireNonNull(o);
    if (x != null) {
      x.enter(o);
    }
  }

  public static void exit(Object o, int site) {
    Execution x = Execution.current();
    if (x != null) {
      x.exit(o);
    }
  }

  public static void waitOn(Object o) throws InterruptedException {
    waitOn(o, 0L);
  }

  public static void waitOn(Object o, long millis) throws InterruptedException {
    requireNonNull(o);
    if (millis < 0) {
      throw new IllegalArgumentException("timeout value is negative");
    }
    Execution x = Execution.current();
    if (x != null) {
      x.waitOn(o, millis > Long.MAX_VALUE / 2_000_000 ? 0 : millis * 1_000_000);
    }
  }

  public static void waitOn(Object o, long millis, int nanos) throws InterruptedException {
    waitOn(o, nanos > 0 && millis < Long.MAX_VALUE ? millis + 1 : millis);
  }

  public static void notifyOne(Object o) {
    Execution x = Execution.current();
    requireNonNull(o);
    if (x != null) {
      x.signal(o, false);
    }
  }

  public static void notifyEvery(Object o) {
    Execution x = Execution.current();
    requireNonNull(o);
    if (x != null) {
      x.signal(o, true);
    }
  }

  // ---------------------------------------------------------------------------------- fields

  public static void read(@Nullable Object o, int site) {
    Execution x = Execution.current();
    if (x != null && o != null) {
      Site s = Site.get(site);
      x.read(x.shadow(o).location(s.slot(), s.type()), s, -1);
    }
  }

  /** Before a final field is set, in a constructor. */
  public static void freeze(Object o) {
    Execution x = Execution.current();
    if (x != null) {
      x.freeze(x.shadow(o));
    }
  }

  /** Before a final field is read. */
  public static void readFrozen(@Nullable Object o) {
    Execution x = Execution.current();
    if (x != null && o != null) {
      x.readFrozen(x.shadow(o));
    }
  }

  public static void readStatic(int site) {
    Execution x = Execution.current();
    if (x != null) {
      Site s = Site.get(site);
      x.read(x.staticLocation(s), s, -1);
    }
  }

  /** Of a longer stretch of an array the first ones speak for all. */
  private static final int MOST_ELEMENTS = 64;

  public static void readElement(@Nullable Object array, int index, int site) {
    Execution x = Execution.current();
    if (x != null && array != null && inside(array, index)) {
      Site s = Site.get(site);
      x.read(x.shadow(array).location(index, s.type()), s, index);
    }
  }

  /**
   * A call of the JDK's or a library's reads or writes elements of an array that it is given, all
   * of them in one go as far as we can tell.
   *
   * @param from the first index
   * @param to the index after the last, which may be beyond the array's end
   * @param writes 0 where it reads
   */
  public static void elements(@Nullable Object array, int from, int to, int writes, int site) {
    Execution x = Execution.current();
    if (x == null || array == null || from < 0) {
      return;
    }
    Site s = Site.get(site);
    int last = Math.min(to, java.lang.reflect.Array.getLength(array));
    for (int i = from; i < Math.min(last, from + MOST_ELEMENTS); i++) {
      x.element(x.shadow(array).location(i, s.type()), s, i, writes != 0);
    }
  }

  private static boolean inside(Object array, int index) {
    return index >= 0 && index < java.lang.reflect.Array.getLength(array);
  }

  public static boolean gotZ(boolean value) {
    Execution x = Execution.current();
    return x == null || !x.wantsValue() ? value : requireNonNull((Boolean) x.got(value));
  }

  /** Tells the value of an array's element, which cannot be an older one. */
  public static void gotElement(@Nullable Object value) {
    Execution x = Execution.current();
    if (x != null && x.wantsValue()) {
      x.got(value);
    }
  }

  public static void writeZ(@Nullable Object o, boolean value, int site) {
    Execution x = Execution.current();
    if (x != null && o != null) {
      Site s = Site.get(site);
      boolean wants = x.wantsValue(s);
      x.write(
          x.shadow(o).location(s.slot(), s.type()),
          s,
          -1,
          wants ? value : null,
          wants ? false : null);
    }
  }

  public static void writeStaticZ(boolean value, int site) {
    Execution x = Execution.current();
    if (x != null) {
      Site s = Site.get(site);
      boolean wants = x.wantsValue(s);
      x.write(x.staticLocation(s), s, -1, wants ? value : null, wants ? false : null);
    }
  }

  public static void writeElementZ(@Nullable Object array, int index, boolean value, int site) {
    Execution x = Execution.current();
    if (x != null && array != null && inside(array, index)) {
      Site s = Site.get(site);
      boolean wants = x.wantsValue(s);
      x.write(
          x.shadow(array).location(index, s.type()),
          s,
          index,
          wants ? value : null,
          wants ? false : null);
    }
  }

  public static char gotC(char value) {
    Execution x = Execution.current();
    return x == null || !x.wantsValue() ? value : requireNonNull((Character) x.got(value));
  }

  public static void writeC(@Nullable Object o, char value, int site) {
    Execution x = Execution.current();
    if (x != null && o != null) {
      Site s = Site.get(site);
      boolean wants = x.wantsValue(s);
      x.write(
          x.shadow(o).location(s.slot(), s.type()),
          s,
          -1,
          wants ? value : null,
          wants ? '\0' : null);
    }
  }

  public static void writeStaticC(char value, int site) {
    Execution x = Execution.current();
    if (x != null) {
      Site s = Site.get(site);
      boolean wants = x.wantsValue(s);
      x.write(x.staticLocation(s), s, -1, wants ? value : null, wants ? '\0' : null);
    }
  }

  public static void writeElementC(@Nullable Object array, int index, char value, int site) {
    Execution x = Execution.current();
    if (x != null && array != null && inside(array, index)) {
      Site s = Site.get(site);
      boolean wants = x.wantsValue(s);
      x.write(
          x.shadow(array).location(index, s.type()),
          s,
          index,
          wants ? value : null,
          wants ? '\0' : null);
    }
  }

  public static int gotI(int value) {
    Execution x = Execution.current();
    return x == null || !x.wantsValue() ? value : requireNonNull((Integer) x.got(value));
  }

  public static void writeI(@Nullable Object o, int value, int site) {
    Execution x = Execution.current();
    if (x != null && o != null) {
      Site s = Site.get(site);
      boolean wants = x.wantsValue(s);
      x.write(
          x.shadow(o).location(s.slot(), s.type()), s, -1, wants ? value : null, wants ? 0 : null);
    }
  }

  public static void writeStaticI(int value, int site) {
    Execution x = Execution.current();
    if (x != null) {
      Site s = Site.get(site);
      boolean wants = x.wantsValue(s);
      x.write(x.staticLocation(s), s, -1, wants ? value : null, wants ? 0 : null);
    }
  }

  public static void writeElementI(@Nullable Object array, int index, int value, int site) {
    Execution x = Execution.current();
    if (x != null && array != null && inside(array, index)) {
      Site s = Site.get(site);
      boolean wants = x.wantsValue(s);
      x.write(
          x.shadow(array).location(index, s.type()),
          s,
          index,
          wants ? value : null,
          wants ? 0 : null);
    }
  }

  public static long gotJ(long value) {
    Execution x = Execution.current();
    return x == null || !x.wantsValue() ? value : requireNonNull((Long) x.got(value));
  }

  public static void writeJ(@Nullable Object o, long value, int site) {
    Execution x = Execution.current();
    if (x != null && o != null) {
      Site s = Site.get(site);
      boolean wants = x.wantsValue(s);
      x.write(
          x.shadow(o).location(s.slot(), s.type()), s, -1, wants ? value : null, wants ? 0L : null);
    }
  }

  public static void writeStaticJ(long value, int site) {
    Execution x = Execution.current();
    if (x != null) {
      Site s = Site.get(site);
      boolean wants = x.wantsValue(s);
      x.write(x.staticLocation(s), s, -1, wants ? value : null, wants ? 0L : null);
    }
  }

  public static void writeElementJ(@Nullable Object array, int index, long value, int site) {
    Execution x = Execution.current();
    if (x != null && array != null && inside(array, index)) {
      Site s = Site.get(site);
      boolean wants = x.wantsValue(s);
      x.write(
          x.shadow(array).location(index, s.type()),
          s,
          index,
          wants ? value : null,
          wants ? 0L : null);
    }
  }

  public static float gotF(float value) {
    Execution x = Execution.current();
    return x == null || !x.wantsValue() ? value : requireNonNull((Float) x.got(value));
  }

  public static void writeF(@Nullable Object o, float value, int site) {
    Execution x = Execution.current();
    if (x != null && o != null) {
      Site s = Site.get(site);
      boolean wants = x.wantsValue(s);
      x.write(
          x.shadow(o).location(s.slot(), s.type()), s, -1, wants ? value : null, wants ? 0f : null);
    }
  }

  public static void writeStaticF(float value, int site) {
    Execution x = Execution.current();
    if (x != null) {
      Site s = Site.get(site);
      boolean wants = x.wantsValue(s);
      x.write(x.staticLocation(s), s, -1, wants ? value : null, wants ? 0f : null);
    }
  }

  public static void writeElementF(@Nullable Object array, int index, float value, int site) {
    Execution x = Execution.current();
    if (x != null && array != null && inside(array, index)) {
      Site s = Site.get(site);
      boolean wants = x.wantsValue(s);
      x.write(
          x.shadow(array).location(index, s.type()),
          s,
          index,
          wants ? value : null,
          wants ? 0f : null);
    }
  }

  public static double gotD(double value) {
    Execution x = Execution.current();
    return x == null || !x.wantsValue() ? value : requireNonNull((Double) x.got(value));
  }

  public static void writeD(@Nullable Object o, double value, int site) {
    Execution x = Execution.current();
    if (x != null && o != null) {
      Site s = Site.get(site);
      boolean wants = x.wantsValue(s);
      x.write(
          x.shadow(o).location(s.slot(), s.type()), s, -1, wants ? value : null, wants ? 0d : null);
    }
  }

  public static void writeStaticD(double value, int site) {
    Execution x = Execution.current();
    if (x != null) {
      Site s = Site.get(site);
      boolean wants = x.wantsValue(s);
      x.write(x.staticLocation(s), s, -1, wants ? value : null, wants ? 0d : null);
    }
  }

  public static void writeElementD(@Nullable Object array, int index, double value, int site) {
    Execution x = Execution.current();
    if (x != null && array != null && inside(array, index)) {
      Site s = Site.get(site);
      boolean wants = x.wantsValue(s);
      x.write(
          x.shadow(array).location(index, s.type()),
          s,
          index,
          wants ? value : null,
          wants ? 0d : null);
    }
  }

  public static @Nullable Object gotL(@Nullable Object value) {
    Execution x = Execution.current();
    return x == null || !x.wantsValue() ? value : x.got(value);
  }

  public static void writeL(@Nullable Object o, @Nullable Object value, int site) {
    Execution x = Execution.current();
    if (x != null && o != null) {
      Site s = Site.get(site);
      x.write(x.shadow(o).location(s.slot(), s.type()), s, -1, value, null);
    }
  }

  public static void writeStaticL(@Nullable Object value, int site) {
    Execution x = Execution.current();
    if (x != null) {
      Site s = Site.get(site);
      x.write(x.staticLocation(s), s, -1, value, null);
    }
  }

  public static void writeElementL(
      @Nullable Object array, int index, @Nullable Object value, int site) {
    Execution x = Execution.current();
    if (x != null && array != null && inside(array, index)) {
      Site s = Site.get(site);
      x.write(x.shadow(array).location(index, s.type()), s, index, value, null);
    }
  }

  // ------------------------------------------------------------------------- collections, calls

  /**
   * A call on an object of the JDK that is not made for several threads, or one that it is given
   * to: reads or writes its contents as a whole. A synchronised wrapper is one indivisible step on
   * its own monitor.
   *
   * @param use a {@link ContentsUse}, by its code
   */
  public static void call(@Nullable Object o, int use, int site) {
    Execution x = Execution.current();
    if (x != null && o != null) {
      Contents.call(x, o, ContentsUse.of(use), Site.get(site));
    }
  }

  /**
   * A call on a list that reads or replaces the element in one place.
   *
   * @param use a {@link ContentsUse}, by its code
   */
  public static void element(@Nullable Object list, int index, int use, int site) {
    Execution x = Execution.current();
    if (x != null && list != null) {
      Contents.element(x, list, index, ContentsUse.of(use), Site.get(site));
    }
  }

  /** A call on an iterator, which walks over the contents of what it came from. */
  public static void walk(@Nullable Object iterator, int use, int site) {
    Execution x = Execution.current();
    if (x != null && iterator != null) {
      x.effect();
      Contents.walk(x, iterator, ContentsUse.of(use), Site.get(site));
    }
  }

  /** An iterator, a view or a wrapper shows the contents of what it came from. */
  public static void derived(@Nullable Object view, @Nullable Object of) {
    Execution x = Execution.current();
    if (x != null && view != null && of != null) {
      Contents.derived(x, view, of);
    }
  }

  /**
   * A call that does something to files: one step, whose order matters to every other such step.
   *
   * <p>Those of this machine would remember one schedule when the next is tried, so only a file
   * system of the scenario's own will do.
   *
   * @param path a {@code Path} on it
   * @param changes 0 for a step that only looks
   */
  public static void onFiles(@Nullable Object path, int changes, int site) {
    Execution x = Execution.current();
    if (x == null || path == null) {
      return;
    }
    Site s = Site.get(site);
    if (((Path) path).getFileSystem().equals(FileSystems.getDefault())) {
      x.notModelled("java.nio.file." + s.what() + " on the files of this machine", s.place());
    }
    x.onFiles(changes != 0, s);
  }

  /** A call of a model, which tells its steps itself; but a loop that makes it is not idle. */
  public static void modelled() {
    Execution x = Execution.current();
    if (x != null) {
      x.me().spin.effect();
    }
  }

  /** Something happened that the explorer does not see through. */
  public static void effect() {
    Execution x = Execution.current();
    if (x != null) {
      x.effect();
    }
  }

  public static void notModelled(String name, int site) {
    Execution x = Execution.current();
    if (x != null) {
      x.notModelled(name, Site.get(site).place());
    }
  }

  // --------------------------------------------------------------------------- loops, classes

  public static boolean loop() {
    Execution x = Execution.current();
    return x != null && x.loop();
  }

  public static void arrive(int site, @Nullable Object[] locals) {
    Execution x = Execution.current();
    if (x != null) {
      x.arrive(site, locals);
    }
  }

  public static void initialise(int id) throws Throwable {
    Execution x = Execution.current();
    if (x != null) {
      Statics.initialise(x, id);
    }
  }

  /** Refuses what an interface keeps over schedules, where it could change. */
  public static void constant(@Nullable Object value, int site) {
    Execution x = Execution.current();
    if (x != null && value != null && Contents.canChange(value)) {
      Site s = Site.get(site);
      x.notModelled(s.what(), s.place());
    }
  }

  // -------------------------------------------------------------------------- time, identities

  private static final PrintStream SILENCE =
      new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

  /** What code prints is of no interest in any of thousands of schedules. */
  public static PrintStream console(PrintStream real) {
    return Execution.current() == null ? real : SILENCE;
  }

  /**
   * Outside of a run time stands at its beginning, so that what is kept from there is not later.
   */
  public static long nanoTime() {
    Execution x = Execution.current();
    return x == null ? 0 : x.nanoTime();
  }

  public static long currentTimeMillis() {
    Execution x = Execution.current();
    return x == null ? Execution.EPOCH_MILLIS : x.currentTimeMillis();
  }

  public static Clock clock() {
    return new SimulatedClock(ZoneOffset.UTC);
  }

  public static Clock clock(ZoneId zone) {
    return new SimulatedClock(zone);
  }

  public static InstantSource instants() {
    return clock();
  }

  public static ZoneId zone() {
    return ZoneOffset.UTC;
  }

  public static TimeZone timeZone() {
    return TimeZone.getTimeZone("UTC");
  }

  public static void sleep(Object unit, long time) throws InterruptedException {
    if (time <= 0) {
      return;
    }
    if (Execution.current() == null) {
      ((TimeUnit) unit).sleep(time);
      return;
    }
    Sim.throwIfInterrupted();
    if (Sim.sleep(((TimeUnit) unit).toNanos(time), true) == Op.Outcome.INTERRUPTED) {
      Sim.throwIfInterrupted();
    }
  }

  public static int identity(@Nullable Object o) {
    Execution x = Execution.current();
    return o == null ? 0 : x == null ? System.identityHashCode(o) : x.identity(o);
  }

  /** Where code calls {@link System#identityHashCode}; a hash table does not come by here. */
  public static int identityHash(@Nullable Object o) {
    Execution x = Execution.current();
    return o == null ? 0 : x == null ? System.identityHashCode(o) : x.identityHash(o);
  }

  public static int hash(Object o) {
    return HASHED_BY_IDENTITY.get(o.getClass()) ? identityHash(o) : o.hashCode();
  }

  /**
   * Whether a class has the hash code of {@link Object}, or what the rewriting put in its place.
   */
  private static final ClassValue<Boolean> HASHED_BY_IDENTITY =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          try {
            Method hash = type.getMethod("hashCode");
            return hash.getDeclaringClass() == Object.class
                || hash.getDeclaringClass() == Identity.class
                || hash.isSynthetic();
          } catch (NoSuchMethodException e) {
            throw new LinkageError(type.getName(), e);
          }
        }
      };

  // ------------------------------------------------------------------------- machine and luck

  private static final long SEED = 42;
  private static final long APART = 1_000_003;
  private static final int PROCESSORS = 4;

  /** The first parts of the names that the JDK and the machine give their properties. */
  private static final Set<String> GIVEN =
      Set.of(
          "java",
          "javax",
          "jdk",
          "sun",
          "os",
          "user",
          "file",
          "native",
          "stdin",
          "stdout",
          "stderr",
          "http",
          "https",
          "ftp",
          "socksProxyHost",
          "line",
          "path");

  /** Whatever number this machine has, code must be right on others, and all must see the same. */
  public static int processors(Object runtime) {
    requireNonNull(runtime);
    return PROCESSORS;
  }

  public static @Nullable String property(String name) {
    return property(name, null);
  }

  /** What is set for this JVM alone is not there; what the machine decides has no model. */
  public static @Nullable String property(String name, @Nullable String otherwise) {
    Execution x = Execution.current();
    if (x == null || name.isEmpty() || name.endsWith(".separator")) {
      return System.getProperty(name, otherwise);
    }
    int dot = name.indexOf('.');
    if (GIVEN.contains(dot < 0 ? name : name.substring(0, dot))) {
      x.notModelled("java.lang.System.getProperty(" + name + ")", x.place());
    }
    return otherwise;
  }

  public static double random() {
    return 0.5;
  }

  /**
   * The same for all, for two that are created apart may happen to start alike: who takes their
   * numbers for unique must fail.
   */
  public static long seed() {
    return SEED;
  }

  public static RandomGenerator generator() {
    return RandomGeneratorFactory.getDefault().create(seed());
  }

  public static RandomGenerator generator(String algorithm) {
    return RandomGeneratorFactory.of(algorithm).create(seed());
  }

  public static void shuffle(List<?> list) {
    Collections.shuffle(list, new Random(seed()));
  }

  public static UUID uuid() {
    Execution x = Execution.current();
    if (x == null) {
      return UUID.randomUUID();
    }
    effect();
    Random luck = luck(x);
    long version = luck.nextLong() & ~0xF000L | 0x4000L;
    long variant = luck.nextLong() & ~(0xCL << 60) | 0x8L << 60;
    return new UUID(version, variant);
  }

  /** Each thread has its own, so that its numbers do not depend on who else takes some. */
  private static Random luck(Execution x) {
    SimThread me = x.me();
    if (me.locals().get(Hooks.class) instanceof Random known) {
      return known;
    }
    Random luck = new Random(SEED + APART * me.id);
    me.locals().put(Hooks.class, luck);
    return luck;
  }

  public static boolean holdsLock(Object o) {
    Execution x = Execution.current();
    return x == null ? Thread.holdsLock(o) : x.monitor(requireNonNull(o)).owner == x.me();
  }

  private Hooks() {}
}
