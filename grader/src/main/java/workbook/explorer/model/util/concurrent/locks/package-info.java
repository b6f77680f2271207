/** Models of locks. */
@NullMarked
package workbook.explorer.model.util.concurrent.locks;

import org.jspecify.annotations.NullMarked;
