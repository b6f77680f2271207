package workbook.ch06_pools.as_completed;

/** A district with ballots to be counted; given, and not to be changed. */
public interface District {
  /** Counts the ballots, which may take long. */
  int count() throws Exception;
}
