package workbook.grader.stress.canary;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Must be seen to fail, or else the machine cannot show races at present. */
@JCStressTest
@Description("Two threads increment a plain field.")
@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "both increments are there")
@Outcome(id = "1", expect = Expect.FORBIDDEN, desc = "one increment is lost")
@State
public class RacyCounter {
  private int value;

  @Actor
  public void one() {
    value++;
  }

  @Actor
  public void other() {
    value++;
  }

  @Arbiter
  public void look(I_Result result) {
    result.r1 = value;
  }
}
