package workbook.explorer.model.cases;

import static workbook.explorer.model.cases.Told.done;
import static workbook.explorer.model.cases.Told.told;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import workbook.explorer.Scenario;
import workbook.explorer.model.RandomSeed;

/** Random calls on variable handles and field updaters by one thread. */
@SuppressWarnings("all")
public class HandleSequences {
  private final Random random = new Random(RandomSeed.get());

  int i;
  long l;
  byte b;
  short s;
  char c;
  boolean z;
  float f;
  double d;
  String text;
  Integer boxed;
  final int fixed = 7;
  volatile int vi;
  volatile long vl;
  volatile String vs;
  static int shared;
  static final int CONSTANT = Integer.parseInt("9");

  public HandleSequences() {
    shared = 0;
  }

  private static VarHandle find(String name, Class<?> type) {
    try {
      return MethodHandles.lookup().findVarHandle(HandleSequences.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static VarHandle findStatic(String name, Class<?> type) {
    try {
      return MethodHandles.lookup().findStaticVarHandle(HandleSequences.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final VarHandle I = find("i", int.class);
  private static final VarHandle L = find("l", long.class);
  private static final VarHandle B = find("b", byte.class);
  private static final VarHandle S = find("s", short.class);
  private static final VarHandle C = find("c", char.class);
  private static final VarHandle Z = find("z", boolean.class);
  private static final VarHandle F = find("f", float.class);
  private static final VarHandle D = find("d", double.class);
  private static final VarHandle TEXT = find("text", String.class);
  private static final VarHandle BOXED = find("boxed", Integer.class);
  private static final VarHandle FIXED = find("fixed", int.class);
  private static final VarHandle SHARED = findStatic("shared", int.class);
  private static final VarHandle FOREVER = findStatic("CONSTANT", int.class);
  private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);
  private static final VarHandle BYTES = MethodHandles.arrayElementVarHandle(byte[].class);
  private static final VarHandle FLAGS = MethodHandles.arrayElementVarHandle(boolean[].class);
  private static final VarHandle TEXTS = MethodHandles.arrayElementVarHandle(Object[].class);

  @Scenario("the model does what the real class does")
  public void numbers() {
    HandleSequences me = this;
    for (int k = 0; k < 80; k++) {
      int x = random.nextInt(4) - 1;
      int y = random.nextInt(4);
      switch (random.nextInt(26)) {
        case 0 -> told(() -> I.compareAndSet(me, x, y) + " " + L.compareAndSet(me, (long) x, 5L));
        case 1 -> told(() -> (int) I.getAndAdd(me, x) + (long) L.getAndAdd(me, x));
        case 2 -> told(() -> (byte) B.getAndAdd(me, (byte) 100) + " " + b);
        case 3 -> told(() -> (short) S.getAndAddAcquire(me, (short) 20_000) + " " + s);
        case 4 -> told(() -> (char) C.getAndAdd(me, (char) 7) + 0 + c);
        case 5 -> told(() -> (float) F.getAndAdd(me, 0.5f) + (double) D.getAndAddRelease(me, 0.25));
        case 6 -> told(() -> (int) I.getAndBitwiseOr(me, y) + " " + i);
        case 7 -> told(() -> (long) L.getAndBitwiseAnd(me, (long) y) + " " + l);
        case 8 -> told(() -> (boolean) Z.getAndBitwiseXor(me, true) + " " + z);
        case 9 -> told(() -> (int) I.compareAndExchange(me, x, y) + " " + i);
        case 10 -> told(() -> (int) I.compareAndExchangeAcquire(me, i, y) + " " + i);
        case 11 -> told(() -> (int) I.getAndSet(me, y) + " " + i);
        case 12 -> done(() -> I.setVolatile(me, x));
        case 13 -> done(() -> L.setRelease(me, x));
        case 14 -> done(() -> S.setOpaque(me, (short) x));
        case 15 -> done(() -> D.set(me, x));
        case 16 ->
            told(() ->
                (int) I.get(me)
                    + (long) L.getAcquire(me)
                    + (short) S.getOpaque(me)
                    + (double) D.getVolatile(me));
        case 17 -> told(() -> (Object) I.get(me));
        case 18 -> told(() -> (long) I.get(me));
        case 19 -> told(() -> (byte) B.get(me) + " " + (boolean) Z.getVolatile(me));
        case 20 ->
            done(() -> {
              i = Integer.MAX_VALUE;
              l = x;
              b = 127;
              c = 'x';
            });
        case 21 -> told(() -> i + " " + l + b + s + c + z + f + d);
        case 22 -> told(() -> D.compareAndSet(me, d, 1.5) + " " + F.compareAndSet(me, 0.5f, -0f));
        case 23 -> told(() -> (int) SHARED.getAndAdd(x) + " " + shared);
        case 24 ->
            done(() -> {
              shared = y;
              SHARED.setVolatile((int) SHARED.get() + 1);
            });
        case 25 -> told(() -> (int) B.get(me) + (int) C.get(me));
        default -> throw new AssertionError();
      }
    }
  }

  @Scenario("the model does what the real class does")
  public void references() {
    HandleSequences me = this;
    Integer big = 1_000;
    String[] texts = {"a", "b", null, new String("a")};
    for (int k = 0; k < 60; k++) {
      String x = texts[random.nextInt(4)];
      String y = texts[random.nextInt(4)];
      switch (random.nextInt(10)) {
        case 0 -> told(() -> TEXT.compareAndSet(me, x, y) + " " + text);
        case 1 -> told(() -> (String) TEXT.getAndSet(me, x));
        case 2 -> told(() -> (String) TEXT.compareAndExchange(me, x, y) + " " + text);
        case 3 -> done(() -> TEXT.setRelease(me, x));
        case 4 -> told(() -> (Object) TEXT.getAcquire(me));
        case 5 -> told(() -> BOXED.compareAndSet(me, boxed, big) + " " + boxed);
        case 6 -> told(() -> BOXED.compareAndSet(me, Integer.valueOf(1_000), big));
        case 7 -> done(() -> text = x);
        case 8 -> told(() -> text + boxed);
        case 9 -> told(() -> TEXT.weakCompareAndSetPlain(me, "never", y) + " " + text);
        default -> throw new AssertionError();
      }
    }
  }

  @Scenario("the model does what the real class does")
  public void elements() {
    int[] ints = {1, 2, 3};
    byte[] bytes = {1, 2, 3};
    boolean[] flags = new boolean[2];
    Object[] texts = new String[] {"a", "b"};
    for (int k = 0; k < 60; k++) {
      int at = random.nextInt(4) - random.nextInt(2);
      int x = random.nextInt(4);
      switch (random.nextInt(10)) {
        case 0 -> told(() -> (int) INTS.getAndAdd(ints, at, x));
        case 1 -> told(() -> INTS.compareAndSet(ints, at, x, x + 1));
        case 2 -> done(() -> INTS.setVolatile(ints, at, x));
        case 3 -> told(() -> (int) INTS.get(ints, at) + ints[at]);
        case 4 -> told(() -> (byte) BYTES.getAndAdd(bytes, at, (byte) 90) + " " + bytes[at]);
        case 5 -> told(() -> (boolean) FLAGS.getAndSet(flags, at, x > 1) + " " + flags[at]);
        case 6 -> told(() -> (Object) TEXTS.getAndSet(texts, at, "c") + " " + texts[at]);
        case 7 ->
            done(() -> {
              if (x > 1) {
                TEXTS.set(texts, at, Integer.valueOf(3));
              } else {
                TEXTS.setRelease(texts, at, Integer.valueOf(3));
              }
            });
        case 8 -> told(() -> (int) INTS.getAndAdd((int[]) null, at, x));
        case 9 -> done(() -> ints[at] = x);
        default -> throw new AssertionError();
      }
    }
  }

  @Scenario("what is wrong is refused as by the real class")
  public void mistakes() throws Exception {
    HandleSequences me = this;
    told(() -> (int) I.getAndAdd((HandleSequences) null, 1));
    told(() -> (int) I.getAndAdd((Object) "not one of these", 1));
    told(() -> kind(() -> I.getAndAdd(me, 1L)));
    told(() -> kind(() -> I.getAndAdd(me)));
    told(() -> kind(() -> I.set(me, "text")));
    told(() -> kind(() -> I.set(me, (Object) "text")));
    told(() -> kind(() -> I.set(me, (Object) null)));
    told(() -> kind(() -> I.set(me, (Object) 3)));
    told(() -> kind(() -> L.set(me, (Object) 3)));
    told(() -> kind(() -> L.set(me, Integer.valueOf(4))));
    told(() -> kind(() -> TEXT.set(me, 3)));
    told(() -> kind(() -> TEXT.set(me, (Object) Integer.valueOf(3))));
    told(() -> kind(() -> TEXT.getAndAdd(me, "x")));
    told(() -> kind(() -> Z.getAndAdd(me, true)));
    told(() -> kind(() -> F.getAndBitwiseOr(me, 1f)));
    told(() -> kind(() -> FIXED.set(me, 3)));
    told(() -> (int) FIXED.get(me) + (int) FOREVER.getAcquire());
    told(() -> kind(() -> FOREVER.set(3)));
    told(() ->
        kind(() -> {
          short x = (short) I.get(me);
        }));
    VarHandle exact = I.withInvokeExactBehavior();
    told(() -> exact.hasInvokeExactBehavior() + " " + (int) exact.getAndAdd(me, 1));
    told(() -> kind(() -> exact.getAndAdd(me, 1)));
    told(() -> kind(() -> exact.set(me, (short) 1)));
    told(() -> kind(() -> exact.withInvokeBehavior().set(me, (short) 1)));
    told(() -> I.varType() + " " + INTS.coordinateTypes() + TEXT.varType());
    told(() ->
        I.isAccessModeSupported(VarHandle.AccessMode.GET_AND_ADD)
            + " "
            + Z.isAccessModeSupported(VarHandle.AccessMode.GET_AND_ADD)
            + FIXED.isAccessModeSupported(VarHandle.AccessMode.SET)
            + FOREVER.isAccessModeSupported(VarHandle.AccessMode.SET));
    told(() -> kind(() -> MethodHandles.lookup().findVarHandle(String.class, "hash", int.class)));
    told(() ->
        kind(() -> MethodHandles.lookup().findVarHandle(HandleSequences.class, "no", int.class)));
    told(() -> kind(() -> AtomicIntegerFieldUpdater.newUpdater(HandleSequences.class, "no")));
    told(() -> kind(() -> AtomicIntegerFieldUpdater.newUpdater(HandleSequences.class, "i")));
    told(() -> kind(() -> AtomicIntegerFieldUpdater.newUpdater(HandleSequences.class, "vl")));
    told(() -> kind(() -> AtomicLongFieldUpdater.newUpdater(HandleSequences.class, "vi")));
    told(() -> kind(() -> AtomicLongFieldUpdater.newUpdater(HandleSequences.class, "l")));
    told(() ->
        kind(() ->
            AtomicReferenceFieldUpdater.newUpdater(HandleSequences.class, Object.class, "vs")));
    told(() ->
        kind(() ->
            AtomicReferenceFieldUpdater.newUpdater(HandleSequences.class, String.class, "text")));
    told(() -> kind(() -> AtomicIntegerFieldUpdater.newUpdater(Closed.class, "inside")));
    told(() -> kind(() -> AtomicIntegerFieldUpdater.newUpdater(ClosedToAll.class, "inside")));
    told(() -> kind(() -> VI.get(null)));
    told(() -> kind(() -> ((AtomicIntegerFieldUpdater) VI).get("text")));
    told(() -> kind(() -> ((AtomicReferenceFieldUpdater) VS).set(me, 3)));
  }

  private static class Closed {
    private volatile int inside;
  }

  private interface Try {
    void run() throws Throwable;
  }

  private static String kind(Try action) {
    try {
      action.run();
      return "fine";
    } catch (Throwable e) {
      return e.getClass().getSimpleName();
    }
  }

  private static final AtomicIntegerFieldUpdater<HandleSequences> VI =
      AtomicIntegerFieldUpdater.newUpdater(HandleSequences.class, "vi");
  private static final AtomicLongFieldUpdater<HandleSequences> VL =
      AtomicLongFieldUpdater.newUpdater(HandleSequences.class, "vl");
  private static final AtomicReferenceFieldUpdater<HandleSequences, String> VS =
      AtomicReferenceFieldUpdater.newUpdater(HandleSequences.class, String.class, "vs");

  @Scenario("the model does what the real class does")
  public void updaters() {
    HandleSequences me = this;
    String[] texts = {"a", "b", null};
    for (int k = 0; k < 60; k++) {
      int x = random.nextInt(4) - 1;
      String t = texts[random.nextInt(3)];
      String u = texts[random.nextInt(3)];
      switch (random.nextInt(13)) {
        case 0 -> told(() -> VI.compareAndSet(me, x, x + 1) + " " + VL.compareAndSet(me, x, 2));
        case 1 -> told(() -> VI.getAndAdd(me, x) + " " + VL.addAndGet(me, x));
        case 2 -> told(() -> VI.incrementAndGet(me) + " " + VL.getAndDecrement(me));
        case 3 -> told(() -> VI.decrementAndGet(me) + " " + VL.getAndIncrement(me));
        case 4 -> told(() -> VI.updateAndGet(me, n -> n * 3) + " " + VL.getAndUpdate(me, n -> -n));
        case 5 ->
            told(() ->
                VI.accumulateAndGet(me, x, Math::max)
                    + " "
                    + VL.getAndAccumulate(me, x, Long::sum));
        case 6 -> told(() -> VI.getAndSet(me, x) + VL.getAndSet(me, x) + VS.getAndSet(me, t));
        case 7 -> told(() -> VS.compareAndSet(me, t, u) + " " + vs);
        case 8 ->
            done(() -> {
              VI.set(me, x);
              VL.lazySet(me, x);
              VS.lazySet(me, t);
            });
        case 9 -> told(() -> VI.get(me) + VL.get(me) + VS.get(me));
        case 10 -> told(() -> VS.updateAndGet(me, s -> s + "x").length());
        case 11 -> told(() -> VS.getAndAccumulate(me, t, (p, q) -> p + q));
        case 12 ->
            done(() -> {
              vi = x;
              vl = x;
              vs = u;
            });
        default -> throw new AssertionError();
      }
    }
  }
}

class ClosedToAll {
  private volatile int inside;
}
