package workbook.explorer.model.cases;

import static workbook.explorer.Actors.actor;
import static workbook.explorer.Actors.together;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import workbook.explorer.Scenario;

/** Threads that share variables by handles. */
@SuppressWarnings("all")
public class HandleScenarios {
  private static final VarHandle COUNT = find("count");
  private static final VarHandle READY = find("ready");
  private static final VarHandle LEFT = find("left");
  private static final VarHandle RIGHT = find("right");
  private static final VarHandle LOCK = find("lock");
  private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(int[].class);
  private static final AtomicIntegerFieldUpdater<HandleScenarios> UPDATER =
      AtomicIntegerFieldUpdater.newUpdater(HandleScenarios.class, "updated");

  private static VarHandle find(String name) {
    try {
      return MethodHandles.lookup().findVarHandle(HandleScenarios.class, name, int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private int count;
  private int ready;
  private int left;
  private int right;
  private int lock;
  private int data;
  private volatile int updated;
  private final int[] cells = new int[2];

  @Scenario("two additions are two")
  void adds() {
    together(
        actor("Ann", () -> COUNT.getAndAdd(this, 1)), actor("Bob", () -> COUNT.getAndAdd(this, 1)));
    assert count == 2;
  }

  @Scenario("two additions are two")
  void getsThenSets() {
    together(
        actor("Ann", () -> COUNT.setVolatile(this, (int) COUNT.getVolatile(this) + 1)),
        actor("Bob", () -> COUNT.setVolatile(this, (int) COUNT.getVolatile(this) + 1)));
    assert count == 2;
  }

  @Scenario("a weak compare-and-set that fails is tried again")
  void weakInALoop() {
    Runnable add =
        () -> {
          int before;
          do {
            before = (int) COUNT.getVolatile(this);
          } while (!COUNT.weakCompareAndSet(this, before, before + 1));
        };
    together(actor("Ann", add::run), actor("Bob", add::run));
    assert count == 2;
  }

  @Scenario("a weak compare-and-set may fail although nobody disturbs it")
  void weakOnce() {
    together(actor("Ann", () -> COUNT.weakCompareAndSet(this, 0, 1)));
    assert count == 1;
  }

  @Scenario("a plain compare-and-set loop is enough to count")
  void weakPlainInALoop() {
    Runnable add =
        () -> {
          int before;
          do {
            before = (int) COUNT.getOpaque(this);
          } while (!COUNT.weakCompareAndSetPlain(this, before, before + 1));
        };
    together(actor("Ann", add::run), actor("Bob", add::run));
    assert (int) COUNT.getOpaque(this) == 2;
  }

  private void publish(Runnable write, java.util.function.BooleanSupplier read) {
    together(
        actor(
            "Ann",
            () -> {
              data = 42;
              write.run();
            }),
        actor(
            "Bob",
            () -> {
              if (read.getAsBoolean()) {
                assert data == 42 : data;
              }
            }));
  }

  @Scenario("what comes before a release is seen after the acquire that reads it")
  void releaseAcquire() {
    publish(() -> READY.setRelease(this, 1), () -> (int) READY.getAcquire(this) == 1);
  }

  @Scenario("a volatile access does what a releasing or acquiring one does")
  void releaseVolatile() {
    publish(() -> READY.setVolatile(this, 1), () -> (int) READY.getAcquire(this) == 1);
  }

  @Scenario("a compare-and-set hands on")
  void publishedByCompareAndSet() {
    publish(
        () -> READY.compareAndSet(this, 0, 1), () -> READY.weakCompareAndSetAcquire(this, 1, 2));
  }

  @Scenario("opaque accesses order nothing else")
  void opaque() {
    publish(() -> READY.setOpaque(this, 1), () -> (int) READY.getOpaque(this) == 1);
  }

  @Scenario("a releasing write that is read opaquely hands on nothing")
  void releaseOpaque() {
    publish(() -> READY.setRelease(this, 1), () -> (int) READY.getOpaque(this) == 1);
  }

  @Scenario("an opaque write hands on nothing to who acquires")
  void opaqueAcquire() {
    publish(() -> READY.setOpaque(this, 1), () -> (int) READY.getAcquire(this) == 1);
  }

  @Scenario("a plain read races with a releasing write")
  void releasePlain() {
    publish(() -> READY.setRelease(this, 1), () -> (int) READY.get(this) == 1);
  }

  @Scenario("a field read by its name races with a releasing write")
  void releaseByName() {
    publish(() -> READY.setRelease(this, 1), () -> ready == 1);
  }

  @Scenario("a field written by its name races with an acquiring read")
  void byNameAcquire() {
    publish(() -> ready = 1, () -> (int) READY.getAcquire(this) == 1);
  }

  @Scenario("fences make opaque accesses hand on")
  void fences() {
    publish(
        () -> {
          VarHandle.releaseFence();
          READY.setOpaque(this, 1);
        },
        () -> {
          boolean is = (int) READY.getOpaque(this) == 1;
          VarHandle.acquireFence();
          return is;
        });
  }

  @Scenario("the releasing fence comes too late")
  void fenceTooLate() {
    publish(
        () -> {
          READY.setOpaque(this, 1);
          VarHandle.releaseFence();
        },
        () -> {
          boolean is = (int) READY.getOpaque(this) == 1;
          VarHandle.acquireFence();
          return is;
        });
  }

  @Scenario("opaque accesses are no data race")
  void opaqueIsNoRace() {
    together(
        actor("Ann", () -> READY.setOpaque(this, 1)),
        actor(
            "Bob",
            () -> {
              while ((int) READY.getOpaque(this) == 0) {
                Thread.onSpinWait();
              }
            }));
  }

  @Scenario("what was read once is not unread")
  void coherent() {
    together(
        actor("Ann", () -> READY.setOpaque(this, 1)),
        actor(
            "Bob",
            () -> {
              int first = (int) READY.getOpaque(this);
              int second = (int) READY.getOpaque(this);
              assert first <= second : first + " then " + second;
            }));
  }

  @Scenario("plain reads may come in any order")
  void incoherent() {
    together(
        actor("Ann", () -> READY.setOpaque(this, 1)),
        actor(
            "Bob",
            () -> {
              int first = (int) READY.get(this);
              int second = (int) READY.get(this);
              assert first <= second : first + " then " + second;
            }));
  }

  private final int[] seen = {9, 9};

  private void buffers(
      java.util.function.IntConsumer set, java.util.function.IntUnaryOperator get) {
    together(
        actor(
            "Ann",
            () -> {
              set.accept(0);
              seen[0] = get.applyAsInt(1);
            }),
        actor(
            "Bob",
            () -> {
              set.accept(1);
              seen[1] = get.applyAsInt(0);
            }));
    assert seen[0] + seen[1] > 0;
  }

  @Scenario("with volatile accesses one of two sees the other")
  void bothVolatile() {
    buffers(
        at -> (at == 0 ? LEFT : RIGHT).setVolatile(this, 1),
        at -> (int) (at == 0 ? LEFT : RIGHT).getVolatile(this));
  }

  @Scenario("with release and acquire both may miss each other")
  void bothReleaseAcquire() {
    buffers(
        at -> (at == 0 ? LEFT : RIGHT).setRelease(this, 1),
        at -> (int) (at == 0 ? LEFT : RIGHT).getAcquire(this));
  }

  @Scenario("a full fence between makes one of two see the other")
  void bothFence() {
    buffers(
        at -> {
          (at == 0 ? LEFT : RIGHT).setOpaque(this, 1);
          VarHandle.fullFence();
        },
        at -> (int) (at == 0 ? LEFT : RIGHT).getOpaque(this));
  }

  @Scenario("elements are as fields")
  void elements() {
    together(
        actor("Ann", () -> CELLS.getAndAdd(cells, 0, 1)),
        actor("Bob", () -> CELLS.getAndAdd(cells, 0, 1)),
        actor("Eve", () -> CELLS.getAndAdd(cells, 1, 1)));
    assert cells[0] == 2 && cells[1] == 1;
  }

  @Scenario("an element by its index races with one by a handle")
  void elementByIndex() {
    together(
        actor("Ann", () -> CELLS.setRelease(cells, 0, 1)),
        actor(
            "Bob",
            () -> {
              int first = cells[0];
            }));
  }

  @Scenario("a lock of one compare-and-set")
  void spinLock() {
    Runnable add =
        () -> {
          while (!LOCK.compareAndSet(this, 0, 1)) {
            Thread.onSpinWait();
          }
          data++;
          LOCK.setRelease(this, 0);
        };
    together(actor("Ann", add::run), actor("Bob", add::run));
    assert data == 2;
  }

  @Scenario("a lock that is freed opaquely guards nothing")
  void spinLockFreedOpaquely() {
    Runnable add =
        () -> {
          while (!LOCK.compareAndSet(this, 0, 1)) {
            Thread.onSpinWait();
          }
          data++;
          LOCK.setOpaque(this, 0);
        };
    together(actor("Ann", add::run), actor("Bob", add::run));
  }

  @Scenario("two additions are two")
  void updaterAdds() {
    together(
        actor("Ann", () -> UPDATER.incrementAndGet(this)),
        actor("Bob", () -> UPDATER.getAndAdd(this, 1)));
    assert updated == 2;
  }

  @Scenario("two additions are two")
  void updaterGetsThenSets() {
    together(
        actor("Ann", () -> UPDATER.set(this, UPDATER.get(this) + 1)),
        actor("Bob", () -> UPDATER.incrementAndGet(this)));
    assert updated == 2;
  }

  @Scenario("an updater and the field's name are the same memory")
  void updaterAndName() {
    together(actor("Ann", () -> updated++), actor("Bob", () -> UPDATER.incrementAndGet(this)));
    assert updated == 2;
  }

  @Scenario("a lazy write is no volatile one")
  void lazySet() {
    together(
        actor(
            "Ann",
            () -> {
              UPDATER.lazySet(this, 1);
              seen[0] = (int) RIGHT.getVolatile(this);
            }),
        actor(
            "Bob",
            () -> {
              RIGHT.setVolatile(this, 1);
              seen[1] = updated;
            }));
    assert seen[0] + seen[1] > 0;
  }
}
