package workbook.explorer.trace;

/** A line of source; an empty file and line 0 stand for "not in the code under test". */
public record Place(String file, int line) {
  /** Stands for "not in the code under test". */
  public static final Place NOWHERE = new Place("", 0);

  @Override
  public String toString() {
    return line == 0 ? "?" : file + ":" + line;
  }
}
