/**
 * Small programs, right and wrong, on which the detectors prove themselves at every start. They are
 * no tests of the engine: they run inside a worker as if they were an exercise's.
 */
@NullMarked
package workbook.grader.grading.probe;

import org.jspecify.annotations.NullMarked;
