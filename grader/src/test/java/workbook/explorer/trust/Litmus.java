package workbook.explorer.trust;

import static workbook.explorer.Actors.actor;
import static workbook.explorer.Actors.observe;
import static workbook.explorer.Actors.together;

import org.jspecify.annotations.Nullable;
import workbook.explorer.Scenario;

/** The classic small programs about memory; each observes what its threads read. */
@SuppressWarnings({"NullAway", "NonAtomicVolatileUpdate"})
public class Litmus {
  private int x;
  private int y;
  private volatile int v;
  private volatile int w;
  private final Object lock = new Object();
  private final int[] r = new int[4];

  private static final class Plain {
    int a = 1;
  }

  private static final class Final {
    final int a;

    Final() {
      a = 1;
    }
  }

  private static final class Volatile {
    volatile int a = 1;
  }

  private @Nullable Plain plain;
  private volatile @Nullable Plain shown;
  private @Nullable Final frozen;
  private @Nullable Volatile loud;

  private void tell(int count) {
    String all = "";
    for (int i = 0; i < count; i++) {
      all += r[i];
    }
    observe(all);
  }

  // ----------------------------------------------------------------------------- message passing

  @Scenario("outcomes")
  void messagePlain() {
    together(
        actor(
            "A",
            () -> {
              x = 1;
              y = 1;
            }),
        actor(
            "B",
            () -> {
              r[0] = y;
              r[1] = x;
            }));
    tell(2);
  }

  @Scenario("outcomes")
  void messageVolatileFlag() {
    together(
        actor(
            "A",
            () -> {
              x = 1;
              v = 1;
            }),
        actor(
            "B",
            () -> {
              r[0] = v;
              r[1] = x;
            }));
    tell(2);
  }

  @Scenario("outcomes")
  void messageVolatileDataOnly() {
    together(
        actor(
            "A",
            () -> {
              v = 1;
              y = 1;
            }),
        actor(
            "B",
            () -> {
              r[0] = y;
              r[1] = v;
            }));
    tell(2);
  }

  @Scenario("outcomes")
  void messageUnderLock() {
    together(
        actor(
            "A",
            () -> {
              synchronized (lock) {
                x = 1;
                y = 1;
              }
            }),
        actor(
            "B",
            () -> {
              synchronized (lock) {
                r[0] = y;
                r[1] = x;
              }
            }));
    tell(2);
  }

  @Scenario("outcomes")
  void messageReaderWithoutLock() {
    together(
        actor(
            "A",
            () -> {
              synchronized (lock) {
                x = 1;
                y = 1;
              }
            }),
        actor(
            "B",
            () -> {
              r[0] = y;
              r[1] = x;
            }));
    tell(2);
  }

  // -------------------------------------------------------------------------------- store buffer

  @Scenario("outcomes")
  void storeBufferPlain() {
    together(
        actor(
            "A",
            () -> {
              x = 1;
              r[0] = y;
            }),
        actor(
            "B",
            () -> {
              y = 1;
              r[1] = x;
            }));
    tell(2);
  }

  @Scenario("outcomes")
  void storeBufferVolatile() {
    together(
        actor(
            "A",
            () -> {
              v = 1;
              r[0] = w;
            }),
        actor(
            "B",
            () -> {
              w = 1;
              r[1] = v;
            }));
    tell(2);
  }

  @Scenario("outcomes")
  void storeBufferHalfVolatile() {
    together(
        actor(
            "A",
            () -> {
              v = 1;
              r[0] = y;
            }),
        actor(
            "B",
            () -> {
              y = 1;
              r[1] = v;
            }));
    tell(2);
  }

  // -------------------------------------------------------------------------------- load buffer

  @Scenario("outcomes")
  void loadBufferPlain() {
    together(
        actor(
            "A",
            () -> {
              r[0] = x;
              y = 1;
            }),
        actor(
            "B",
            () -> {
              r[1] = y;
              x = 1;
            }));
    tell(2);
  }

