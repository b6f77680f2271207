package workbook.explorer.trust;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import workbook.explorer.trust.Plan.Tie;
import workbook.explorer.trust.Stmt.Field;

/**
 * Runs a plan step by step, as the Java language describes it and with no shortcut: each access,
 * lock, unlock and start is a step of its own. Written against the plan and the specification, not
 * against the explorer.
 */
final class Machine {
  /** What one instruction does. */
  enum Kind {
    READ,
    WRITE,
    SPIN,
    ENTER,
    EXIT,
    WAIT,
    NOTIFY,
    NOTIFY_ALL,
    LOCK,
    UNLOCK,
    TRY_LOCK,
    GET,
    SET,
    INCREMENT,
    COMPARE_AND_SET,
    ACQUIRE,
    RELEASE,
    TRY_ACQUIRE,
    PERMITS,
    PARK,
    UNPARK,
    START,
    JOIN,
    SKIP_UNLESS,
    SKIP,
    END
  }

  /** An instruction; where it jumps, {@code to} is where. */
  record Ins(Kind kind, int a, int b, int c, int to) {
    Ins(Kind kind, int a, int b, int c) {
      this(kind, a, b, c, -1);
    }
  }

  private static final int HIDDEN = State.HIDDEN;
  private static final int MOST_SPURIOUS = 1;

  private final Plan plan;
  private final boolean stale;
  private final List<List<Ins>> code = new ArrayList<>();
  private boolean raced;

  /**
   * Prepares to run.
   *
   * @param stale whether a read of a plain field may return each write that the memory model
   *     allows, among those that were made earlier in the interleaving
   */
  Machine(Plan plan, boolean stale) {
    this.plan = plan;
    this.stale = stale;
    List<Ins> main = new ArrayList<>();
    int n = plan.threads().size();
    for (int i = 1; i <= n; i++) {
      main.add(new Ins(Kind.START, i, 0, 0));
    }
    for (int i = 1; i <= n; i++) {
      if (plan.tie(i) == Tie.JOINED) {
        main.add(new Ins(Kind.JOIN, i, 0, 0));
      }
    }
    main.add(new Ins(Kind.READ, 0, Field.X.ordinal(), 0));
    main.add(new Ins(Kind.READ, 1, Field.Y.ordinal(), 0));
    main.add(new Ins(Kind.READ, 2, Field.V.ordinal(), 0));
    main.add(new Ins(Kind.READ, 3, Field.W.ordinal(), 0));
    main.add(new Ins(Kind.GET, 4, 0, 0));
    main.add(new Ins(Kind.PERMITS, 5, 0, 0));
    main.add(new Ins(Kind.END, 0, 0, 0));
    code.add(main);
    for (List<Stmt> thread : plan.threads()) {
      List<Ins> out = new ArrayList<>();
      thread.forEach(s -> lower(s, out));
      out.add(new Ins(Kind.END, 0, 0, 0));
      code.add(out);
    }
  }

