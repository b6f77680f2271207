package workbook.ch07_singleton.double_checked;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import workbook.grader.cause.Detects;
import workbook.grader.cause.Misconception;

/** The first night on the real processor: two visitors come at the same time. */
public class DoubleCheckedStress {

  /** Both come before there is a map; a blank one can be met on weakly ordered processors only. */
  @JCStressTest
  @State
  @Description("Two visitors come in the first night: one survey, and both see all its stars")
  @Outcome(id = "9096, 9096, 1", expect = ACCEPTABLE, desc = "one survey, a whole map for both")
  @Outcome(id = "9096, 9096, 2", expect = FORBIDDEN, desc = "two surveys")
  @Outcome(expect = FORBIDDEN, desc = "a map that is not whole, or none at all")
  @Detects(Misconception.SECOND_INSTANCE)
  public static class FirstNight {
    private final AtomicInteger surveys = new AtomicInteger();
    private final Observatory observatory = new Observatory(this::survey);

    private StarMap survey() {
      surveys.incrementAndGet();
      var map = new StarMap();
      map.enter(9_096);
      return map;
    }

    @Actor
    public void ann(III_Result r) {
      r.r1 = observatory.map().stars();
    }

    @Actor
    public void bob(III_Result r) {
      r.r2 = observatory.map().stars();
    }

    @Arbiter
    public void morning(III_Result r) {
      r.r3 = surveys.get();
    }
  }
}
