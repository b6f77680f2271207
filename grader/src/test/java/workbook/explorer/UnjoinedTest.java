package workbook.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.explorer.cases.Unjoined;
import workbook.explorer.search.Search;
import workbook.explorer.trace.Finding;

/** The reduced search leaves out nothing that a thread does which nobody waits for. */
class UnjoinedTest {
  private static final int ENOUGH = 20_000;

  private static Search.Outcomes outcomes(String scenario, boolean reduced) {
    return Explorer.of(Unjoined.class)
        .outcomes(Unjoined.class.getName(), scenario, reduced, ENOUGH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"commonPool", "virtualThread", "poolOfDaemons", "sleepsFirst", "ticksForEver"})
  void whatADaemonDoesIsSeenOrNot(String scenario) {
    Search.Outcomes reduced = outcomes(scenario, true);
    assertEquals(Set.of("0", "1"), reduced.values());
    assertTrue(reduced.complete());
    assertEquals(outcomes(scenario, false).values(), reduced.values());
  }

  @Test
  void theOrderInWhichThreadsEndMattersToADaemonThatLooks() {
    Set<String> seen = new TreeSet<>(outcomes("seesOthersEnd", true).values());
    assertTrue(seen.containsAll(Set.of("true/true", "true/false", "false/true")), seen.toString());
  }

  @Test
  void aFaultThatNeedsAFastDaemonIsFound() {
    Exploration told = Explorer.explore(Unjoined.class, "failsWhereTheDaemonIsFaster");
    assertInstanceOf(Finding.AssertionFailed.class, told.found(), told.toString());
  }
}