  private static void lower(Stmt s, List<Ins> out) {
    switch (s) {
      case Stmt.Read(int register, Field f) ->
          out.add(new Ins(Kind.READ, register, f.ordinal(), 0));
      case Stmt.Write(Field f, int register, int add) ->
          out.add(new Ins(Kind.WRITE, f.ordinal(), register, add));
      case Stmt.Sync(int monitor, List<Stmt> body) -> {
        out.add(new Ins(Kind.ENTER, monitor, 0, 0));
        body.forEach(b -> lower(b, out));
        out.add(new Ins(Kind.EXIT, monitor, 0, 0));
      }
      case Stmt.Wait(int monitor) -> out.add(new Ins(Kind.WAIT, monitor, 0, 0));
      case Stmt.WaitWhile(int monitor, Field f, int value) -> {
        int top = out.size();
        out.add(new Ins(Kind.READ, HIDDEN, f.ordinal(), 0));
        out.add(new Ins(Kind.SKIP_UNLESS, HIDDEN, value, 0, top + 4));
        out.add(new Ins(Kind.WAIT, monitor, 0, 0));
        out.add(new Ins(Kind.SKIP, 0, 0, 0, top));
      }
      case Stmt.Notify(int monitor, boolean all) ->
          out.add(new Ins(all ? Kind.NOTIFY_ALL : Kind.NOTIFY, monitor, 0, 0));
      case Stmt.Lock(Stmt.OnLock call, int lock, int register) ->
          out.add(
              new Ins(
                  switch (call) {
                    case LOCK -> Kind.LOCK;
                    case UNLOCK -> Kind.UNLOCK;
                    case TRY -> Kind.TRY_LOCK;
                  },
                  lock,
                  register,
                  0));
      case Stmt.Atomic(Stmt.OnAtomic call, int register, int a, int b) ->
          out.add(
              new Ins(
                  switch (call) {
                    case GET -> Kind.GET;
                    case SET -> Kind.SET;
                    case INCREMENT -> Kind.INCREMENT;
                    case COMPARE_AND_SET -> Kind.COMPARE_AND_SET;
                  },
                  register,
                  a,
                  b));
      case Stmt.Permit(Stmt.OnSemaphore call, int register) ->
          out.add(
              new Ins(
                  switch (call) {
                    case ACQUIRE -> Kind.ACQUIRE;
                    case RELEASE -> Kind.RELEASE;
                    case TRY -> Kind.TRY_ACQUIRE;
                  },
                  register,
                  0,
                  0));
      case Stmt.Park() -> out.add(new Ins(Kind.PARK, 0, 0, 0));
      case Stmt.Unpark(int thread) -> out.add(new Ins(Kind.UNPARK, thread, 0, 0));
      case Stmt.Join(int thread) -> out.add(new Ins(Kind.JOIN, thread, 0, 0));
      case Stmt.If(int register, int value, List<Stmt> yes, List<Stmt> no) -> {
        int at = out.size();
        out.add(new Ins(Kind.SKIP, 0, 0, 0)); // replaced below, when its target is known
        yes.forEach(b -> lower(b, out));
        int end = out.size();
        out.add(new Ins(Kind.SKIP, 0, 0, 0));
        out.set(at, new Ins(Kind.SKIP_UNLESS, register, value, 0, out.size()));
        no.forEach(b -> lower(b, out));
        out.set(end, new Ins(Kind.SKIP, 0, 0, 0, out.size()));
      }
      case Stmt.Spin(Field f, int value) -> out.add(new Ins(Kind.SPIN, f.ordinal(), value, 0));
    }
  }

  /** Whether a step was seen that races with an earlier one. */
  boolean raced() {
    return raced;
  }

  int threads() {
    return code.size();
  }

  State start() {
    State s = new State(code.size(), plan.permits());
    s.status[0] = State.RUNNING;
    tick(s, 0);
    return s;
  }

  Ins next(State s, int t) {
    return code.get(t).get(s.pc[t]);
  }

  // -------------------------------------------------------------------------------------- steps

