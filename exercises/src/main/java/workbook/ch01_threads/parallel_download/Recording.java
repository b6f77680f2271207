package workbook.ch01_threads.parallel_download;

/** What became of one download; given, and not to be changed. */
public sealed interface Recording {

  /** Returns the buoy that was asked. */
  Buoy buoy();

  /** The whole recording of a buoy. */
  @SuppressWarnings("ArrayRecordComponent") // recordings are handed on, and never compared
  record Heard(Buoy buoy, byte[] sound) implements Recording {}

  /** That a buoy has sent no recording, or only a part, and what went wrong. */
  record Failed(Buoy buoy, Exception why) implements Recording {}
}
