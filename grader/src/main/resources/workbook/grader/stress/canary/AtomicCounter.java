package workbook.grader.stress.canary;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Must hold, or else the machine shows races where there are none. */
@JCStressTest
@Description("Two threads increment an atomic integer.")
@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "both increments are there")
@Outcome(id = "1", expect = Expect.FORBIDDEN, desc = "one increment is lost")
@State
public class AtomicCounter {
  private final AtomicInteger value = new AtomicInteger();

  @Actor
  public void one() {
    value.incrementAndGet();
  }

  @Actor
  public void other() {
    value.incrementAndGet();
  }

  @Arbiter
  public void look(I_Result result) {
    result.r1 = value.get();
  }
}