  /** The states that a step of this thread can lead to, none where it must wait. */
  List<State> steps(State s, int t) {
    List<State> to = new ArrayList<>(2);
    if (s.status[t] == State.NEW || s.status[t] == State.DONE) {
      return to;
    }
    if (s.status[t] == State.WAITING) {
      return to;
    }
    Ins i = next(s, t);
    if (s.status[t] == State.WOKEN) {
      if (s.owner[i.a] < 0) {
        State n = s.copy();
        n.status[t] = State.RUNNING;
        n.owner[i.a] = t;
        n.depth[i.a] = n.saved[t];
        n.saved[t] = 0;
        acquire(n, t, n.monitorClock[i.a]);
        to.add(moved(n, t));
      }
      return to;
    }
    switch (i.kind) {
      case READ -> read(s, t, i.b, to, (n, value) -> n.registers[t][i.a] = value);
      case SPIN -> spin(s, t, i, to);
      case WRITE -> {
        State n = s.copy();
        write(n, t, i.a, (i.b >= 0 ? n.registers[t][i.b] : 0) + i.c);
        to.add(moved(n, t));
      }
      case ENTER -> {
        if (s.owner[i.a] < 0 || s.owner[i.a] == t) {
          State n = s.copy();
          if (n.owner[i.a] < 0) {
            acquire(n, t, n.monitorClock[i.a]);
          }
          n.owner[i.a] = t;
          n.depth[i.a]++;
          to.add(moved(n, t));
        }
      }
      case EXIT -> {
        State n = s.copy();
        if (--n.depth[i.a] == 0) {
          n.owner[i.a] = -1;
          n.monitorClock[i.a] = release(n, t, n.monitorClock[i.a]);
        }
        to.add(moved(n, t));
      }
      case WAIT -> {
        State n = s.copy();
        n.saved[t] = n.depth[i.a];
        n.depth[i.a] = 0;
        n.owner[i.a] = -1;
        n.monitorClock[i.a] = release(n, t, n.monitorClock[i.a]);
        n.status[t] = State.WAITING;
        to.add(n);
      }
      case NOTIFY, NOTIFY_ALL -> notify(s, t, i, to);
      case LOCK, TRY_LOCK -> {
        boolean free = s.lockOwner[i.a] < 0 || s.lockOwner[i.a] == t;
        if (free || i.kind == Kind.TRY_LOCK) {
          State n = s.copy();
          if (free) {
            if (n.lockOwner[i.a] < 0) {
              acquire(n, t, n.lockClock[i.a]);
            }
            n.lockOwner[i.a] = t;
            n.lockDepth[i.a]++;
          }
          if (i.kind == Kind.TRY_LOCK) {
            n.registers[t][i.b] = free ? 1 : 0;
          }
          to.add(moved(n, t));
        }
      }
      case UNLOCK -> {
        State n = s.copy();
        if (--n.lockDepth[i.a] == 0) {
          n.lockOwner[i.a] = -1;
          n.lockClock[i.a] = release(n, t, n.lockClock[i.a]);
        }
        to.add(moved(n, t));
      }
      case GET -> {
        State n = s.copy();
        acquire(n, t, n.atomicClock);
        n.registers[t][i.a] = n.atomic;
        to.add(moved(n, t));
      }
      case SET -> {
        State n = s.copy();
        n.atomic = i.c;
        n.atomicClock = release(n, t, n.atomicClock);
        to.add(moved(n, t));
      }
      case INCREMENT -> {
        State n = s.copy();
        acquire(n, t, n.atomicClock);
        n.registers[t][i.a] = ++n.atomic;
        n.atomicClock = release(n, t, n.atomicClock);
        to.add(moved(n, t));
      }
      case COMPARE_AND_SET -> {
        State n = s.copy();
        acquire(n, t, n.atomicClock);
        boolean same = n.atomic == i.b;
        if (same) {
          n.atomic = i.c;
          n.atomicClock = release(n, t, n.atomicClock);
        }
        n.registers[t][i.a] = same ? 1 : 0;
        to.add(moved(n, t));
      }
      case ACQUIRE, TRY_ACQUIRE -> {
        boolean some = s.permits > 0;
        if (some || i.kind == Kind.TRY_ACQUIRE) {
          State n = s.copy();
          if (some) {
            n.permits--;
            acquire(n, t, n.semaphoreClock);
          }
          if (i.kind == Kind.TRY_ACQUIRE) {
            n.registers[t][i.a] = some ? 1 : 0;
          }
          to.add(moved(n, t));
        }
      }
      case RELEASE -> {
        State n = s.copy();
        n.permits++;
        n.semaphoreClock = release(n, t, n.semaphoreClock);
        to.add(moved(n, t));
      }
      case PERMITS -> {
        State n = s.copy();
        n.registers[t][i.a] = n.permits;
        to.add(moved(n, t));
      }
      case PARK -> {
        if (s.token[t]) {
          State n = s.copy();
          n.token[t] = false;
          to.add(moved(n, t));
        }
      }
      case UNPARK -> {
        State n = s.copy();
        if (n.status[i.a] != State.NEW && n.status[i.a] != State.DONE) {
          n.token[i.a] = true;
        }
        to.add(moved(n, t));
      }
      case START -> {
        State n = s.copy();
        n.status[i.a] = State.RUNNING;
        n.clock[i.a] = n.clock[t].clone();
        tick(n, i.a);
        tick(n, t);
        settle(n, i.a);
        to.add(moved(n, t));
      }
      case JOIN -> {
        if (s.status[i.a] == State.NEW || s.status[i.a] == State.DONE) {
          State n = s.copy();
          if (n.status[i.a] == State.DONE) {
            acquire(n, t, n.lifeClock[i.a]);
          }
          to.add(moved(n, t));
        }
      }
      case END -> {
        State n = s.copy();
        if (n.lockOwner[0] == t || n.lockOwner[1] == t) {
          n.failure = "LeakedLock";
          to.add(n);
        } else {
          n.status[t] = State.DONE;
          n.lifeClock[t] = n.clock[t].clone();
          to.add(n);
        }
      }
      case SKIP, SKIP_UNLESS -> throw new IllegalStateException("jumps are made at once");
    }
    return to;
  }

