/** Models of the classes of {@link java.lang.invoke} by which variables are accessed. */
@NullMarked
package workbook.explorer.model.lang.invoke;

import org.jspecify.annotations.NullMarked;
