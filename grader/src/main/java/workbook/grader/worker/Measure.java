package workbook.grader.worker;

/**
 * What it cost to explore one scenario, and whether the same came of it each time.
 *
 * @param scenario class and method
 * @param failed whether a fault was found
 * @param exhaustive whether all schedules that can differ were tried
 * @param schedules how many were tried
 * @param firstMicros how long the first exploration took
 * @param medianMicros the median of those after it
 * @param same how many explorations gave the first one's bytes: finding, lanes, data and picture
 * @param repeats how many there were
 */
public record Measure(
    String scenario,
    boolean failed,
    boolean exhaustive,
    int schedules,
    long firstMicros,
    long medianMicros,
    int same,
    int repeats) {}
