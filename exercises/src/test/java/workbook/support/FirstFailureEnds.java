package workbook.support;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Skips the rest of a class's tests once one has failed.
 *
 * <p>For ordered tests of which a later one takes for granted what an earlier one has shown: it
 * would only take long to fail, and leave more threads behind.
 */
public final class FirstFailureEnds implements ExecutionCondition, TestWatcher {
  private static final Namespace OWN = Namespace.create(FirstFailureEnds.class);

  @Override
  public void testFailed(ExtensionContext test, Throwable cause) {
    test.getParent().orElseThrow().getStore(OWN).put("failed", test.getDisplayName());
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (context.getTestMethod().isEmpty()) {
      return ConditionEvaluationResult.enabled("a class as a whole");
    }
    Object failed = context.getParent().orElseThrow().getStore(OWN).get("failed");
    return failed == null
        ? ConditionEvaluationResult.enabled("nothing has failed yet")
        : ConditionEvaluationResult.disabled("not tried, since this does not hold: " + failed);
  }
}
