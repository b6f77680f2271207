package workbook.explorer;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A few lines to be run under every schedule that matters: a method without parameters in a class
 * with a constructor without parameters. Each schedule has a fresh instance; the method runs as
 * thread "main" and throws an {@link AssertionError} where the outcome is wrong.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Scenario {
  /** What must hold, a sentence. */
  String value();

  /** How many schedules to try at most. */
  int maxSchedules() default 50_000;

  /**
   * Whether a time-out may fire although other threads could still go on; a time-out is no promise
   * about them.
   */
  boolean earlyTimeouts() default true;

  /**
   * Whether a data race is no fault as long as every execution that the memory model allows, stale
   * reads included, was tried and passes. Else a race is one whatever comes of it.
   */
  boolean harmlessRaces() default false;

  /**
   * Whether a data race is no fault here unless something fails. For a scenario with more schedules
   * than can all be tried, beside smaller ones that judge the same races by all of theirs.
   */
  boolean racesJudgedElsewhere() default false;

  /**
   * Whether code that uses what has no model is not judged here at all, for tests of another kind
   * judge the same. Else that is refused, and whether the code is right stays open.
   */
  boolean unmodelledJudgedElsewhere() default false;

  /** Whether a waiting thread may wake up without a reason, as the specification allows. */
  boolean spuriousWakeups() default true;
}
