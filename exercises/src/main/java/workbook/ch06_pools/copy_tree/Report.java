package workbook.ch06_pools.copy_tree;

import java.nio.file.Path;
import java.util.Map;

/**
 * What is told when a folder has been copied; given, and not to be changed.
 *
 * @param copied how many files, not counting folders, have been copied
 * @param failures what went wrong with the others: for each file that could not be copied, and for
 *     each folder that could not be read or made, its path relative to the folder that was to be
 *     copied, and the exception
 */
public record Report(int copied, Map<Path, Exception> failures) {
  public Report {
    failures = Map.copyOf(failures);
  }
}
