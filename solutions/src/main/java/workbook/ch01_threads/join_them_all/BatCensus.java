package workbook.ch01_threads.join_them_all;

import java.util.ArrayList;
import java.util.List;

/** One evening of the yearly bat census: every volunteer that is sent out is waited for. */
public final class BatCensus {
  private BatCensus() {}

  /** Has the bats of all roosts counted at the same time, and waits for all the figures. */
  public static int[] countAll(List<Roost> roosts) throws InterruptedException {
    int[] bats = new int[roosts.size()]; // each place is written by one thread, and read after join
    List<Thread> volunteers = new ArrayList<>();
    for (int i = 0; i < bats.length; i++) {
      int place = i;
      Thread volunteer = new Thread(() -> bats[place] = roosts.get(place).count());
      volunteer.start();
      volunteers.add(volunteer);
    }
    for (Thread volunteer : volunteers) {
      volunteer.join();
    }
    return bats;
  }
}