  /** The states that a wake-up for no reason leads to, which the plan may rule out. */
  @Nullable State wakeUp(State s, int t) {
    if (!plan.spurious() || s.spurious == MOST_SPURIOUS) {
      return null;
    }
    boolean parked = s.status[t] == State.RUNNING && next(s, t).kind == Kind.PARK && !s.token[t];
    if (!parked && s.status[t] != State.WAITING) {
      return null;
    }
    State n = s.copy();
    n.spurious++;
    if (parked) {
      return moved(n, t);
    }
    n.status[t] = State.WOKEN;
    return n;
  }

  private State moved(State s, int t) {
    s.pc[t]++;
    settle(s, t);
    return s;
  }

  private void settle(State s, int t) {
    while (true) {
      Ins i = next(s, t);
      if (i.kind == Kind.SKIP) {
        s.pc[t] = i.to;
      } else if (i.kind == Kind.SKIP_UNLESS) {
        s.pc[t] = s.registers[t][i.a] == i.b ? s.pc[t] + 1 : i.to;
      } else {
        if (i.kind != Kind.WAIT) {
          s.registers[t][HIDDEN] = 0;
        }
        if (isForeign(s, t, i)) {
          s.failure = "UncaughtException"; // at once: no other thread can make a difference
        }
        return;
      }
    }
  }

  /** Whether it needs a lock that its thread does not hold. */
  private static boolean isForeign(State s, int t, Ins i) {
    return switch (i.kind) {
      case UNLOCK -> s.lockOwner[i.a] != t;
      case WAIT, NOTIFY, NOTIFY_ALL -> s.owner[i.a] != t && s.status[t] == State.RUNNING;
      default -> false;
    };
  }

  private void notify(State s, int t, Ins i, List<State> to) {
    List<Integer> waiting = new ArrayList<>();
    for (int o = 0; o < s.pc.length; o++) {
      if (s.status[o] == State.WAITING && next(s, o).a == i.a) {
        waiting.add(o);
      }
    }
    if (i.kind == Kind.NOTIFY_ALL || waiting.isEmpty()) {
      State n = s.copy();
      waiting.forEach(o -> n.status[o] = State.WOKEN);
      to.add(moved(n, t));
      return;
    }
    for (int o : waiting) {
      State n = s.copy();
      n.status[o] = State.WOKEN;
      to.add(moved(n, t));
    }
  }

  // ------------------------------------------------------------------------------------ fields

  private interface Got {
    void value(State n, int value);
  }

  private void read(State s, int t, int field, List<State> to, Got got) {
    if (Field.values()[field].isVolatile()) {
      State n = s.copy();
      acquire(n, t, n.volatileClock[field]);
      got.value(n, n.value[field]);
      to.add(moved(n, t));
      return;
    }
    for (int value : values(s, t, field)) {
      State n = s.copy();
      noteRead(n, t, field);
      got.value(n, value);
      to.add(moved(n, t));
    }
  }

  private void spin(State s, int t, Ins i, List<State> to) {
    if (Field.values()[i.a].isVolatile()) {
      State n = s.copy();
      acquire(n, t, n.volatileClock[i.a]);
      to.add(n.value[i.a] == i.b ? n : moved(n, t));
      return;
    }
    for (int value : values(s, t, i.a)) {
      State n = s.copy();
      noteRead(n, t, i.a);
      to.add(value == i.b ? n : moved(n, t));
    }
  }

