/** Models of classes of {@code java.lang}. */
@NullMarked
package workbook.explorer.model.lang;

import org.jspecify.annotations.NullMarked;
