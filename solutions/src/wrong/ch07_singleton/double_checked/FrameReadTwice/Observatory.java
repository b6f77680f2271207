// Rejected for: unsafe-publication
// The final field of a record makes its content safe, so the reference to the record may be handed
// on by a race; but each racy read stands for itself. The first may find a frame and the second, a
// line later, null again.
package workbook.ch07_singleton.double_checked;

import java.util.function.Supplier;

public final class Observatory {
  private record Frame(StarMap map) {}

  private final Supplier<StarMap> survey;
  private Frame frame;

  public Observatory(Supplier<StarMap> survey) {
    this.survey = survey;
  }

  public StarMap map() {
    if (frame == null) {
      synchronized (this) {
        if (frame == null) {
          frame = new Frame(survey.get());
        }
      }
    }
    return frame.map();
  }
}
