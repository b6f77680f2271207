/** Models of classes of {@code java.util} that start threads. */
@NullMarked
package workbook.explorer.model.util;

import org.jspecify.annotations.NullMarked;
