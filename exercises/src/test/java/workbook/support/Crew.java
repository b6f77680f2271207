package workbook.support;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts named threads, joins every one of them and reports their failures.
 *
 * <p>A failure in a thread that nobody joins is a failure that nobody sees, so a crew is closed by
 * try-with-resources and {@link #close} throws what its members threw. The waits are bounded, and
 * generously: a deadlock is found by the grader long before, not by this clock.
 *
 * {@snippet :
 * try (var crew = new Crew()) {
 *   crew.start("Ann", () -> account.deposit(1));
 *   crew.start("Bob", () -> account.deposit(1));
 * } // both have ended here, and neither has thrown
 * }
 */
public final class Crew implements AutoCloseable {
  /** How long any single wait of a test may take, however slow the machine. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What a member does. */
  @FunctionalInterface
  public interface Task {
    void run() throws Exception;
  }

  private final List<Thread> members = new ArrayList<>(); // confined to the test's thread
  private final List<Throwable> failures = new ArrayList<>(); // guarded by itself
  private final Thread owner = Thread.currentThread();
  private boolean joining; // guarded by failures

  /** Starts a platform thread of that name, which does the task. */
  public Thread start(String name, Task task) {
    Thread member =
        Thread.ofPlatform()
            .name(name)
            .daemon()
            .start(() -> {
              try {
                task.run();
              } catch (Throwable failure) {
                failed(failure);
              }
            });
    members.add(member);
    return member;
  }

  /** Wakes a test that waits for all: others may wait for ever for the one that is no more. */
  private void failed(Throwable failure) {
    synchronized (failures) {
      failures.add(failure);
      if (joining) {
        owner.interrupt();
      }
    }
  }

  /**
   * Waits for all members, or for the first that fails, then throws the first failure with the
   * others suppressed in it.
   */
  public void join() throws InterruptedException {
    try {
      synchronized (failures) {
        joining = failures.isEmpty();
      }
      for (Thread member : joining ? members : List.<Thread>of()) {
        if (!member.join(PATIENCE)) {
          throw new AssertionError(
              member.getName() + " has not ended within " + PATIENCE.toSeconds() + " s");
        }
      }
    } catch (InterruptedException e) {
      synchronized (failures) {
        if (failures.isEmpty()) {
          throw e;
        }
      }
    } finally {
      synchronized (failures) {
        joining = false;
      }
    }
    List<Throwable> all;
    synchronized (failures) {
      all = List.copyOf(failures);
      failures.clear();
    }
    if (!all.isEmpty()) {
      Thread.interrupted(); // by the failure, perhaps, after the last wait
      dismiss();
      Throwable first = all.getFirst();
      all.stream().skip(1).forEach(first::addSuppressed);
      Crew.<RuntimeException>rethrow(first);
    }
  }

  /** Interrupts whoever is still there, and waits for nobody: a test that failed cleans up so. */
  public void dismiss() {
    members.forEach(Thread::interrupt);
  }

  @Override
  public void close() throws InterruptedException {
    join();
  }

  @SuppressWarnings("unchecked") // what a member threw must reach the test as it is
  private static <T extends Throwable> void rethrow(Throwable failure) throws T {
    throw (T) failure;
  }
}
