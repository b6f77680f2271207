package workbook.explorer;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names two actors of a {@link Scenario} that must be able to overlap: in some schedule the second
 * starts and finishes while the first is between its first and its last write to shared state. An
 * answer that locks too much cannot.
 *
 * <p>A thread of a pool can stand for an actor where the scenario decides its name, by a thread
 * factory of its own: it finishes with its first task, and what the pool does between tasks is no
 * write of it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface MustOverlap {
  /** The names: first the one to be in the middle, then the one to run meanwhile. */
  String[] value();
}
