/** Holds the workbook's content against what an exercise must bring, and the grader against it. */
@NullMarked
package workbook.grader.selfcheck;

import org.jspecify.annotations.NullMarked;
