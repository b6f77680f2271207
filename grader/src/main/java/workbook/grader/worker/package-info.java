/**
 * Runs a learner's code in another JVM, which may die, hang or be polluted without harm to any
 * verdict but its own.
 *
 * <p>The parent sends a job as a line of JSON and gets lines of JSON back; what the learner's code
 * prints goes elsewhere.
 */
@NullMarked
package workbook.grader.worker;

import org.jspecify.annotations.NullMarked;
