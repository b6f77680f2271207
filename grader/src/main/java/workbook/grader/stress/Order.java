package workbook.grader.stress;

import java.util.List;

/**
 * What the parent asks of the JVM under stress, in the first line that it sends.
 *
 * @param token what every line of the answer begins with, so that nothing that the code under test
 *     prints can pass for one
 * @param tests the qualified names of the tests; empty for all
 * @param budget how long each runs
 * @param mode the mode of jcstress's own main class; empty where its runners are driven directly
 */
record Order(String token, List<String> tests, StressBudget budget, String mode) {}
