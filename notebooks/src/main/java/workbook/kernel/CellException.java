package workbook.kernel;

import java.util.List;

/** Ends a cell; holds what the front end shows instead of a result. */
final class CellException extends Exception {
  private static final long serialVersionUID = 1;

  private final String kind;
  private final transient List<String> lines;

  /**
   * Makes an exception.
   *
   * @param kind a name for programs, such as an exception's class
   * @param message the one sentence that must be said
   * @param lines the whole of what is shown
   */
  CellException(String kind, String message, List<String> lines) {
    super(message, null, false, false);
    this.kind = kind;
    this.lines = List.copyOf(lines);
  }

  String kind() {
    return kind;
  }

  String message() {
    return String.valueOf(getMessage());
  }

  List<String> lines() {
    return lines;
  }
}
