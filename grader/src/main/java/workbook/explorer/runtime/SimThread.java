package workbook.explorer.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import workbook.explorer.trace.Place;
import workbook.explorer.trace.Step;

/** A simulated thread. */
public final class SimThread {
  /** Its number, from 0 for main, in the order of starting. */
  public final int id;

  /** The thread that started it, or null for main. */
  public final @Nullable SimThread parent;

  /** How many steps its parent had made when it was started. */
  public final int parentSteps;

  /** How many steps it has made. */
  public int steps;

  /** How many tasks of a pool it has come to the end of. */
  public int tasks;

  /** The step that it will make next; null while it runs or once it has ended. */
  public @Nullable Op next;

  /** For the search's use during one run. */
  public int[] order = Clock.ZERO;

  final Life life;
  final Shared interrupts = new Shared("interrupt");
  final List<Shared> held = new ArrayList<>(2);
  final Map<Object, @Nullable Object> locals = new LinkedHashMap<>();
  String name;
  @Nullable Object face;
  boolean daemon;
  boolean done;
  boolean interrupted;
  int[] clock = Clock.ZERO;
  @Nullable Coroutine coroutine;
  @Nullable SimThread primer;
  int streak;

  /** When it last looked at the clock, or before the start. */
  long lookedAt = -1;

  int turns;
  final Spin spin = new Spin();
  @Nullable Optimism optimism;
  final Map<Location, Map<Integer, Location.Write>> sticky = new HashMap<>();
  final Map<Shared, Place> taken = new HashMap<>();
  final View view = new View();

  /** The end of a thread, as others see it. */
  static final class Life extends Shared {
    final SimThread of;

    Life(SimThread of) {
      super("end of " + of.name);
      this.of = of;
    }
  }

  SimThread(int id, @Nullable SimThread parent, String name) {
    this.id = id;
    this.parent = parent;
    this.parentSteps = parent == null ? 0 : parent.steps;
    this.name = name;
    this.life = new Life(this);
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Renames it. */
  public void name(String to) {
    name = to;
  }

  /** Whether it has ended. */
  public boolean done() {
    return done;
  }

  /** The {@code Thread} that stands for it in the code under test, or null. */
  public @Nullable Object face() {
    return face;
  }

  /** Whether an interrupt is pending. */
  public boolean interrupted() {
    return interrupted;
  }

  /** Sets or clears the pending interrupt. */
  public void interrupted(boolean pending) {
    interrupted = pending;
  }

  /** What it meets others at when it ends. */
  public Shared life() {
    return life;
  }

  /** What it meets others at who interrupt it. */
  public Shared interrupts() {
    return interrupts;
  }

  /** What {@link Thread#getState} would say. */
  public Thread.State state() {
    Op op = next;
    if (done) {
      return Thread.State.TERMINATED;
    }
    if (op == null || op.isReady()) {
      return Thread.State.RUNNABLE;
    }
    if (op.deadline >= 0) {
      return Thread.State.TIMED_WAITING;
    }
    return op.kind == Step.Kind.LOCK && op.on instanceof Monitor
        ? Thread.State.BLOCKED
        : Thread.State.WAITING;
  }

  /** Its own values of thread locals, by the thread local. */
  public Map<Object, @Nullable Object> locals() {
    return locals;
  }
}
