package workbook.ch04_coordination.build_a_semaphore;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;
import workbook.grader.cause.Detects;
import workbook.grader.cause.Misconception;

/** The boat house on the real processor: two people meet there. */
public class BuildASemaphoreStress {

  /** Both try for the last boat. */
  @JCStressTest
  @State
  @Description(
      "Two people try for the last boat: one gets it, the other is told that there is none")
  @Outcome(
      id = {"true, false, 0", "false, true, 0"},
      expect = ACCEPTABLE,
      desc = "one of them got it")
  @Outcome(expect = FORBIDDEN, desc = "one boat for two people, or for none")
  @Detects(Misconception.CHECK_THEN_ACT)
  public static class LastBoat {
    private final BoatHouse house = new BoatHouse(1);

    @Actor
    public void ann(ZZI_Result r) {
      r.r1 = house.tryTakeOut();
    }

    @Actor
    public void bob(ZZI_Result r) {
      r.r2 = house.tryTakeOut();
    }

    @Arbiter
    public void evening(ZZI_Result r) {
      r.r3 = house.ashore();
    }
  }

  /** Both row; what each writes into the log is plain. */
  @JCStressTest
  @State
  @Description("Ann and Bob row one after the other in the one boat, and write into its log")
  @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "two entries, and the boat is back")
  @Outcome(expect = FORBIDDEN, desc = "both were on the lake, or the boat is lost")
  @Detects(Misconception.CHECK_THEN_ACT)
  public static class OneBoat {
    private final BoatHouse house = new BoatHouse(1);
    private int log;

    @Actor
    public void ann() {
      row();
    }

    @Actor
    public void bob() {
      row();
    }

    @Arbiter
    public void evening(II_Result r) {
      r.r1 = log;
      r.r2 = house.ashore();
    }

    private void row() {
      try {
        house.takeOut();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      log++;
      house.bringBack(1);
    }
  }
}
