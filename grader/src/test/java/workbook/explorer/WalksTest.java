package workbook.explorer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ConcurrentModificationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.explorer.cases.Walks;
import workbook.explorer.trace.Finding;

/** Whose contents an iterator, a view, a wrapper or a copy reads, and under which lock. */
class WalksTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "underTheWrappersLock",
        "underTheMapsLock",
        "underTheTablesLock",
        "copiedInOneCall",
        "forEach",
        "copiedUnderALock",
        "bothLook",
        "wrappedByBoth",
        "eachInItsPlace",
        "eachInItsPlaceOfAView",
        "readsAnotherPlace",
        "halvesFilled"
      })
  void whatIsGuardedHolds(String scenario) {
    Exploration explored = Explorer.explore(Walks.class, scenario);
    explored.requireNoFault();
    assertTrue(explored.exhaustive());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "withoutTheWrappersLock",
        "streamed",
        "underTheViewsLock",
        "copiedWithoutALock",
        "givenAway",
        "iteratorEscapes",
        "viewEscapes",
        "sorted",
        "besideItsWrapper",
        "tableWithoutALock",
        "bothInOnePlace",
        "readsThatPlace",
        "replacedOnTheWalk",
        "replacedWhileCopied",
        "replacedWhileItGrows",
        "readWhileItShrinks",
        "besideAPartOfIt",
        "arrayInAStream",
        "arrayCopied",
        "arrayCloned",
        "arrayFilled",
        "arrayCopiedOver",
        "signalBeforeTheWrite"
      })
  void whatIsNotGuardedIsARace(String scenario) {
    Finding found = Explorer.explore(Walks.class, scenario).finding().orElse(null);
    assertFalse(found == null, "nothing was found");
    assertTrue(
        found instanceof Finding.DataRace
            || found instanceof Finding.AssertionFailed
            || found instanceof Finding.UncaughtException thrown
                && thrown.toString().contains("ConcurrentModification"),
        String.valueOf(found));
  }

  @Test
  void aVectorChangedOnTheWayIsNoticedByItsIterator() {
    var thrown =
        assertInstanceOf(
            Finding.UncaughtException.class,
            Explorer.explore(Walks.class, "vectorWithoutALock").finding().orElse(null));
    assertTrue(
        thrown.toString().contains(ConcurrentModificationException.class.getSimpleName()),
        thrown.toString());
  }
}
