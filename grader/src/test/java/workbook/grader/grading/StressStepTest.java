package workbook.grader.grading;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How a stress test's class is found again by the name that jcstress reports. */
class StressStepTest {
  /** Stands for a stress test inside a class of several. */
  static final class Nested {
    /** Nested twice. */
    static final class Deeper {}
  }

  private final ClassLoader loader = StressStepTest.class.getClassLoader();

  @Test
  @DisplayName("A nested class is found although jcstress writes a dot before it")
  void findsNestedClasses() throws ClassNotFoundException {
    String name = StressStepTest.class.getName();
    assertSame(StressStepTest.class, StressStep.load(name, loader));
    assertSame(Nested.class, StressStep.load(name + ".Nested", loader));
    assertSame(Nested.Deeper.class, StressStep.load(name + ".Nested.Deeper", loader));
  }

  @Test
  @DisplayName("A class that is not there is told as that")
  void tellsWhatIsMissing() {
    assertThrows(
        ClassNotFoundException.class, () -> StressStep.load("workbook.grader.Missing", loader));
  }
}
