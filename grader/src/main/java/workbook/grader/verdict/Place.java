package workbook.grader.verdict;

/**
 * A line of the learner's own code.
 *
 * @param file the file's simple name, such as {@code Account.java}
 * @param line the line, from 1; 0 where only the file is known
 */
public record Place(String file, int line) {
  @Override
  public String toString() {
    return line > 0 ? file + ":" + line : file;
  }
}
