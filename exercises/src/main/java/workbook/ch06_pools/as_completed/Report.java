package workbook.ch06_pools.as_completed;

/** What has come of a district's counting; given, and not to be changed. */
public sealed interface Report {
  /** Returns the district that it is about. */
  District district();

  /** The ballots have been counted. */
  record Counted(District district, int votes) implements Report {}

  /** The counting has come to nothing. */
  record Failed(District district, Throwable cause) implements Report {}
}
