package workbook.support;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

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
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();

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
                failures.add(failure);
              }
            });
    members.add(member);
    return member;
  }

  /** Waits for all members, then throws the first failure with the others suppressed in it. */
  public void join() throws InterruptedException {
    for (Thread member : members) {
      if (!member.join(PATIENCE)) {
        throw new AssertionError(
            member.getName() + " has not ended within " + PATIENCE.toSeconds() + " s");
      }
    }
    if (!failures.isEmpty()) {
      Throwable first = failures.getFirst();
      failures.stream().skip(1).forEach(first::addSuppressed);
      failures.clear();
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
