package workbook.explorer;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import workbook.explorer.trace.Finding;
import workbook.explorer.trace.Step;

/**
 * What came of exploring one scenario. Two explorations of the same code are equal: the time taken
 * does not count.
 *
 * @param scenario class and method
 * @param expected what must hold, in words
 * @param found what is wrong, or null
 * @param race a data race seen on the way, where the finding is another one; or null
 * @param trace the steps of the failing schedule, or none
 * @param threads the names of its threads, in the order of their starting
 * @param schedules how many were tried
 * @param preemptions of the failing schedule
 * @param exhaustive whether all schedules that can differ were tried, up to the stated numbers of
 *     early time-outs and spurious wake-ups
 * @param replay runs exactly the failing schedule again; empty where there is none
 * @param millis how long it took
 */
public record Exploration(
    String scenario,
    String expected,
    @Nullable Finding found,
    @Nullable Finding race,
    List<Step> trace,
    List<String> threads,
    int schedules,
    int preemptions,
    boolean exhaustive,
    String replay,
    long millis) {

  /** What is wrong. */
  public Optional<Finding> finding() {
    return Optional.ofNullable(found);
  }

  /** Throws an {@link AssertionError} that tells the schedule, where something is wrong. */
  public void requireNoFault() {
    if (found != null) {
      throw new AssertionError(toString());
    }
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof Exploration other
        && scenario.equals(other.scenario)
        && expected.equals(other.expected)
        && Objects.equals(found, other.found)
        && Objects.equals(race, other.race)
        && trace.equals(other.trace)
        && threads.equals(other.threads)
        && schedules == other.schedules
        && preemptions == other.preemptions
        && exhaustive == other.exhaustive
        && replay.equals(other.replay);
  }

  @Override
  public int hashCode() {
    return Objects.hash(scenario, found, trace, schedules, replay);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(scenario).append(": ").append(expected).append('\n');
    if (found == null) {
      text.append("no fault in ").append(schedules).append(" schedules");
      text.append(exhaustive ? ", all of them\n" : "\n");
      return text.toString();
    }
    for (Step step : trace) {
      text.append(step).append('\n');
    }
    text.append("=> ").append(found.summary()).append('\n');
    if (race != null) {
      text.append("   ").append(race.summary()).append('\n');
    }
    text.append(schedules)
        .append(" schedules, ")
        .append(preemptions)
        .append(" pre-emptions, replay ");
    return text.append(replay).append('\n').toString();
  }
}
