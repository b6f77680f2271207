package workbook.explorer.runtime;

import java.util.List;

/** Who decides: the search, asked at each point where a run could go on in several ways. */
public interface Chooser {
  /** Returned for "no new schedule can come of this run". */
  int STOP = -1;

  /**
   * Chooses the thread to go on.
   *
   * @param candidates the threads that can, the preferred one first
   * @param costs what each one costs in pre-emptions, in the same order
   * @return an index into the candidates, or {@link #STOP}
   */
  int thread(Execution run, List<SimThread> candidates, int[] costs);

  /**
   * Chooses one of several outcomes of the step that is being made; 0 is the preferred one.
   *
   * @param cost what any other than 0 costs in pre-emptions
   */
  int outcome(Execution run, int options, int cost);

  /**
   * After how many steps a fair run that has not ended is looked at: whether it goes in a circle.
   * In a fair run each thread that can go on gets its turn again and again, and sleep and time-outs
   * end on time. 0 for a run that is not fair.
   */
  default int fairSteps() {
    return 0;
  }
}
