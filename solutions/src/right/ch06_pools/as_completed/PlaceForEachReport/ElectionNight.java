// Right because: there is a future for the first report, one for the second, and so on; whoever is
// done draws the next number and completes that one. The announcer may then ask them one by one.
package workbook.ch06_pools.as_completed;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

public final class ElectionNight {
  public void announce(List<District> districts, ExecutorService helpers, Consumer<Report> radio)
      throws InterruptedException {
    AtomicInteger drawn = new AtomicInteger();
    List<CompletableFuture<Report>> places =
        Stream.generate(CompletableFuture<Report>::new).limit(districts.size()).toList();
    for (District district : districts) {
      helpers.execute(() -> {
        Report report = count(district);
        places.get(drawn.getAndIncrement()).complete(report);
      });
    }
    for (CompletableFuture<Report> place : places) {
      try {
        radio.accept(place.get());
      } catch (ExecutionException e) {
        throw new AssertionError("no place is ever completed so", e);
      }
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
