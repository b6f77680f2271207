package workbook.explorer.render;

import java.util.List;
import org.jspecify.annotations.Nullable;
import workbook.explorer.trace.Place;

/**
 * What both drawings are made from: the steps that matter, each in the lane of its thread.
 *
 * @param lanes the names of the threads, from left to right
 * @param leftOut how many steps of the schedule have no row
 * @param undrawn how many threads have no lane because there are too many
 * @param edges who waits for what that whom has
 * @param circle whether the last edge leads back to the first
 * @param notes sentences about what is special in the rows
 * @param expected what must hold
 * @param came what happened instead
 */
record Picture(
    List<String> lanes,
    List<Row> rows,
    int leftOut,
    int undrawn,
    List<Edge> edges,
    boolean circle,
    List<String> notes,
    String expected,
    String came) {

  /** What a row's sign tells of its step. */
  enum Mark {
    ACTS,
    WAITS,
    FAILS,
    GOES_ROUND
  }

  /** What a thread is up to while others act. */
  enum State {
    /** Not started, or ended. */
    AWAY,
    /** Could go on, and is not let. */
    PAUSED,
    HOLDS,
    WAITS,
    WAITS_AND_HOLDS;

    boolean holds() {
      return this == HOLDS || this == WAITS_AND_HOLDS;
    }

    boolean waits() {
      return this == WAITS || this == WAITS_AND_HOLDS;
    }
  }

  /**
   * One step, or what stands for several.
   *
   * @param number that of the step, or 0 where the row stands for none
   * @param lane whose it is
   * @param from the lane whose thread acted before, or -1 where this thread goes on
   * @param matters whether the finding rests on it
   * @param after what each thread is up to afterwards
   */
  record Row(
      int number,
      Place at,
      int lane,
      int from,
      Mark mark,
      String text,
      boolean matters,
      List<State> after) {}

  /**
   * A thread waits.
   *
   * @param by who has what it waits for, or null
   */
  record Edge(String thread, String what, @Nullable String by) {}
}
