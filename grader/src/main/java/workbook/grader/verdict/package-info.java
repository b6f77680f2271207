/** What the grader finds out about an answer, as data: gates, checks, verdicts and scores. */
@NullMarked
package workbook.grader.verdict;

import org.jspecify.annotations.NullMarked;
