package workbook.explorer.runtime;

/** What a call does to the contents of a collection. */
public enum ContentsUse {
  READ(0),
  WRITE(1),
  /** Reads them, now and later, call by call: no lock of the collection's own spans that. */
  WALK(2),
  /** Reads how much there is, which no element in another's place changes. */
  COUNT(3);

  /** What rewritten code calls it. */
  public final int code;

  ContentsUse(int code) {
    this.code = code;
  }

  static ContentsUse of(int code) {
    return switch (code) {
      case 0 -> READ;
      case 1 -> WRITE;
      case 2 -> WALK;
      case 3 -> COUNT;
      default -> throw new IllegalArgumentException("no use has the code " + code);
    };
  }
}
