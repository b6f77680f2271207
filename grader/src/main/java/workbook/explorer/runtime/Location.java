package workbook.explorer.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field, an array element or the contents of a collection: who accessed it last, and for racy
 * ones what was written.
 */
final class Location extends Shared {
  /** The last write: thread and epoch; thread -1 for none. */
  int writer = -1;

  int writeEpoch;
  Trace.@Nullable Mark writeMark;

  /** Epoch of each thread's last read, by thread number. */
  int[] reads = Clock.ZERO;

  @Nullable List<Trace.@Nullable Mark> readMarks;

  /** Epochs of each thread's last read, and write, that was more than plain. */
  int[] orderedReads = Clock.ZERO;

  int[] orderedWrites = Clock.ZERO;
  Trace.@Nullable Mark orderedMark;

  /** Which writes the threads are known to have read, by reads that were more than plain. */
  final List<Sight> sights = new ArrayList<>(0);

  /** All writes, oldest first, for a location on which threads race. */
  @Nullable List<Write> history;

  /** The first thread that came here, and whether another one did; for the trace. */
  int firstThread = -1;

  boolean sharedByThreads;

  /** The object that it is part of. */
  final Shadow of;

  Location(String type, Shadow of) {
    super(type);
    this.of = of;
  }

  Trace.@Nullable Mark readMark(int thread) {
    List<Trace.@Nullable Mark> marks = readMarks;
    return marks == null || thread >= marks.size() ? null : marks.get(thread);
  }

  void markRead(int thread, Trace.@Nullable Mark mark) {
    List<Trace.@Nullable Mark> marks = readMarks;
    if (marks == null) {
      readMarks = marks = new ArrayList<>();
    }
    while (marks.size() <= thread) {
      marks.add(null);
    }
    marks.set(thread, mark);
  }

  /** A thread, in one of its epochs, has read the write of this number. */
  record Sight(int thread, int epoch, int write) {}

  /**
   * A write to a location on which threads race, or which is not always accessed as a volatile
   * field.
   *
   * @param released what its reader learns to have happened before
   * @param number its number among all writes of the run
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Write(
      int thread,
      int epoch,
      int[] clock,
      @Nullable Object value,
      Order order,
      int[] released,
      int number) {
    static Write initial(@Nullable Object value) {
      return new Write(-1, 0, Clock.ZERO, value, Order.PLAIN, Clock.ZERO, -1);
    }

    boolean happensBefore(int[] later) {
      return thread < 0 || Clock.get(later, thread) >= epoch;
    }
  }
}
