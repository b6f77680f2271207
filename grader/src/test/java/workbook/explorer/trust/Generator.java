package workbook.explorer.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import workbook.explorer.trust.Plan.Tie;
import workbook.explorer.trust.Stmt.Field;
import workbook.explorer.trust.Stmt.OnAtomic;
import workbook.explorer.trust.Stmt.OnLock;
import workbook.explorer.trust.Stmt.OnSemaphore;

/** Makes small random programs, of a flavour each, so that threads meet often. */
final class Generator {
  /** What a program is mostly about. */
  enum Flavour {
    FIELDS,
    MONITORS,
    SIGNALS,
    LOCKS,
    ATOMICS,
    SEMAPHORE,
    PARKING,
    ANYTHING
  }

  private static final int MONITORS = 2;

  private final Random random;
  private final boolean parking;
  private Flavour flavour = Flavour.ANYTHING;
  private int threads;
  private int self;

  /**
   * Prepares to make programs.
   *
   * @param parking whether to use {@link java.util.concurrent.locks.LockSupport}
   */
  Generator(long seed, boolean parking) {
    this.random = new Random(seed);
    this.parking = parking;
  }

  Plan plan() {
    flavour = Flavour.values()[random.nextInt(Flavour.values().length)];
    if (flavour == Flavour.PARKING && !parking) {
      flavour = Flavour.ANYTHING;
    }
    threads = 2 + random.nextInt(2);
    List<List<Stmt>> all = new ArrayList<>();
    for (self = 1; self <= threads; self++) {
      all.add(body(1 + random.nextInt(threads == 2 ? 4 : 3), List.of(), 0));
    }
    return new Plan(all, ties(), random.nextInt(3), random.nextInt(4) == 0);
  }

  private List<Tie> ties() {
    boolean joined = random.nextInt(3) > 0;
    List<Tie> ties = new ArrayList<>();
    for (int t = 1; t <= threads; t++) {
      ties.add(joined ? Tie.JOINED : pick(Tie.values()));
    }
    return ties;
  }

  private List<Stmt> body(int length, List<Integer> owned, int depth) {
    List<Stmt> body = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      body.add(statement(owned, depth));
    }
    return List.copyOf(body);
  }

  private Stmt statement(List<Integer> owned, int depth) {
    if (random.nextInt(12) == 0 && depth < 2) {
      return new Stmt.If(
          register(),
          random.nextInt(2),
          body(1 + random.nextInt(2), owned, depth + 1),
          body(random.nextInt(2), owned, depth + 1));
    }
    if (random.nextInt(40) == 0) {
      return new Stmt.Spin(field(), 0);
    }
    if (random.nextInt(25) == 0 && self > 1) {
      return new Stmt.Join(1 + random.nextInt(self - 1));
    }
    if (random.nextInt(4) == 0) {
      return access();
    }
    Flavour about = flavour == Flavour.ANYTHING ? Flavour.values()[random.nextInt(7)] : flavour;
    return switch (about) {
      case FIELDS, ANYTHING -> access();
      case MONITORS -> depth < 2 ? sync(owned, depth) : access();
      case SIGNALS -> signal(owned, depth);
      case LOCKS ->
          new Stmt.Lock(
              pick(OnLock.LOCK, OnLock.LOCK, OnLock.UNLOCK, OnLock.UNLOCK, OnLock.TRY),
              random.nextInt(2),
              register());
      case ATOMICS ->
          new Stmt.Atomic(
              pick(OnAtomic.values()), register(), random.nextInt(3), 1 + random.nextInt(3));
      case SEMAPHORE ->
          new Stmt.Permit(
              pick(OnSemaphore.ACQUIRE, OnSemaphore.RELEASE, OnSemaphore.RELEASE, OnSemaphore.TRY),
              register());
      case PARKING -> parking();
    };
  }

  private Stmt parking() {
    if (!parking) {
      return access();
    }
    return self == 1 || random.nextBoolean()
        ? new Stmt.Park()
        : new Stmt.Unpark(1 + random.nextInt(self - 1));
  }

  private Stmt sync(List<Integer> owned, int depth) {
    int monitor = random.nextInt(MONITORS);
    List<Integer> now = new ArrayList<>(owned);
    now.add(monitor);
    return new Stmt.Sync(monitor, body(1 + random.nextInt(2), now, depth + 1));
  }

  private Stmt signal(List<Integer> owned, int depth) {
    if (owned.isEmpty() && random.nextInt(12) > 0) {
      return depth < 2 ? sync(owned, depth) : access();
    }
    int monitor = owned.isEmpty() ? 0 : owned.getLast();
    return switch (random.nextInt(5)) {
      case 0 -> new Stmt.Wait(monitor);
      case 1 -> new Stmt.WaitWhile(monitor, field(), 0);
      case 2 -> new Stmt.Notify(monitor, true);
      case 3 -> new Stmt.Notify(monitor, false);
      default -> access();
    };
  }

  private Stmt access() {
    return random.nextBoolean()
        ? new Stmt.Read(register(), field())
        : new Stmt.Write(field(), random.nextInt(3) == 0 ? register() : -1, 1 + random.nextInt(2));
  }

  private int register() {
    return random.nextInt(Plan.REGISTERS);
  }

  private Field field() {
    return random.nextBoolean() ? pick(Field.X, Field.Y) : pick(Field.values());
  }

  @SafeVarargs
  private <T> T pick(T... of) {
    return of[random.nextInt(of.length)];
  }
}
