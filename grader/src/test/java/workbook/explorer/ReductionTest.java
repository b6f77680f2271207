package workbook.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import workbook.explorer.cases.Arbitrary;
import workbook.explorer.search.Search;

/**
 * The reduced search leaves out schedules, never outcomes.
 *
 * <p>A wake-up without a reason is looked for only where the waiter is woken for a reason too:
 * where it never is, the schedule has failed already. So the outcomes are compared with such
 * wake-ups only for programs in which nobody waits for ever.
 */
class ReductionTest {
  private static final int PROGRAMS = Integer.getInteger("explorer.programs", 40);
  private static final long SEED = Long.getLong("explorer.seed", 1L);
  private static final int KINDS = 19;
  private static final int ENOUGH = 8_000;

  private final Explorer explorer = Explorer.of(Arbitrary.class);

  private Search.Outcomes outcomes(String method, boolean reduced, boolean everyAccess) {
    return explorer.outcomes(Arbitrary.class.getName(), method, reduced, everyAccess, ENOUGH);
  }

  @Test
  void randomProgramsHaveTheSameOutcomesAsWithPlainSearch() {
    Random random = new Random(SEED);
    int compared = 0;
    for (int i = 0; i < PROGRAMS; i++) {
      int[][] program = new int[2 + random.nextInt(2)][];
      for (int t = 0; t < program.length; t++) {
        program[t] = random.ints(1 + random.nextInt(3), 0, KINDS).toArray();
      }
      ProgramText.set(program);
      String text = "seed " + SEED + ", program " + Arrays.deepToString(program);
      Search.Outcomes plain = outcomes("runWithoutSpuriousWakeups", false, false);
      if (plain.complete()) {
        Search.Outcomes reduced = outcomes("runWithoutSpuriousWakeups", true, false);
        compared++;
        assertEquals(plain.values(), reduced.values(), text);
        assertTrue(reduced.complete(), text);
        Search.Outcomes everyAccess = outcomes("runWithoutSpuriousWakeups", true, true);
        if (everyAccess.complete()) {
          assertEquals(everyAccess.values(), reduced.values(), "each access a step: " + text);
        }
      }
      Search.Outcomes spurious = outcomes("run", false, false);
      if (spurious.complete() && spurious.values().stream().noneMatch(v -> v.contains("Lost"))) {
        assertEquals(spurious.values(), outcomes("run", true, false).values(), text);
      }
    }
    assertTrue(compared > PROGRAMS / 4, compared + " of " + PROGRAMS + " compared");
  }
}