  @Scenario("outcomes")
  void loadBufferVolatile() {
    together(
        actor(
            "A",
            () -> {
              r[0] = v;
              w = 1;
            }),
        actor(
            "B",
            () -> {
              r[1] = w;
              v = 1;
            }));
    tell(2);
  }

  // ----------------------------------------------------------------------------------- coherence

  @Scenario("outcomes")
  void coherencePlain() {
    together(
        actor("A", () -> x = 1),
        actor(
            "B",
            () -> {
              r[0] = x;
              r[1] = x;
            }));
    tell(2);
  }

  @Scenario("outcomes")
  void coherenceVolatile() {
    together(
        actor("A", () -> v = 1),
        actor(
            "B",
            () -> {
              r[0] = v;
              r[1] = v;
            }));
    tell(2);
  }

  @Scenario("outcomes")
  void ownWriteIsSeen() {
    together(
        actor("A", () -> x = 1),
        actor(
            "B",
            () -> {
              x = 2;
              r[0] = x;
            }));
    tell(1);
  }

  // ---------------------------------------------------- independent reads of independent writes

  @Scenario("outcomes")
  void independentReadsPlain() {
    together(
        actor("A", () -> x = 1),
        actor("B", () -> y = 1),
        actor(
            "C",
            () -> {
              r[0] = x;
              r[1] = y;
            }),
        actor(
            "D",
            () -> {
              r[2] = y;
              r[3] = x;
            }));
    tell(4);
  }

  @Scenario("outcomes")
  void independentReadsVolatile() {
    together(
        actor("A", () -> v = 1),
        actor("B", () -> w = 1),
        actor(
            "C",
            () -> {
              r[0] = v;
              r[1] = w;
            }),
        actor(
            "D",
            () -> {
              r[2] = w;
              r[3] = v;
            }));
    tell(4);
  }

  // --------------------------------------------------------------------------------- causality

  @Scenario("outcomes")
  void causalityVolatile() {
    together(
        actor("A", () -> x = 1),
        actor(
            "B",
            () -> {
              r[0] = x;
              v = 1;
            }),
        actor(
            "C",
            () -> {
              r[1] = v;
              r[2] = x;
            }));
    tell(3);
  }

  @Scenario("outcomes")
  void transitivity() {
    together(
        actor(
            "A",
            () -> {
              x = 1;
              v = 1;
            }),
        actor(
            "B",
            () -> {
              r[0] = v;
              w = 1;
            }),
        actor(
            "C",
            () -> {
              r[1] = w;
              r[2] = x;
            }));
    tell(3);
  }

  // -------------------------------------------------------------------------------- publication

  @Scenario("outcomes")
  void publishPlain() {
    together(
        actor("A", () -> plain = new Plain()),
        actor(
            "B",
            () -> {
              Plain p = plain;
              r[0] = p == null ? 9 : p.a;
            }));
    tell(1);
  }

  @Scenario("outcomes")
  void publishByVolatile() {
    together(
        actor("A", () -> shown = new Plain()),
        actor(
            "B",
            () -> {
              Plain p = shown;
              r[0] = p == null ? 9 : p.a;
            }));
    tell(1);
  }

  @Scenario("outcomes")
  void publishFinalField() {
    together(
        actor("A", () -> frozen = new Final()),
        actor(
            "B",
            () -> {
              Final p = frozen;
              r[0] = p == null ? 9 : p.a;
            }));
    tell(1);
  }

  @Scenario("outcomes")
  void publishVolatileField() {
    together(
        actor("A", () -> loud = new Volatile()),
        actor(
            "B",
            () -> {
              Volatile p = loud;
              r[0] = p == null ? 9 : p.a;
            }));
    tell(1);
  }

  @Scenario("outcomes")
  void publishByStart() throws InterruptedException {
    plain = new Plain();
    plain.a = 2;
    Thread t = new Thread(() -> r[0] = plain.a);
    t.start();
    t.join();
    tell(1);
  }
}
