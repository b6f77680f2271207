package workbook.ch02_safety.check_then_act;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;
import workbook.grader.cause.Detects;
import workbook.grader.cause.Misconception;

/** The bike station on the real processor: two customers come at the same time. */
public class CheckThenActStress {

  /** Both want the last bike. */
  @JCStressTest
  @State
  @Description("Two customers want the last bike: one gets it, the other gets none")
  @Outcome(
      id = {"1, 0, 0", "0, 1, 0"},
      expect = ACCEPTABLE,
      desc = "one of them got bike 1, the stand is empty")
  @Outcome(id = "1, 1, .*", expect = FORBIDDEN, desc = "one bike, rented to both")
  @Detects(Misconception.CHECK_THEN_ACT)
  public static class LastBike {
    private final BikeStation station = new BikeStation(1);

    @Actor
    public void ann(III_Result r) {
      r.r1 = station.rent(bike -> {}).orElse(0);
    }

    @Actor
    public void bob(III_Result r) {
      r.r2 = station.rent(bike -> {}).orElse(0);
    }

    @Arbiter
    public void evening(III_Result r) {
      r.r3 = station.onStand();
    }
  }

  /** Both bring back the same bike. */
  @JCStressTest
  @State
  @Description("The same bike is brought back by two people: it comes back once")
  @Outcome(
      id = {"true, false, 1", "false, true, 1"},
      expect = ACCEPTABLE,
      desc = "one of them brought it back")
  @Outcome(id = "true, true, .*", expect = FORBIDDEN, desc = "one bike, brought back twice")
  @Detects(Misconception.CHECK_THEN_ACT)
  public static class BroughtBackByTwo {
    private final BikeStation station = new BikeStation(1);
    private final int bike = station.rent(number -> {}).orElseThrow();

    @Actor
    public void ann(ZZI_Result r) {
      r.r1 = station.bringBack(bike);
    }

    @Actor
    public void bob(ZZI_Result r) {
      r.r2 = station.bringBack(bike);
    }

    @Arbiter
    public void evening(ZZI_Result r) {
      r.r3 = station.onStand();
    }
  }
}
