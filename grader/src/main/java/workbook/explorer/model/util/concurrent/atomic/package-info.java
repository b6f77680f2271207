/** Models of atomic variables. */
@NullMarked
package workbook.explorer.model.util.concurrent.atomic;

import org.jspecify.annotations.NullMarked;
