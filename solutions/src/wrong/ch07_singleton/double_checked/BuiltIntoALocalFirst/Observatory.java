// Rejected for: unsafe-publication
// The map is first made, then put into the field from an inner synchronized block, so that the end
// of the block should be a barrier. A lock orders only those who take it, and the reader takes
// none.
package workbook.ch07_singleton.double_checked;

import java.util.function.Supplier;

public final class Observatory {
  private final Object barrier = new Object();
  private final Supplier<StarMap> survey;
  private StarMap map;

  public Observatory(Supplier<StarMap> survey) {
    this.survey = survey;
  }

  public StarMap map() {
    if (map == null) {
      StarMap made;
      synchronized (this) {
        made = map;
        if (made == null) {
          synchronized (barrier) {
            made = survey.get();
          }
          map = made;
        }
      }
    }
    return map;
  }
}
