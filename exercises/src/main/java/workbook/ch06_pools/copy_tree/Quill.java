package workbook.ch06_pools.copy_tree;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What a scribe writes with: copies the content of one file; given, and not to be changed.
 *
 * <p>That takes its time, and it may break off in the middle. Then what has been written up to
 * there lies where the copy should be.
 */
@FunctionalInterface
public interface Quill {
  /**
   * Copies one file. Any number of threads may call this at the same time, for different files.
   *
   * @param original a file that exists
   * @param copy where to write, in a folder that exists; a file that is there is overwritten
   * @throws IOException if it breaks off; it may break off by a {@code RuntimeException}, too
   */
  void copy(Path original, Path copy) throws IOException;
}
