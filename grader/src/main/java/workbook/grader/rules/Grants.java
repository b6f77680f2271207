package workbook.grader.rules;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Widens what a learner's code may touch in one exercise; stands on its class of rules.
 *
 * <p>It lies with the tests and not with the exercise's page, since the page is the learner's.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Grants {
  /** Returns what is granted. */
  Grant[] value();
}
