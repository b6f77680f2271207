package workbook.explorer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import workbook.explorer.cases.Leniently;
import workbook.explorer.trace.Finding;

/** What becomes of a race where not all schedules are tried. */
class LenientlyTest {
  @Test
  void aRaceThatMayDoHarmInAScheduleNotTriedIsAFault() {
    Exploration told = Explorer.explore(Leniently.class, "fewOfMany");
    assertFalse(told.exhaustive());
    assertInstanceOf(Finding.DataRace.class, told.finding().orElse(null));
  }

  @Test
  void aRaceThatOthersJudgeIsNone() {
    Exploration told = Explorer.explore(Leniently.class, "fewOfManyJudgedElsewhere");
    assertFalse(told.exhaustive());
    told.requireNoFault();
  }

  @Test
  void whatComesOfARaceIsAFaultAllTheSame() {
    Exploration told = Explorer.explore(Leniently.class, "somethingComesOfIt");
    assertInstanceOf(Finding.AssertionFailed.class, told.finding().orElse(null));
  }
}
