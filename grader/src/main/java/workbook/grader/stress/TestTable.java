package workbook.grader.stress;

import java.util.List;
import java.util.Locale;

/**
 * What was seen of one jcstress test.
 *
 * @param test the qualified name of its class
 * @param description its {@code @Description}, empty if it has none
 * @param outcomes the results seen, the most frequent first
 * @param millis how long it ran, in milliseconds
 * @param bursts how many bursts it ran in
 * @param output what the code printed, its middle left out where it is long
 */
public record TestTable(
    String test,
    String description,
    List<OutcomeRow> outcomes,
    long millis,
    int bursts,
    String output) {

  /** Returns how many results were collected in all. */
  public long samples() {
    return outcomes.stream().mapToLong(OutcomeRow::count).sum();
  }

  /** Returns the table as plain text, a line for each result. */
  public String render() {
    int width = outcomes.stream().mapToInt(row -> row.id().length()).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (OutcomeRow row : outcomes) {
      text.append(
          String.format(
              Locale.ROOT,
              "%" + Math.max(6, width) + "s  %,12d times  %-22s  %s%n",
              row.id(),
              row.count(),
              row.expect(),
              row.description()));
    }
    return text.toString();
  }
}
