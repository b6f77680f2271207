package workbook.support;

/** What a thread was found doing over a while, seen from outside. */
public enum Stance {
  /** It has come to its end. */
  ENDED,
  /** It waits, without a time-out, for a lock, a signal or a file lock. */
  WAITING,
  /** It waits for a while, looks, and waits again. */
  DOZING,
  /** It runs, and has run for longer than the thing at hand can need. */
  SPINNING
}
