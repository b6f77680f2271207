/** What the notebooks' cells use: grading, and pictures as SVG. Works in any kernel. */
@NullMarked
package workbook.notebook;

import org.jspecify.annotations.NullMarked;
