package workbook.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.explorer.cases.Regulars;
import workbook.explorer.render.Lanes;
import workbook.explorer.trace.Finding;

/** Whoever can be kept waiting for ever by those who come back starves, and nobody else does. */
class RegularsTest {
  @ParameterizedTest
  @CsvSource({"readersFirst, writer", "bothPermitsAtOnce, Eve"})
  void whoIsNeverLetInStarves(String scenario, String who) {
    Exploration told = Explorer.explore(Regulars.class, scenario);
    var starved =
        assertInstanceOf(Finding.NoProgress.class, told.finding().orElse(null), told::toString);
    assertEquals(Finding.NoProgress.Reason.STARVATION, starved.reason());
    assertEquals(who, starved.thread());
    String lanes = Lanes.of(told.trace(), starved, told.race(), told.expected()).text();
    assertTrue(lanes.contains(who + " never gets its turn"), lanes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"writersFirst", "monitor", "fairLock"})
  void whoIsLetInSoonerOrLaterDoesNot(String scenario) {
    Explorer.explore(Regulars.class, scenario).requireNoFault();
  }

  @Test
  void theTokenLeadsBackToTheSameCircle() {
    Exploration told = Explorer.explore(Regulars.class, "readersFirst");
    var again =
        Explorer.of(Regulars.class).replay(Regulars.class.getName(), "readersFirst", told.replay());
    assertEquals(told.finding(), again.finding());
  }

  @Test
  void onTheRealJvmARegularComesOnce() {
    new RegularsOnTheRealJvm().run();
  }

  /** The same scenario without the explorer. */
  private static final class RegularsOnTheRealJvm {
    private int came;

    void run() {
      Actors.together(Actors.regular("Ann", () -> came++), Actors.actor("Eve", () -> {}));
      assertEquals(1, came);
    }
  }
}
