package workbook.ch03_locks.lock_ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import workbook.grader.cause.Detects;
import workbook.grader.cause.Misconception;

/** The cellar on the real processor: two people pump or measure at the same time. */
public class LockOrderingStress {

  /** One pumps there, the other pumps back; a deadlock shows as a test that does not end. */
  @JCStressTest
  @State
  @Description("Ann and Bob pump between two tanks, one there and one back: both are served")
  @Outcome(id = "35, 45", expect = ACCEPTABLE, desc = "both have pumped")
  @Outcome(expect = FORBIDDEN, desc = "beer is lost, or was counted twice")
  @Detects(Misconception.LOST_UPDATE)
  public static class ThereAndBack {
    private final Tank one = new Tank(7, 50);
    private final Tank two = new Tank(7, 30);

    @Actor
    public void ann() {
      one.pumpTo(two, 20, () -> {});
    }

    @Actor
    public void bob() {
      two.pumpTo(one, 5, () -> {});
    }

    @Arbiter
    public void monday(II_Result r) {
      r.r1 = one.litres();
      r.r2 = two.litres();
    }
  }

  /** One pumps, the other measures. */
  @JCStressTest
  @State
  @Description("While Ann pumps, Bob measures both tanks: nothing is missing and nothing doubled")
  @Outcome(id = "80, 80", expect = ACCEPTABLE, desc = "all the beer, both times")
  @Outcome(expect = FORBIDDEN, desc = "the beer in the hose was missed, or counted twice")
  @Detects(Misconception.UNGUARDED_ACCESS)
  public static class MeasuredWhilePumping {
    private final Tank one = new Tank(1, 50);
    private final Tank two = new Tank(2, 30);

    @Actor
    public void ann() {
      one.pumpTo(two, 20, () -> {});
    }

    @Actor
    public void bob(II_Result r) {
      r.r1 = Tank.inBoth(one, two);
      r.r2 = Tank.inBoth(two, one);
    }
  }
}
