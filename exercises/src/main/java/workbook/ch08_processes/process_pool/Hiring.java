package workbook.ch08_processes.process_pool;

import java.io.IOException;

/** Where translators come from; given, and not to be changed. */
@FunctionalInterface
public interface Hiring {
  /**
   * Hires one translator: starts a process, which has its home somewhere else and a memory of its
   * own.
   *
   * <p>For each line that it reads from its standard input, the process writes one line to its
   * standard output, in the same order. Both are UTF-8, and each line ends in a line feed. Nothing
   * comes from it by any other way.
   *
   * @throws IOException if there is none to be had
   */
  Process hire() throws IOException;
}
