/** Decides which schedules to run. */
@NullMarked
package workbook.explorer.search;

import org.jspecify.annotations.NullMarked;
