package workbook.ch06_pools.copy_tree;

import workbook.grader.rules.Grant;
import workbook.grader.rules.Grants;

/**
 * Lets the answer use files.
 *
 * <p>There is no rule about how: who works and who waits is seen by holding up one of them.
 */
@Grants({Grant.FILES})
final class CopyTreeRules {
  private CopyTreeRules() {}
}
