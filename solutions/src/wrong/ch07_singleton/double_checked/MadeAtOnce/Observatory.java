// Rejected for: wrong-result
// Made in the constructor and held in a final field: safe, simple, and not what is asked for,
// since a survey is made that perhaps nobody wants. It is often the better design.
package workbook.ch07_singleton.double_checked;

import java.util.function.Supplier;

public final class Observatory {
  private final StarMap map;

  public Observatory(Supplier<StarMap> survey) {
    this.map = survey.get();
  }

  public StarMap map() {
    return map;
  }
}
