// Right because: whoever sets the future makes the survey and the others wait for it; a failed one
// is taken out again.
// The result is copied into a volatile field for those who come later.
package workbook.ch07_singleton.double_checked;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

public final class Observatory {
  private final AtomicReference<CompletableFuture<StarMap>> night = new AtomicReference<>();
  private final Supplier<StarMap> survey;
  private volatile StarMap map;

  public Observatory(Supplier<StarMap> survey) {
    this.survey = survey;
  }

  public StarMap map() {
    StarMap found = map;
    while (found == null) {
      var mine = new CompletableFuture<StarMap>();
      if (night.compareAndSet(null, mine)) {
        found = make(mine);
      } else {
        CompletableFuture<StarMap> other = night.get();
        if (other != null) {
          found = other.join();
        }
      }
    }
    return found;
  }

  private StarMap make(CompletableFuture<StarMap> mine) {
    if (map != null) {
      night.set(null);
      mine.complete(map);
      return map;
    }
    StarMap made = null;
    try {
      made = survey.get();
      map = made;
      return made;
    } finally {
      night.set(null);
      mine.complete(made);
    }
  }
}
