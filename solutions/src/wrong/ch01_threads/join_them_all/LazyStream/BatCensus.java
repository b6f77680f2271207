// Rejected for: sequential-in-disguise
// Two steps, start and join, one after the other on the page. But a stream takes each element
// through all its steps before it takes the next.
package workbook.ch01_threads.join_them_all;

import java.util.List;
import java.util.stream.IntStream;

public final class BatCensus {
  private BatCensus() {}

  public static int[] countAll(List<Roost> roosts) throws InterruptedException {
    int[] bats = new int[roosts.size()];
    IntStream.range(0, bats.length)
        .mapToObj(i -> new Thread(() -> bats[i] = roosts.get(i).count()))
        .peek(Thread::start)
        .forEach(volunteer -> {
          try {
            volunteer.join();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    return bats;
  }
}
