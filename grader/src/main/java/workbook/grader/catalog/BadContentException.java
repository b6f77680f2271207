package workbook.grader.catalog;

/** Says that something in the workbook itself is wrong: which file, where, and what to do. */
public final class BadContentException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BadContentException(String message) {
    super(message);
  }
}
