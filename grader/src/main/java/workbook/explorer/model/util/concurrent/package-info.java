/** Models of classes of {@code java.util.concurrent}. */
@NullMarked
package workbook.explorer.model.util.concurrent;

import org.jspecify.annotations.NullMarked;
