package workbook.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.explorer.cases.Standstills;
import workbook.explorer.trace.Finding;

/** Whether one thread, stopped anywhere, can hold up another. */
class StandstillTest {
  @ParameterizedTest
  @ValueSource(strings = {"volatileReads", "atomicAdds"})
  void nobodyIsHeldUp(String scenario) {
    Explorer.explore(Standstills.class, scenario).requireNoFault();
  }

  @ParameterizedTest
  @ValueSource(strings = {"monitor", "explicitLock", "spinningReads"})
  void oneIsHeldUpByTheOther(String scenario) {
    Exploration told = Explorer.explore(Standstills.class, scenario);
    Finding.CannotOverlap found =
        assertInstanceOf(Finding.CannotOverlap.class, told.finding().orElse(null));
    assertEquals("Ann", found.first());
    assertEquals("Bob", found.second());
    assertEquals(told, Explorer.explore(Standstills.class, scenario), "the same once more");
  }
}
