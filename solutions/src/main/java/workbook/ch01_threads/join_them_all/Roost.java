package workbook.ch01_threads.join_them_all;

/** A place where bats spend the day; given, and not to be changed. */
public interface Roost {
  /**
   * Counts the bats that fly out this evening. That takes until the last one is out, which may be a
   * minute or an hour.
   */
  int count();
}
