package workbook.grader.stress;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.openjdk.jcstress.infra.StateCase;
import org.openjdk.jcstress.infra.TestInfo;
import workbook.grader.stress.OutcomeRow.Expectation;

/**
 * Says of each result what its test says of it.
 *
 * <p>The rule is jcstress's own: an outcome whose id is the very result, else the first one whose
 * id matches it as a regular expression, else the outcome without an id, else {@code FORBIDDEN}.
 * Its {@code TestGrading} cannot be called, since it wants a result with a whole run's
 * configuration.
 */
final class Grades {

  private Grades() {}

  /** Grades results, the most frequent first. */
  static List<OutcomeRow> grade(TestInfo test, Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(seen -> {
          StateCase said = caseOf(test, seen.getKey());
          String description = said.description();
          return new OutcomeRow(
              seen.getKey(),
              seen.getValue(),
              Expectation.valueOf(said.expect().name()),
              description == null ? "" : description);
        })
        .sorted(
            Comparator.comparingLong(OutcomeRow::count).reversed().thenComparing(OutcomeRow::id))
        .toList();
  }

  private static StateCase caseOf(TestInfo test, String result) {
    return test.cases().stream()
        .filter(c -> c.matchesExactly(result))
        .findFirst()
        .or(() -> test.cases().stream().filter(c -> c.matches(result)).findFirst())
        .orElseGet(test::unmatched);
  }
}
