package workbook.explorer.runtime;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import workbook.explorer.trace.Step;

/**
 * The next step of a thread: what it will touch, and when it can be made. It is known before it is
 * made, which is what lets a search tell the schedules that differ from those that do not.
 */
@SuppressWarnings("ReferenceEquality") // it is about the very same object
public final class Op {
  static final BooleanSupplier ALWAYS = () -> true;
  static final BooleanSupplier NEVER = () -> false;

  /** What a step does to what it touches. */
  public enum Access {
    LOOK,
    CHANGE,
    /** Changes it so that the order among such steps does not matter, as adding to a sum does. */
    ADD;

    /** Whether the order of two such accesses to one object can matter. */
    public boolean conflicts(Access other) {
      return this != other || this == CHANGE;
    }
  }

  /** How a blocked step came to go on. */
  public enum Outcome {
    READY,
    TIMED_OUT,
    SPURIOUS,
    INTERRUPTED
  }

  /** Who makes it. */
  public final SimThread thread;

  final Step.Kind kind;
  final String what;

  /** What it touches; null for nothing that another thread could notice. */
  public final @Nullable Shared on;

  /**
   * What it does to {@link #on}; only looks where it then changed nothing, which its model says.
   */
  public Access access;

  /** What it touches besides; null for nothing. */
  public @Nullable Shared also;

  /** What it does to {@link #also}. */
  public Access alsoAccess = Access.CHANGE;

  BooleanSupplier ready = ALWAYS;
  boolean interruptible;

  /** When it times out, in virtual nanoseconds; -1 for never. */
  long deadline = -1;

  BooleanSupplier mayTimeOut = ALWAYS;
  boolean maySpuriously;

  /** Whether it times out only when nothing else can go on. */
  boolean patient;

  boolean lazy;
  Outcome outcome = Outcome.READY;

  /**
   * Whether it can only free what others wait for, so that it is never in a race with one who must
   * wait.
   */
  public boolean releases;

  /** Its number among its thread's steps, once made. */
  public int seq;

  /** The decision before it, for the search's use. */
  public int decision = -1;

  Op(SimThread thread, Step.Kind kind, String what, @Nullable Shared on, boolean writes) {
    this(thread, kind, what, on, writes ? Access.CHANGE : Access.LOOK);
  }

  Op(SimThread thread, Step.Kind kind, String what, @Nullable Shared on, Access access) {
    this.thread = thread;
    this.kind = kind;
    this.what = what;
    this.on = on;
    this.access = access;
  }

  /** Whether it may have to wait. */
  public boolean waits() {
    return ready != ALWAYS;
  }

  /** What it touches where an interrupt may end its wait; null for nothing. */
  public @Nullable Shared interrupts() {
    return interruptible ? thread.interrupts() : null;
  }

  /** Whether the order of the two can matter. */
  public boolean dependent(Op other) {
    return touches(other.on, other.access)
        || touches(other.also, other.alsoAccess)
        || touches(other.interrupts(), Access.CHANGE);
  }

  private boolean touches(@Nullable Shared o, Access how) {
    return o != null
        && ((o == on && how.conflicts(access))
            || (o == also && how.conflicts(alsoAccess))
            || (o == interrupts() && how.conflicts(Access.CHANGE)));
  }

  boolean isReady() {
    return ready.getAsBoolean();
  }
}
