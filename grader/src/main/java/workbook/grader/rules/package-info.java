/** What an answer may touch and how it may be written, decided before any of its code runs. */
@NullMarked
package workbook.grader.rules;

import org.jspecify.annotations.NullMarked;
