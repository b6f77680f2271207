/**
 * The closed list of reasons for which an answer can be rejected, and how a test names the one it
 * detects. The tests, rules, scenarios and stress tests of every exercise speak this vocabulary.
 */
@NullMarked
package workbook.grader.cause;

import org.jspecify.annotations.NullMarked;
