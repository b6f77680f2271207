package workbook.explorer.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.explorer.Explorer;
import workbook.explorer.search.Search;

/**
 * The explorer shows what the Java memory model (JLS 17.4) allows and nothing that it forbids. The
 * outcomes are those that the samples of jcstress document for the same programs, in the order in
 * which the threads read; 9 stands for null.
 */
class LitmusTest {
  @ParameterizedTest
  @CsvSource({
    "messagePlain, 00 01 10 11",
    "messageVolatileFlag, 00 01 11",
    "messageUnderLock, 00 11",
    "messageReaderWithoutLock, 00 01 10 11",
    "storeBufferPlain, 00 01 10 11",
    "storeBufferVolatile, 01 10 11",
    "storeBufferHalfVolatile, 00 01 10 11",
    "loadBufferVolatile, 00 01 10",
    "coherencePlain, 00 01 10 11",
    "coherenceVolatile, 00 01 11",
    "ownWriteIsSeen, 1 2",
    "causalityVolatile, 000 001 010 011 100 101 110 111",
    "transitivity, 000 001 010 011 100 101 111",
    "publishPlain, 0 1 9",
    "publishByVolatile, 1 9",
    "publishFinalField, 1 9",
    "publishByStart, 2",
  })
  void allThatIsAllowedAndNothingElse(String program, String allowed) {
    assertEquals(Set.of(allowed.split(" ", -1)), outcomes(program));
  }

  @ParameterizedTest
  @CsvSource({"independentReadsPlain, 1010, 16", "independentReadsVolatile, 1010, 15"})
  void independentReads(String program, String surprise, int count) {
    Set<String> outcomes = outcomes(program);
    assertEquals(count, outcomes.size(), outcomes.toString());
    assertEquals(count == 16, outcomes.contains(surprise));
  }

  /** What the memory model allows and the explorer does not claim to show: see docs/explorer.md. */
  @ParameterizedTest
  @CsvSource({
    "loadBufferPlain, 00 01 10, 11",
    "messageVolatileDataOnly, 00 01 11, 10",
    "publishVolatileField, 1 9, 0",
  })
  void knownToBeLeftOut(String program, String shown, String leftOut) {
    assertEquals(Set.of(shown.split(" ", -1)), outcomes(program), leftOut);
  }

  private static Set<String> outcomes(String program) {
    Search.Outcomes reduced = outcomes(program, true);
    assertTrue(reduced.complete());
    Search.Outcomes every = outcomes(program, false);
    if (every.complete()) {
      assertEquals(every.values(), reduced.values());
    }
    return new TreeSet<>(reduced.values());
  }

  private static Search.Outcomes outcomes(String program, boolean reduced) {
    return Explorer.of(Litmus.class).outcomes(Litmus.class.getName(), program, reduced, 20_000);
  }
}
