package workbook.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.explorer.cases.Chances;
import workbook.explorer.trace.Finding;

/** What differs by machine, clock or luck is the same in each schedule, or is refused by name. */
class ChancesTest {
  private static Set<String> outcomes(String scenario) {
    return Explorer.of(Chances.class)
        .outcomes(Chances.class.getName(), scenario, true, 1_000)
        .values();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "machine | 4,null,none,true,ZUTC",
        "clock | 2026-01-01 2026 0,9 2026-01-01,false,Z Asia/Tokyo,1767225600000 "
            + "1767225600000,true,1767225600 1767225600000",
        "past | false false",
        "sleep | 2",
        "luck | 0.5 0.5,-1170105035 -491277234,-1170105035 -1170105035,"
            + "706096086,-1303892499,-1170105035,[5, 2, 6, 4, 8, 3, 7, 1, 9]",
        "identifiers | 5ed39c44-620b-43f4-b26d-9cd107aeeabe f04d7bc2-1066-4455-ad"
            + "2d-8f0143d4ed89 42,false false",
        "texts | java.lang.Object@1 java.lang.Object@2 java.lang.Object@1java.lan"
            + "g.Object@2,1 33 32,false",
        "order | 0,1,2,3,4,5,6,7,8,[0, 1, 2, 3, 4, 5, 6, 7, 8]",
      })
  void isTheSameOnEveryMachine(String scenario, String expected) {
    assertEquals(Set.of(expected), outcomes(scenario));
  }

  @ParameterizedTest
  @CsvSource({
    "memory, java.lang.Runtime.freeMemory",
    "memoryInAll, java.lang.Runtime.totalMemory",
    "memoryAtMost, java.lang.Runtime.maxMemory",
    "secure, java.security.SecureRandom",
    "user, java.lang.System.getProperty(user.name)",
    "environment, java.lang.System.getenv",
    "setting, java.lang.Integer.getInteger",
    "calendar, java.util.Calendar.getInstance",
  })
  void hasNoModel(String scenario, String name) {
    Finding found = Explorer.explore(Chances.class, scenario).finding().orElseThrow();
    assertEquals(name, assertInstanceOf(Finding.NotModelled.class, found).name());
  }
}
