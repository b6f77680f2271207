/** What an exploration tells, as plain data: steps, places and findings. */
@NullMarked
package workbook.explorer.trace;

import org.jspecify.annotations.NullMarked;
