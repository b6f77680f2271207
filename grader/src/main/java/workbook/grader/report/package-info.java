/**
 * What a run tells: the scorecard and the progress on a terminal, and the files for people ({@code
 * summary.md}) and for machines ({@code results.json}, JUnit XML).
 *
 * <p>Everything is drawn from one {@link workbook.grader.verdict.Scorecard}, so that no two reports
 * of a run can disagree. Text that comes from a learner's program is cleaned before it is shown.
 */
@NullMarked
package workbook.grader.report;

import org.jspecify.annotations.NullMarked;
