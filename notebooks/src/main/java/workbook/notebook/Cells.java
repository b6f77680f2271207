package workbook.notebook;

import java.util.Optional;

/** What the kernel knows of the session's cells. */
public interface Cells {
  /** Returns a class that was declared in a cell as the source of a file, or else nothing. */
  Optional<String> fileFor(String packageName, String typeName);
}
