// Rejected for: notify-for-notify-all
// With one who waits all is well. With two, the first is woken, takes the map and goes, and never
// says a word to the second.
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
    notify();
  }
}
