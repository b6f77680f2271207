package workbook.explorer.runtime;

/** What a call does to the contents of a collection. */
public enum ContentsUse {
  READ,
  WRITE,
  /** Reads them, now and later, call by call: no lock of the collection's own spans that. */
  WALK
}
