package workbook.ch03_locks.reentrant_lock;

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

/** The key on the real processor: two people use it at the same time. */
public class ReentrantLockStress {

  /** What is guarded is plain; a key that lets both in, or hands nothing on, loses an entry. */
  @JCStressTest
  @State
  @Description("Ann and Bob each make two entries on a list, the second on a second errand")
  @Outcome(id = "4", expect = ACCEPTABLE, desc = "all entries are there")
  @Outcome(expect = FORBIDDEN, desc = "an entry is lost: both were in the depot at once")
  @Detects(Misconception.UNGUARDED_ACCESS)
  public static class TwoErrands {
    private final DepotKey key = new DepotKey();
    private int entries;

    @Actor
    public void ann() {
      errands();
    }

    @Actor
    public void bob() {
      errands();
    }

    @Arbiter
    public void evening(I_Result r) {
      key.take();
      r.r1 = entries;
      key.giveBack();
    }

    private void errands() {
      key.take();
      entries++;
      key.take();
      entries++;
      key.giveBack();
      key.giveBack();
    }
  }
}
