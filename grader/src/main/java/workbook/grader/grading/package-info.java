/** Takes answers through the gates, in order, and reaches a verdict on each. */
@NullMarked
package workbook.grader.grading;

import org.jspecify.annotations.NullMarked;
