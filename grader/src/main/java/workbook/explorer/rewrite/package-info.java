/** Rewrites the class files of the code under test. */
@NullMarked
package workbook.explorer.rewrite;

import org.jspecify.annotations.NullMarked;
