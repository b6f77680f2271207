/** Makes real threads on the real JVM take their steps in a given order. */
@NullMarked
package workbook.explorer.real;

import org.jspecify.annotations.NullMarked;
