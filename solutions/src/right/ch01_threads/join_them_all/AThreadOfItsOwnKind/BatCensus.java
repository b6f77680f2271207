// Right because: each volunteer is an object that is a thread, and keeps its figure until it is
// asked.
package workbook.ch01_threads.join_them_all;

import java.util.List;

public final class BatCensus {
  private BatCensus() {}

  public static int[] countAll(List<Roost> roosts) throws InterruptedException {
    Volunteer[] volunteers = new Volunteer[roosts.size()];
    for (int i = 0; i < volunteers.length; i++) {
      volunteers[i] = new Volunteer(roosts.get(i));
    }
    for (Volunteer volunteer : volunteers) {
      volunteer.start();
    }
    int[] bats = new int[volunteers.length];
    for (int i = 0; i < volunteers.length; i++) {
      volunteers[i].join();
      bats[i] = volunteers[i].counted;
    }
    return bats;
  }

  private static final class Volunteer extends Thread {
    private final Roost roost;
    private int counted; // written by this thread, read after it has ended

    Volunteer(Roost roost) {
      this.roost = roost;
    }

    @Override
    public void run() {
      counted = roost.count();
    }
  }
}
