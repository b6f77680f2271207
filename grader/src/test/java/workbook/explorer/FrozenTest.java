package workbook.explorer;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.explorer.cases.Frozen;
import workbook.explorer.trace.Finding;

/** What JLS 17.5 promises of final fields, and no more than that. */
class FrozenTest {
  @Test
  void finalFieldsLeadToWholeObjects() {
    Explorer.explore(Frozen.class, "throughAFinalField").requireNoFault();
  }

  @Test
  void theRaceIsToldAllTheSame() {
    var race =
        assertInstanceOf(
            Finding.DataRace.class,
            Explorer.explore(Frozen.class, "throughAFinalFieldByARace").finding().orElse(null));
    assertTrue(race.harmless());
  }

  @ParameterizedTest
  @ValueSource(strings = {"changedAfterwards", "throughAPlainField", "bare", "readTwice"})
  void nothingElseIsPromised(String scenario) {
    assertInstanceOf(
        Finding.AssertionFailed.class,
        Explorer.explore(Frozen.class, scenario).finding().orElse(null));
  }
}
