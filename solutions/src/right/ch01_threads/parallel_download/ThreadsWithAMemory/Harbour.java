// Right because: each download is an object that runs, and keeps its recording until it has been
// joined.
package workbook.ch01_threads.parallel_download;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

public final class Harbour {
  private Harbour() {}

  public static Recording[] fetchAll(List<Buoy> buoys) throws InterruptedException {
    List<Download> downloads = new ArrayList<>();
    for (Buoy buoy : buoys) {
      Download download = new Download(buoy);
      downloads.add(download);
      download.start();
    }
    Recording[] morning = new Recording[downloads.size()];
    for (int i = 0; i < morning.length; i++) {
      morning[i] = downloads.get(i).recording();
    }
    return morning;
  }

  private static final class Download extends Thread {
    private final Buoy buoy;
    private Recording recording; // written by this thread, read after it has ended

    Download(Buoy buoy) {
      super("download from " + buoy);
      this.buoy = buoy;
    }

    @Override
    public void run() {
      try {
        recording = new Recording.Heard(buoy, buoy.download());
      } catch (IOException | InterruptedException | RuntimeException why) {
        recording = new Recording.Failed(buoy, why);
      }
    }

    Recording recording() throws InterruptedException {
      join();
      return recording;
    }
  }
}
