package workbook.explorer;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.explorer.cases.OnFiles;
import workbook.explorer.trace.Finding;

/** Steps on a file system in memory: in every order, and none that orders anything else. */
class OnFilesTest {
  @Test
  void whatIsDoneInOneStepHolds() {
    Exploration explored = Explorer.explore(OnFiles.class, "madeInOneStep");
    explored.requireNoFault();
    assertTrue(explored.exhaustive());
  }

  @ParameterizedTest
  @ValueSource(strings = {"looksAndThenMakes", "looksByReference"})
  void anotherOneComesBetweenTwoSteps(String scenario) {
    var thrown =
        assertInstanceOf(
            Finding.UncaughtException.class,
            Explorer.explore(OnFiles.class, scenario).finding().orElse(null));
    assertTrue(thrown.toString().contains("FileAlreadyExists"), thrown.toString());
  }

  @Test
  void aFileOrdersNoAccessToMemory() {
    assertInstanceOf(
        Finding.AssertionFailed.class,
        Explorer.explore(OnFiles.class, "filesOrderNothing").finding().orElse(null));
  }

  @Test
  void theFilesOfThisMachineAreRefused() {
    var refused =
        assertInstanceOf(
            Finding.NotModelled.class,
            Explorer.explore(OnFiles.class, "onThisMachine").finding().orElse(null));
    assertTrue(refused.name().contains("Files.deleteIfExists"), refused.name());
  }
}
