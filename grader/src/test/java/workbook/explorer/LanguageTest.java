package workbook.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.explorer.cases.Language;
import workbook.explorer.search.Search;

/** Rewritten code does what the same code does on the real JVM. */
class LanguageTest {
  private static String onTheRealJvm(String method) throws Exception {
    Sink.take();
    Language.class.getMethod(method).invoke(new Language());
    return Sink.take();
  }

  private static Search.Outcomes explored(String method) {
    return Explorer.of(Language.class).outcomes(Language.class.getName(), method, true, 5_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "switches",
        "enums",
        "references",
        "exceptions",
        "types",
        "inner",
        "interfaces",
        "library"
      })
  void rewrittenCodeDoesTheSame(String method) throws Exception {
    String real = onTheRealJvm(method);
    assertEquals(Set.of(real), explored(method).values());
  }

  @ParameterizedTest
  @ValueSource(strings = {"statics", "enumState"})
  void staticStateIsNewInEachSchedule(String method) throws Exception {
    String real = onTheRealJvm(method);
    assertEquals(Set.of(real), explored(method).values());
  }

  @Test
  void whatTheRealJvmDoesIsAmongWhatIsExplored() throws Exception {
    assertTrue(explored("threads").values().contains(onTheRealJvm("threads")));
  }
}
