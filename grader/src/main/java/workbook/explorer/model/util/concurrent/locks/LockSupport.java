package workbook.explorer.model.util.concurrent.locks;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import workbook.explorer.model.lang.Thread;
import workbook.explorer.runtime.Op;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.runtime.SimThread;
import workbook.explorer.trace.Step.Kind;

/**
 * Models {@link java.util.concurrent.locks.LockSupport}: one permit a thread, and parking may end
 * for no reason. What came before an unparking happened before what follows the parking that took
 * its permit.
 */
@SuppressWarnings("ReferenceEquality")
public class LockSupport {
  private LockSupport() {}

  /** The permit of one thread. */
  private static final class Permit {
    final Shared at = Sim.shared("permit");
    boolean available;
    @Nullable Object blocker;
  }

  private static Permit of(SimThread thread) {
    Object known = thread.locals().get(LockSupport.class);
    if (known instanceof Permit permit) {
      return permit;
    }
    Permit permit = new Permit();
    thread.locals().put(LockSupport.class, permit);
    return permit;
  }

  public static void unpark(@Nullable Thread thread) {
    SimThread other = thread == null ? null : Sim.threadOf(thread);
    if (other == null) {
      return;
    }
    Permit permit = of(other);
    Sim.step(permit.at, Kind.NOTIFY, "unparks " + other.name() + ",");
    if (permit.available) {
      Sim.unchanged(permit.at);
    }
    permit.available = true;
    Sim.release(permit.at);
  }

  public static void park() {
    park(null, -1);
  }

  public static void park(@Nullable Object blocker) {
    park(blocker, -1);
  }

  public static void parkNanos(long nanos) {
    if (nanos > 0) {
      park(null, nanos);
    }
  }

  public static void parkNanos(@Nullable Object blocker, long nanos) {
    if (nanos > 0) {
      park(blocker, nanos);
    }
  }

  public static void parkUntil(long deadline) {
    parkUntil(null, deadline);
  }

  public static void parkUntil(@Nullable Object blocker, long deadline) {
    long millis = deadline - Sim.currentTimeMillis();
    if (millis > 0) {
      park(blocker, TimeUnit.MILLISECONDS.toNanos(millis));
    }
  }

  private static void park(@Nullable Object blocker, long nanos) {
    Permit permit = of(Sim.me());
    permit.blocker = blocker;
    Sim.note(permit.at, Kind.WAIT, "parks, for");
    Op.Outcome outcome =
        Sim.await(
            permit.at,
            null,
            Kind.WAKE,
            "goes on with",
            () -> permit.available,
            () -> !permit.available,
            true,
            nanos,
            true);
    permit.blocker = null;
    if (outcome == Op.Outcome.READY) {
      permit.available = false;
      Sim.acquire(permit.at);
    } else {
      Sim.unchanged(permit.at);
    }
  }

  public static @Nullable Object getBlocker(Thread thread) {
    SimThread other = Sim.threadOf(thread);
    if (other == null) {
      return null;
    }
    Permit permit = of(other);
    Sim.look(permit.at, Kind.READ, "looks why " + other.name() + " is parked, at");
    return permit.blocker;
  }

  public static void setCurrentBlocker(@Nullable Object blocker) {
    of(Sim.me()).blocker = blocker;
  }
}
