package workbook.ch02_safety.lost_update;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import workbook.grader.cause.Detects;
import workbook.grader.cause.Misconception;

/** The till on the real processor: two waiters use it at the same time, millions of times. */
public class LostUpdateStress {

  /** What comes in and what goes out meet. */
  @JCStressTest
  @State
  @Description("What one waiter takes in and another pays out at the same time ends at 0")
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "both counted")
  @Outcome(id = "5", expect = FORBIDDEN, desc = "the payment is lost")
  @Outcome(id = "-5", expect = FORBIDDEN, desc = "the sale is lost")
  @Detects(Misconception.LOST_UPDATE)
  public static class InAndOut {
    private final Till till = new Till();

    @Actor
    public void ann() {
      till.takeIn(5);
    }

    @Actor
    public void bob() {
      till.payOut(5);
    }

    @Arbiter
    public void evening(I_Result r) {
      r.r1 = till.difference();
    }
  }

  /** Two sales meet. */
  @JCStressTest
  @State
  @Description("Two sales at the same time both count")
  @Outcome(id = "3", expect = ACCEPTABLE, desc = "both counted")
  @Outcome(
      id = {"1", "2"},
      expect = FORBIDDEN,
      desc = "a sale is lost")
  @Detects(Misconception.LOST_UPDATE)
  public static class TwoSales {
    private final Till till = new Till();

    @Actor
    public void ann() {
      till.takeIn(1);
    }

    @Actor
    public void bob() {
      till.takeIn(2);
    }

    @Arbiter
    public void evening(I_Result r) {
      r.r1 = till.difference();
    }
  }
}
