package workbook.explorer;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names two actors of a {@link Scenario} of which the first can never hold up the second: wherever
 * the first is stopped, for good, the second still comes to its end. An answer that takes a lock
 * where none is needed cannot promise that, for the first may be stopped with the lock in hand.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface MustNotBlock {
  /** The names: first the one to be stopped, then the one to go on without it. */
  String[] value();
}
