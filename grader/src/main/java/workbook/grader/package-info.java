/**
 * The command line of the grader and what wires its parts together.
 *
 * <p>The engine knows keys and folders and no single exercise: it finds what it grades by looking.
 */
@NullMarked
package workbook.grader;

import org.jspecify.annotations.NullMarked;
