package workbook.grader.verdict;

/**
 * The schedule that proves a failure.
 *
 * @param replay what {@code -Dreplay=...} must be for exactly this schedule to be run again; empty
 *     where it shows what no schedule can do
 * @param json the threads, steps and finding as a JSON object
 * @param svg the lanes as a picture
 */
public record Schedule(String replay, String json, String svg) {}
