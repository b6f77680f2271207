// Rejected for: wrong-order
// anyOf tells that one of them is done, and then the first in the list that is done is taken for
// it. While the radio is slow, several are.
package workbook.ch06_pools.as_completed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

public final class ElectionNight {
  public void announce(List<District> districts, ExecutorService helpers, Consumer<Report> radio)
      throws InterruptedException {
    List<CompletableFuture<Report>> open = new ArrayList<>();
    for (District district : districts) {
      open.add(CompletableFuture.supplyAsync(() -> count(district), helpers));
    }
    while (!open.isEmpty()) {
      try {
        CompletableFuture.anyOf(open.toArray(CompletableFuture[]::new)).get();
      } catch (ExecutionException e) {
        throw new AssertionError("a report is never a failure of its own", e);
      }
      CompletableFuture<Report> done =
          open.stream().filter(CompletableFuture::isDone).findFirst().orElseThrow();
      open.remove(done);
      radio.accept(done.join());
    }
  }

  private static Report count(District district) {
    try {
      return new Report.Counted(district, district.count());
    } catch (Throwable thrown) {
      return new Report.Failed(district, thrown);
    }
  }
}
