/** Runs small concurrent scenarios under every schedule that matters. */
@NullMarked
package workbook.explorer;

import org.jspecify.annotations.NullMarked;
