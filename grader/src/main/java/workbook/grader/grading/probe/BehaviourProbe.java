package workbook.grader.grading.probe;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One test that passes and two that fail, one of them in a thread that nobody joins for news. */
class BehaviourProbe {
  @Test
  @DisplayName("passes: two and two is four")
  void right() {
    Assertions.assertEquals(4, Integer.sum(2, 2));
  }

  @Test
  @DisplayName("fails: two and two is five")
  void wrong() {
    Assertions.assertEquals(5, Integer.sum(2, 2));
  }

  @Test
  @DisplayName("fails: an exception ends a thread")
  void wrongElsewhere() throws InterruptedException {
    Thread thread =
        Thread.ofPlatform()
            .name("probe")
            .start(() -> {
              throw new IllegalStateException("as it must");
            });
    thread.join();
  }
}
