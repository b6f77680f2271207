package workbook.explorer.runtime;

/**
 * Where full fences meet: what came before one of them is known to all who put up a later one, or
 * read a volatile variable later.
 */
final class Fences extends Shared {
  private int writes;

  /** What came before any full fence. */
  int[] before = Clock.ZERO;

  Fences() {
    super("fence");
  }

  /** Numbers a write. */
  int next() {
    return writes++;
  }

  /** The number that the next write will have. */
  int soFar() {
    return writes;
  }
}
