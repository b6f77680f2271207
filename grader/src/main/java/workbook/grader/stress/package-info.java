/**
 * The stress gate: runs the jcstress tests of one exercise in a JVM of their own and watches it
 * from outside.
 *
 * <p>jcstress's own main class probes the machine and forks a JVM for each compilation mode, which
 * costs many seconds a test. Its annotation processor, however, generates for each test a runner
 * that can be driven directly: {@link workbook.grader.stress.StressMain} does that in short bursts
 * and stops at the first forbidden outcome. {@link workbook.grader.stress.StressGate} is the way
 * in.
 */
@NullMarked
package workbook.grader.stress;

import org.jspecify.annotations.NullMarked;
