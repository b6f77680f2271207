package workbook.grader.worker;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests that run in a worker and do to it what no answer is allowed to. */
final class DyingProbe {
  private DyingProbe() {}

  static final class Fine {
    @Test
    @DisplayName("does nothing")
    void fine() {}
  }

  static final class LeavesASleeper {
    @Test
    @DisplayName("leaves a thread that sleeps")
    void leaves() {
      onlyInAWorker();
      Thread.ofVirtual().start(DyingProbe::sleep);
      Thread.ofPlatform().daemon().start(DyingProbe::sleep);
    }
  }

  static final class LeavesADeafSleeper {
    @Test
    @DisplayName("leaves a thread that takes no notice of interrupts")
    void leaves() {
      onlyInAWorker();
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            while (true) {
              sleep();
            }
          });
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(Duration.ofDays(1));
    } catch (InterruptedException e) {
      // It has been called away.
    }
  }

  static final class Halts {
    @Test
    @DisplayName("ends the program")
    void halts() {
      onlyInAWorker();
      Runtime.getRuntime().halt(0);
    }
  }

  static final class IsKilled {
    @Test
    @DisplayName("is killed")
    void killed() throws IOException, InterruptedException {
      signal("-KILL");
    }
  }

  static final class FallsSilent {
    @Test
    @DisplayName("falls silent")
    void silent() throws IOException, InterruptedException {
      signal("-STOP");
    }
  }

  /** Whoever runs all tests that he finds shall not run into these. */
  private static void onlyInAWorker() {
    Assumptions.assumeTrue(System.getProperty("workbook.limits") != null);
  }

  private static void signal(String signal) throws IOException, InterruptedException {
    onlyInAWorker();
    new ProcessBuilder("kill", signal, Long.toString(ProcessHandle.current().pid()))
        .start()
        .waitFor();
  }
}
