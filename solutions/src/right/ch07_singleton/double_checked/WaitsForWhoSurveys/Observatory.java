// Right because: the lock guards who makes the map and is held for moments only; all who wait are
// told, and the first of them looks whether there is a map.
package workbook.ch07_singleton.double_checked;

import java.util.function.Supplier;

public final class Observatory {
  private final Supplier<StarMap> survey;
  private volatile StarMap map;
  private boolean surveying;

  public Observatory(Supplier<StarMap> survey) {
    this.survey = survey;
  }

  public StarMap map() {
    StarMap found = map;
    if (found != null) {
      return found;
    }
    if (beginsSurvey()) {
      try {
        map = survey.get();
      } finally {
        endSurvey();
      }
    }
    return map;
  }

  /** Returns false if there is a map, after a wait for who is making it. */
  private synchronized boolean beginsSurvey() {
    boolean interrupted = false;
    while (surveying) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (map == null) {
      surveying = true;
    }
    return surveying;
  }

  private synchronized void endSurvey() {
    surveying = false;
    notifyAll();
  }
}
