package workbook.ch02_safety.scoped_lock;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import workbook.grader.cause.Detects;
import workbook.grader.cause.Misconception;

/** The studio on the real processor: two bands come at the same time. */
public class ScopedLockStress {

  /** Both record a song, and there is tape for both. */
  @JCStressTest
  @State
  @Description("Two bands record a song each: two numbers, and all their tape is used")
  @Outcome(
      id = {"1, 2, 3", "2, 1, 3"},
      expect = ACCEPTABLE,
      desc = "two songs, one after the other")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "a number or some tape got lost")
  @Detects(Misconception.LOST_UPDATE)
  public static class TwoSongs {
    private final Studio studio = new Studio(new RedLight(), 10);

    @Actor
    public void ann(III_Result r) {
      r.r1 = studio.recordSong(4, () -> {}).orElse(0);
    }

    @Actor
    public void bob(III_Result r) {
      r.r2 = studio.recordSong(3, () -> {}).orElse(0);
    }

    @Arbiter
    public void evening(III_Result r) {
      r.r3 = studio.metresLeft();
    }
  }
}
