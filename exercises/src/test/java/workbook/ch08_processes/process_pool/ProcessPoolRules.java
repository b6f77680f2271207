package workbook.ch08_processes.process_pool;

import workbook.grader.rules.Grant;
import workbook.grader.rules.Grants;

/**
 * Lets the answer look after processes.
 *
 * <p>There is no rule about how: who works, who waits and who is told is seen at the other end of
 * the wires.
 */
@Grants({Grant.PROCESSES})
final class ProcessPoolRules {
  private ProcessPoolRules() {}
}
