/** A Jupyter kernel for Java: JShell behind the protocol library of the IJava family. */
@NullMarked
package workbook.kernel;

import org.jspecify.annotations.NullMarked;
