package workbook.explorer;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.explorer.cases.Hashes;
import workbook.explorer.trace.Finding;

/** Identity hash codes are not unique, so that some schedule has two that are the same. */
class HashesTest {
  @ParameterizedTest
  @ValueSource(strings = {"areTakenForUnique", "hashCodesAreTakenForUnique"})
  void whoTakesThemForUniqueFails(String scenario) {
    assertInstanceOf(
        Finding.AssertionFailed.class,
        Explorer.explore(Hashes.class, scenario).finding().orElse(null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"staysTheSame", "hashTable"})
  void whoDoesNotPasses(String scenario) {
    Explorer.explore(Hashes.class, scenario).requireNoFault();
  }
}
