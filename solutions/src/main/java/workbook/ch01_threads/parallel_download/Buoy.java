package workbook.ch01_threads.parallel_download;

import java.io.IOException;

/** A buoy at sea that has recorded whales for a night; given, and not to be changed. */
public interface Buoy {
  /**
   * Downloads the recording of the last night. That takes a while: the buoy sends as fast as it can
   * in the sea that it is in.
   *
   * @throws IOException if nothing comes, or not all of it
   */
  byte[] download() throws IOException, InterruptedException;
}