  /** What a read of a plain field can return. */
  private List<Integer> values(State s, int t, int field) {
    List<Integer> values = new ArrayList<>();
    List<State.Write> writes = s.writes.get(field);
    for (int k = writes.size() - 1; k >= 0; k--) {
      State.Write w = writes.get(k);
      boolean hidden = false;
      for (State.Write later : writes.subList(k + 1, writes.size())) {
        hidden |= w.before(later.clock()) && later.before(s.clock[t]);
      }
      if (!hidden && !values.contains(w.value())) {
        values.add(w.value());
      }
      if (!stale) {
        break;
      }
    }
    return values;
  }

  private void noteRead(State n, int t, int field) {
    int[] w = n.lastWrite[field];
    for (int o = 0; o < w.length; o++) {
      raced |= o != t && w[o] > n.clock[t][o];
    }
    n.lastRead[field][t] = n.clock[t][t];
  }

  private void write(State n, int t, int field, int value) {
    n.value[field] = value;
    if (Field.values()[field].isVolatile()) {
      n.volatileClock[field] = release(n, t, n.volatileClock[field]);
      return;
    }
    for (int o = 0; o < n.pc.length; o++) {
      raced |=
          o != t && (n.lastWrite[field][o] > n.clock[t][o] || n.lastRead[field][o] > n.clock[t][o]);
    }
    n.lastWrite[field][t] = n.clock[t][t];
    n.writes.get(field).add(new State.Write(t, n.clock[t].clone(), value));
  }

  // ---------------------------------------------------------------------------- happens-before

  private static void tick(State n, int t) {
    n.clock[t][t]++;
  }

  private static void acquire(State n, int t, int[] from) {
    for (int o = 0; o < from.length; o++) {
      n.clock[t][o] = Math.max(n.clock[t][o], from[o]);
    }
  }

  private static int[] release(State n, int t, int[] to) {
    int[] joined = to.clone();
    for (int o = 0; o < joined.length; o++) {
      joined[o] = Math.max(joined[o], n.clock[t][o]);
    }
    tick(n, t);
    return joined;
  }

  // ------------------------------------------------------------------------------------- the end

  /** Whether all threads have ended that are no daemons. */
  boolean over(State s) {
    for (int t = 0; t < s.pc.length; t++) {
      if (s.status[t] != State.DONE && plan.tie(t) != Tie.DAEMON) {
        return false;
      }
    }
    return true;
  }

  boolean isDaemon(int t) {
    return plan.tie(t) == Tie.DAEMON;
  }

  /** What a state comes to in which it is over or nobody can go on. */
  String outcome(State s) {
    if (s.failure != null) {
      return seen(s) + s.failure;
    }
    return over(s) ? seen(s) : seen(s) + stuck(s);
  }

  /** What the first thread has seen in the end; empty where it has not come so far. */
  String seen(State s) {
    if (s.status[0] != State.DONE && next(s, 0).kind != Kind.END) {
      return "";
    }
    int[] got = s.registers[0];
    StringBuilder text = new StringBuilder();
    text.append('x').append(got[0]).append(" y").append(got[1]);
    text.append(" v").append(got[2]).append(" w").append(got[3]);
    text.append(" n").append(got[4]).append(" s").append(got[5]);
    for (int t = 1; t < s.pc.length; t++) {
      if (plan.tie(t) == Tie.JOINED) {
        text.append('|');
        for (int r = 0; r < Plan.REGISTERS; r++) {
          text.append(s.registers[t][r]);
        }
      }
    }
    return text.toString();
  }

  private String stuck(State s) {
    for (int t = 0; t < s.pc.length; t++) {
      int at = t;
      for (int steps = 0; steps <= s.pc.length && at >= 0; steps++) {
        at = waitsFor(s, at);
        if (at == t) {
          return "Deadlock";
        }
      }
    }
    return s.status[0] == State.DONE ? "ThreadLeft" : "LostWakeup";
  }

  /** The thread that has what this one waits for, or -1. */
  private int waitsFor(State s, int t) {
    if (s.status[t] == State.DONE || s.status[t] == State.WAITING || s.status[t] == State.NEW) {
      return -1;
    }
    Ins i = next(s, t);
    return switch (i.kind) {
      case ENTER, WAIT -> s.owner[i.a];
      case LOCK -> s.lockOwner[i.a];
      case JOIN -> s.status[i.a] == State.DONE ? -1 : i.a;
      default -> -1;
    };
  }
}
