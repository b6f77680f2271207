/** Turns sources into class files, one exercise at a time, and tells why it cannot. */
@NullMarked
package workbook.grader.compile;

import org.jspecify.annotations.NullMarked;
