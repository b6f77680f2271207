package workbook.explorer.model.util.concurrent.atomic;

import java.io.Serializable;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.trace.Step.Kind;

/**
 * What adders and accumulators share: additions are steps that commute, so that the search need not
 * order them.
 *
 * <p>A read is one step, and so is a reset. The real classes spread a sum over several cells and
 * read one after the other, so theirs may be the sum of no moment; that is left out. What came
 * before an addition happened before what follows a read that counts it.
 */
@SuppressWarnings("serial")
abstract class Sum extends Number implements Serializable {
  private final transient Shared sum;

  Sum(String type) {
    this.sum = Sim.shared(type);
  }

  /** Makes a step that adds. */
  final void adds(Object what) {
    Sim.stepInAnyOrder(sum, Kind.UPDATE, "adds to");
    Sim.release(sum);
    Sim.value(what);
  }

  /** Makes a step that takes a value in, in an order that may matter. */
  final void changes(Object what) {
    Sim.step(sum, Kind.UPDATE, "adds to");
    Sim.release(sum);
    Sim.value(what);
  }

  /** Makes a step that reads. */
  final void reads() {
    Sim.look(sum, Kind.READ, "sums up");
    Sim.acquire(sum);
  }

  /** Makes a step that reads and sets back. */
  final void resets() {
    Sim.step(sum, Kind.UPDATE, "resets");
    Sim.acquire(sum);
    Sim.release(sum);
  }
}
