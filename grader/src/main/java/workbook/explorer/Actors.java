package workbook.explorer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import workbook.explorer.runtime.Op;
import workbook.explorer.runtime.Sim;
import workbook.explorer.runtime.SimThread;
import workbook.explorer.trace.Step;

/** Starts named threads together and joins them, under the explorer and on the real JVM alike. */
public final class Actors {
  /** What an actor does. */
  @FunctionalInterface
  public interface Body {
    void run() throws Exception;
  }

  /**
   * A thread to be.
   *
   * @param regular whether it comes back for as long as others have not done their work
   */
  public record Actor(String name, Body body, boolean regular) {}

  /** Names what a thread is to do. */
  public static Actor actor(String name, Body body) {
    return new Actor(name, body, false);
  }

  /**
   * Names what a thread is to do again and again, for as long as an {@link #actor} has not done its
   * own: whoever regulars can keep waiting for ever starves, and the explorer tells so.
   *
   * <p>They come back only in the schedules that look for that, in which all go on in turn. In any
   * other schedule, and on the real JVM, they come once.
   */
  public static Actor regular(String name, Body body) {
    return new Actor(name, body, true);
  }

  /**
   * Starts all actors, then waits for all.
   *
   * <p>On the real JVM the first failure is thrown again here, with the others suppressed in it;
   * under the explorer a failing actor ends the schedule on the spot.
   */
  public static void together(Actor... actors) {
    if (Sim.active()) {
      simulated(actors);
    } else {
      real(actors);
    }
  }

  /**
   * Notes what a schedule came to, for a comparison of the outcomes that occur ({@link
   * Explorer#outcomes}). Does nothing on the real JVM.
   */
  public static void observe(Object value) {
    if (Sim.active()) {
      Sim.observe(String.valueOf(value));
    }
  }

  private static void simulated(Actor[] actors) {
    List<SimThread> threads = new ArrayList<>();
    int[] waitedFor = {(int) Arrays.stream(actors).filter(a -> !a.regular()).count()};
    for (Actor a : actors) {
      threads.add(
          Sim.start(
              a.name(),
              false,
              null,
              () -> {
                do {
                  a.body().run();
                } while (a.regular() && Sim.comesBack() && waitedFor[0] > 0);
                waitedFor[0] -= a.regular() ? 0 : 1;
              }));
    }
    for (SimThread t : threads) {
      Op.Outcome outcome =
          Sim.awaitToLook(t.life(), Step.Kind.JOIN, "joins " + t.name(), t::done, false, -1);
      if (outcome == Op.Outcome.READY) {
        Sim.acquire(t.life());
      }
    }
  }

  private static void real(Actor[] actors) {
    List<Throwable> failures = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (Actor a : actors) {
      Thread thread = new RealActor(a, failures);
      thread.start();
      threads.add(thread);
    }
    for (Thread t : threads) {
      try {
        t.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while " + t.getName() + " ran", e);
      }
    }
    synchronized (failures) {
      if (!failures.isEmpty()) {
        Throwable first = failures.get(0);
        failures.stream().skip(1).forEach(first::addSuppressed);
        Actors.<RuntimeException>rethrow(first);
      }
    }
  }

  /**
   * A class of its own, for tools that look into threads but not into what is hidden in a lambda.
   */
  private static final class RealActor extends Thread {
    private final Actor actor;
    private final List<Throwable> failures; // guarded by itself

    RealActor(Actor actor, List<Throwable> failures) {
      super(actor.name());
      this.actor = actor;
      this.failures = failures;
    }

    @Override
    public void run() {
      try {
        actor.body().run();
      } catch (Throwable e) {
        synchronized (failures) {
          failures.add(e);
        }
      }
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> void rethrow(Throwable e) throws E {
    throw (E) e;
  }

  private Actors() {}
}
