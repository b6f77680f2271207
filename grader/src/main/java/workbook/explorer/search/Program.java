package workbook.explorer.search;

import java.util.BitSet;
import workbook.explorer.runtime.Chooser;
import workbook.explorer.runtime.Execution;

/**
 * What is explored: something that can be run again and again, each time from the same beginning.
 */
@FunctionalInterface
public interface Program {
  /** Runs it once, to its end. */
  Execution run(Chooser chooser, BitSet racyKeys, boolean recording);
}
