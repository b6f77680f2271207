package workbook.grader.cause;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the misconception that a failing check proves.
 *
 * <p>Stands on a test method, a rule's field, a scenario or a stress test; on a class it holds for
 * all that say nothing of their own. Evidence that is more exact than the check's own purpose (a
 * lock cycle, two accesses under different locks) overrides it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.FIELD, ElementType.TYPE})
public @interface Detects {
  /** Returns the misconception that is to blame when the check fails. */
  Misconception value();
}
