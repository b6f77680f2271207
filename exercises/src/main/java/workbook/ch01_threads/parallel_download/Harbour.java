package workbook.ch01_threads.parallel_download;

import java.io.IOException;
import java.util.List;

/**
 * The harbour office, where the recordings of a night are fetched in the morning.
 *
 * <p>As it stands, it asks one buoy after the other, and each of them makes it wait. And if one of
 * them does not answer, it asks no further.
 *
 * <p>The method keeps its name and its parameter; inside, everything is yours to change.
 */
public final class Harbour {
  private Harbour() {}

  /**
   * Fetches the recordings of all buoys at the same time, and waits until each of them has come or
   * failed.
   *
   * @return what became of each download, in the order of the buoys
   */
  public static Recording[] fetchAll(List<Buoy> buoys) throws InterruptedException {
    Recording[] morning = new Recording[buoys.size()];
    for (int i = 0; i < morning.length; i++) {
      // TODO 2: while this buoy sends, what do the others do? And the processor?
      Buoy buoy = buoys.get(i);
      try {
        morning[i] = new Recording.Heard(buoy, buoy.download());
      } catch (IOException silent) {
        // TODO 3: what is in this buoy's place, and in the places after it? Is this all that can go
        //  wrong? And who will be told, once a download has a thread of its own?
        break;
      }
    }
    return morning;
  }
}
