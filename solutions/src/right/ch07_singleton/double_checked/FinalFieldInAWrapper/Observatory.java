// Right because: the plain field holds a wrapper whose final field every thread sees whole,
// however it got the wrapper.
// It is read once into a local variable: a second plain read could be null again.
package workbook.ch07_singleton.double_checked;

import java.util.function.Supplier;

public final class Observatory {
  private final Supplier<StarMap> survey;
  private Whole whole;

  public Observatory(Supplier<StarMap> survey) {
    this.survey = survey;
  }

  public StarMap map() {
    Whole found = whole;
    if (found == null) {
      synchronized (this) {
        found = whole;
        if (found == null) {
          found = new Whole(survey.get());
          whole = found;
        }
      }
    }
    return found.map;
  }

  private static final class Whole {
    private final StarMap map;

    Whole(StarMap map) {
      this.map = map;
    }
  }
}
