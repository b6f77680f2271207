package workbook.explorer.runtime;

/**
 * How strong an access to a variable is, as {@link java.lang.invoke.VarHandle} tells them apart.
 */
public enum Order {
  /** A plain access: two of them, one a write, are a data race where nothing orders them. */
  PLAIN,
  /** Indivisible, and later writes come into sight some time; it orders nothing else. */
  OPAQUE,
  /** A write whose reader knows what came before it; a read that learns so. */
  RELEASE_ACQUIRE,
  /** As a volatile field: besides, all such accesses are in one order that threads agree on. */
  VOLATILE;

  /** Whether it hands on, or takes over, what happened before. */
  boolean synchronises() {
    return this == RELEASE_ACQUIRE || this == VOLATILE;
  }
}
