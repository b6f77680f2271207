package workbook.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.explorer.cases.Courtesies;
import workbook.explorer.trace.Finding;

/** Threads that keep each other from getting on, without a lock that anybody waits for in vain. */
class CourtesiesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "yielding",
        "atOnce",
        "equalPauses",
        "equalPausesThatGrow",
        "equalPatience",
        "afterYou"
      })
  void whatCanGoOnForEverInStepIsALivelock(String scenario) {
    Exploration told = Explorer.explore(Courtesies.class, scenario);
    var endless =
        assertInstanceOf(Finding.NoProgress.class, told.finding().orElse(null), told::toString);
    assertEquals(Finding.NoProgress.Reason.LIVELOCK, endless.reason());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"randomPauses", "differentPauses", "oneGivesWay", "fewAttempts", "compareAndSet"})
  void whatComesToAnEndSoonerOrLaterIsNone(String scenario) {
    Explorer.explore(Courtesies.class, scenario).requireNoFault();
  }

  @Test
  void theTokenLeadsBackToTheSameCircle() {
    Exploration told = Explorer.explore(Courtesies.class, "yielding");
    assertTrue(told.replay().startsWith("l1:"), told.replay());
    var again =
        Explorer.of(Courtesies.class).replay(Courtesies.class.getName(), "yielding", told.replay());
    assertInstanceOf(Finding.NoProgress.class, again.finding().orElse(null));
  }
}
