package workbook.explorer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.explorer.Explorer;
import workbook.explorer.ProgramText;
import workbook.explorer.Sink;
import workbook.explorer.cases.FuturePrograms;

/**
 * The models of futures and pools do what the real classes do; {@code -Dexplorer.seed} and {@code
 * -Dexplorer.programs} vary it.
 */
class ExecutorModelsDifferTest {
  private static final long SEED = Long.getLong("explorer.seed", 1L);
  private static final int PROGRAMS = Integer.getInteger("explorer.programs", 40);

  @ParameterizedTest
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  @CsvSource({"completableFutures, 30, 5", "futureTasks, 25, 2", "pools, 8, 1"})
  void randomOperationsHaveTheSameResults(String method, int length, int share) throws Exception {
    Random random = new Random(SEED);
    Explorer explorer = Explorer.of(FuturePrograms.class);
    for (int i = 0; i < PROGRAMS * share; i++) {
      int[] program = random.ints(length, 0, 100_000).toArray();
      ProgramText.set(new int[][] {program});
      Sink.take();
      FuturePrograms.class.getMethod(method).invoke(new FuturePrograms());
      String real = Sink.take();
      var explored = explorer.outcomes(FuturePrograms.class.getName(), method, true, 20);
      Sink.take();
      assertEquals(
          Set.of(real),
          explored.values(),
          () -> "seed " + SEED + ", program " + Arrays.toString(program));
    }
  }
}
