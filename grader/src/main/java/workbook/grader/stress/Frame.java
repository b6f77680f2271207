package workbook.grader.stress;

/**
 * A line of a stack.
 *
 * @param className the binary name of the class
 * @param method the method's name
 * @param file the source file's simple name, empty where the class file does not tell
 * @param line the line, from 1; 0 where the class file does not tell
 */
public record Frame(String className, String method, String file, int line) {

  static Frame of(StackTraceElement element) {
    String file = element.getFileName();
    return new Frame(
        element.getClassName(),
        element.getMethodName(),
        file == null ? "" : file,
        Math.max(0, element.getLineNumber()));
  }

  @Override
  public String toString() {
    String at = file.isEmpty() ? "" : "(" + file + (line > 0 ? ":" + line : "") + ")";
    return className + "." + method + at;
  }
}
