package workbook.notebook;

import java.util.Optional;
import java.util.Set;

/** What the kernel knows of the session's cells. */
public interface Cells {
  /**
   * Returns a class that was declared in a cell as the source of a file, or else nothing.
   *
   * @param packageName the package that it is to be in
   * @param typeName the class's name
   * @param elsewhere types that have files of their own, whatever the cell declares
   */
  Optional<String> fileFor(String packageName, String typeName, Set<String> elsewhere);
}
