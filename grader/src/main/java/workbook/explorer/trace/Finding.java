package workbook.explorer.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong in the schedule that was found, in the terms of the field and without a guess at
 * the reason.
 */
public sealed interface Finding {

  /** A sentence for people: what happened, to whom and where. */
  String summary();

  /**
   * An {@link AssertionError} in any thread.
   *
   * @param evidence reads and writes of one thread between which another thread wrote the same
   *     location
   */
  record AssertionFailed(String thread, String message, Place at, List<Interleaving> evidence)
      implements Finding {
    @Override
    public String summary() {
      return "Thread %s: %s (%s)".formatted(thread, Assertions.inWords(message), at);
    }
  }

  /** Any other exception that no code under test caught. */
  record UncaughtException(
      String thread, String type, String message, Place at, List<Interleaving> evidence)
      implements Finding {
    @Override
    public String summary() {
      return "Thread %s dies of %s: %s (%s)".formatted(thread, type, message, at);
    }
  }

  /** Threads that wait for each other in a circle; {@code others} wait too, outside the circle. */
  record Deadlock(List<Waiting> cycle, List<Waiting> others) implements Finding {
    @Override
    public String summary() {
      return "Deadlock: " + Waiting.list(cycle);
    }
  }

  /**
   * Threads that wait for a signal which never comes again.
   *
   * @param signals what was signalled to the objects waited on, in order
   */
  record LostWakeup(List<Waiting> waiting, List<Signal> signals) implements Finding {
    @Override
    public String summary() {
      return "Nobody wakes: " + Waiting.list(waiting);
    }
  }

  /** A thread goes round for ever, or never gets its turn. */
  record NoProgress(String thread, Place at, Reason reason, List<Waiting> others)
      implements Finding {
    /** Why there is no progress. */
    public enum Reason {
      /** A loop reads what no thread will change any more. */
      SPINS_FOR_EVER,
      /** A loop reads a plain field; the write that would end it need never become visible. */
      WRITE_NEVER_SEEN,
      /** A loop never reaches anything that another thread could see or do. */
      RUNS_FOR_EVER,
      /** Threads keep acting, and none of them gets on. */
      LIVELOCK,
      /** Others come and go for ever, and a thread never gets its turn. */
      STARVATION
    }

    @Override
    public String summary() {
      return "Thread %s makes no progress: %s (%s)".formatted(thread, reason, at);
    }
  }

  /**
   * Two accesses to one location, one of them a write, which nothing orders.
   *
   * @param harmless every execution that the memory model allows was tried, and each one passed
   */
  record DataRace(String location, Access first, Access second, boolean harmless)
      implements Finding {
    @Override
    public String summary() {
      return "Data race on %s: %s, and %s, with nothing that orders the two"
          .formatted(location, first, second);
    }
  }

  /** A thread that ended, or a scenario that was over, with a lock still held. */
  record LeakedLock(String thread, String lock, Place takenAt) implements Finding {
    @Override
    public String summary() {
      return "Thread %s ends and still holds %s, taken at %s".formatted(thread, lock, takenAt);
    }
  }

  /** Threads, not daemons, that never end although the scenario is over. */
  record ThreadLeft(List<Waiting> left) implements Finding {
    @Override
    public String summary() {
      return "Left running: " + Waiting.list(left);
    }
  }

  /**
   * Two actions that must be able to overlap, and cannot: the first is always over, or not begun.
   */
  record CannotOverlap(String first, String second, List<Waiting> waiting) implements Finding {
    @Override
    public String summary() {
      return "%s cannot run while %s is under way%s"
          .formatted(second, first, waiting.isEmpty() ? "" : ": " + Waiting.list(waiting));
    }
  }

  /** Something that the explorer has no model of, so that it cannot judge. */
  record NotModelled(String name, Place at) implements Finding {
    @Override
    public String summary() {
      return "Not modelled: %s (%s)".formatted(name, at);
    }
  }

  /**
   * A thread that cannot go on.
   *
   * @param what what it waits for
   * @param heldBy the thread that has it, or null where nobody does
   * @param holds the locks that it holds meanwhile
   */
  record Waiting(
      String thread, String what, @Nullable String heldBy, Place at, List<String> holds) {
    @Override
    public String toString() {
      return "%s waits for %s%s (%s)"
          .formatted(thread, what, heldBy == null ? "" : " held by " + heldBy, at);
    }

    static String list(List<Waiting> all) {
      return String.join("; ", all.stream().map(Waiting::toString).toList());
    }
  }

  /**
   * A signal, and whom it woke.
   *
   * @param all whether it was to wake all waiters
   * @param woken those whom it woke; none where nobody waited
   * @param stillWaiting those who waited on the same object and were not woken
   */
  record Signal(
      int step,
      String thread,
      String object,
      boolean all,
      Place at,
      List<String> woken,
      List<String> stillWaiting) {}

  /** One access to shared data, with the locks held at that moment. */
  record Access(String thread, boolean write, Place at, String value, List<String> held) {
    @Override
    public String toString() {
      return "%s %s (%s, holding %s)"
          .formatted(
              thread, write ? "writes " + value : "reads", at, held.isEmpty() ? "nothing" : held);
    }
  }

  /**
   * What tore a compound action apart: between two accesses of one thread to a location, another
   * thread wrote it. The numbers are those of {@link Step#number}.
   */
  record Interleaving(
      String location, String thread, int read, int write, String other, int between) {}
}
