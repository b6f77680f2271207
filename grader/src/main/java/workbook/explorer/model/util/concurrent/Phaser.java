package workbook.explorer.model.util.concurrent;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Op;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.trace.Step.Kind;

/**
 * Models {@link java.util.concurrent.Phaser} without tiers. What anybody did before arriving
 * happened before {@code onAdvance}, and that before what follows the advance.
 */
public class Phaser {
  private static final int MOST_PARTIES = 0xffff;
  private static final int TERMINATED = Integer.MIN_VALUE;

  private final Shared phaser = Sim.shared("Phaser");

  /** Negative once terminated. */
  private int phase;

  private int parties;
  private int unarrived;
  private boolean advancing;

  public Phaser() {
    this(0);
  }

  public Phaser(int parties) {
    if (parties < 0 || parties > MOST_PARTIES) {
      throw new IllegalArgumentException("Illegal number of parties");
    }
    this.parties = parties;
    this.unarrived = parties;
  }

  public Phaser(@Nullable Phaser parent) {
    this(parent, 0);
  }

  public Phaser(@Nullable Phaser parent, int parties) {
    this(parties);
    if (parent != null) {
      Sim.notModelled("java.util.concurrent.Phaser with a parent");
    }
  }

  private void begin(String what) {
    Sim.step(phaser, Kind.UPDATE, what);
    Sim.acquire(phaser);
    Sim.release(phaser);
  }

  private int told(int result) {
    Sim.value(result);
    return result;
  }

  // ----------------------------------------------------------------------------- registering

  public int register() {
    return registerSome(1);
  }

  public int bulkRegister(int more) {
    if (more < 0) {
      throw new IllegalArgumentException();
    }
    return more == 0 ? getPhase() : registerSome(more);
  }

  private int registerSome(int more) {
    Sim.await(phaser, Kind.UPDATE, "registers at", () -> !advancing);
    Sim.acquire(phaser);
    if (phase < 0) {
      Sim.unchanged(phaser);
      return told(phase);
    }
    if (parties + more > MOST_PARTIES) {
      throw new IllegalStateException("Attempt to register more than " + MOST_PARTIES + " parties");
    }
    parties += more;
    unarrived += more;
    Sim.release(phaser);
    return told(phase);
  }

  // -------------------------------------------------------------------------------- arriving

  public int arrive() {
    begin("arrives at");
    return told(arrived(false));
  }

  public int arriveAndDeregister() {
    begin("arrives for the last time at");
    return told(arrived(true));
  }

  public int arriveAndAwaitAdvance() {
    begin("arrives at");
    int mine = arrived(false);
    Sim.value(mine);
    int next = (mine + 1) & Integer.MAX_VALUE;
    if (mine >= 0 && (phase & Integer.MAX_VALUE) == next) {
      return next; // not negative for who came last, even where that was the end, as in the real
      // class
    }
    return mine < 0 ? mine : awaitAdvance(mine);
  }

  /** Counts the arrival; the last one of a phase advances to the next. */
  private int arrived(boolean leaves) {
    int mine = phase;
    if (mine < 0) {
      Sim.unchanged(phaser);
      return mine;
    }
    if (unarrived <= 0) {
      throw new IllegalStateException("Attempted arrival of unregistered party for " + state());
    }
    unarrived--;
    if (leaves) {
      parties--;
    }
    if (unarrived == 0) {
      advance(mine);
    }
    return mine;
  }

  private void advance(int from) {
    int steps = Sim.me().steps;
    boolean ends;
    advancing = true;
    try {
      ends = onAdvance(from, parties);
      if (Sim.me().steps != steps) {
        Sim.step(phaser, Kind.NOTIFY, "advances");
      }
    } finally {
      advancing = false;
    }
    Sim.release(phaser);
    if (phase >= 0) {
      int next = (from + 1) & Integer.MAX_VALUE;
      phase = ends ? next | TERMINATED : next;
    }
    unarrived = ends ? 0 : parties;
  }

  protected boolean onAdvance(int phase, int registeredParties) {
    return registeredParties == 0;
  }

  // -------------------------------------------------------------------------------- awaiting

  public int awaitAdvance(int from) {
    if (from < 0) {
      return from;
    }
    waitFor(from, false, -1);
    return told(phase);
  }

  public int awaitAdvanceInterruptibly(int from) throws InterruptedException {
    if (from < 0) {
      return from;
    }
    if (waitFor(from, true, -1) == Op.Outcome.INTERRUPTED) {
      Sim.throwIfInterrupted();
    }
    return told(phase);
  }

  public int awaitAdvanceInterruptibly(int from, long time, TimeUnit unit)
      throws InterruptedException, TimeoutException {
    long nanos = Math.max(0, unit.toNanos(time));
    if (from < 0) {
      return from;
    }
    Op.Outcome outcome = waitFor(from, true, nanos);
    if (outcome == Op.Outcome.INTERRUPTED) {
      Sim.throwIfInterrupted();
    }
    if (outcome == Op.Outcome.TIMED_OUT) {
      throw new TimeoutException();
    }
    return told(phase);
  }

  private Op.Outcome waitFor(int from, boolean interruptible, long nanos) {
    Op.Outcome outcome =
        Sim.awaitToLook(phaser, Kind.WAKE, "goes on at", () -> phase != from, interruptible, nanos);
    if (outcome == Op.Outcome.READY) {
      Sim.acquire(phaser);
    }
    return outcome;
  }

  // --------------------------------------------------------------------------- what it tells

  public void forceTermination() {
    begin("terminates");
    phase |= TERMINATED;
  }

  private void look(String what) {
    Sim.look(phaser, Kind.READ, what);
    Sim.acquire(phaser);
  }

  public final int getPhase() {
    look("looks at the phase of");
    return told(phase);
  }

  public int getRegisteredParties() {
    look("counts the parties of");
    return told(parties);
  }

  public int getArrivedParties() {
    look("counts who has arrived at");
    return told(parties - unarrived);
  }

  public int getUnarrivedParties() {
    look("counts who is missing at");
    return told(unarrived);
  }

  public @Nullable Phaser getParent() {
    return null;
  }

  public Phaser getRoot() {
    return this;
  }

  public boolean isTerminated() {
    look("looks whether it has ended,");
    Sim.value(phase < 0);
    return phase < 0;
  }

  private String state() {
    return "java.util.concurrent.Phaser[phase = "
        + phase
        + " parties = "
        + parties
        + " arrived = "
        + (parties - unarrived)
        + "]";
  }

  @Override
  public String toString() {
    look("prints");
    return state();
  }
}
