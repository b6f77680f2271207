/** Finds exercises, their parts and their variants by looking at folders; nothing is registered. */
@NullMarked
package workbook.grader.catalog;

import org.jspecify.annotations.NullMarked;
