package workbook.grader.stress;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the JVM under stress tells its parent: one object a line. */
sealed interface Message {

  /** A test begins. */
  record Started(String test, String description) implements Message {}

  /** A test came to an end by itself; what it means is for the table's rows to say. */
  record Measured(TestTable table) implements Message {}

  /** A test with an actor that has to end did not end; nothing else can be run in this JVM. */
  record Stale(TestTable table, ThreadDump dump) implements Message {}

  /** An exception ended a test. */
  record Broke(Reason reason, String test, Thrown thrown, String output) implements Message {

    /** Whose fault an exception is. */
    enum Reason {
      /** The code under test threw it. */
      THREW,
      /** The tests were compiled against other signatures. */
      MISMATCH
    }
  }

  /** The actors make no progress; nothing else can be run in this JVM. */
  record Stuck(String test, String message, ThreadDump dump, String output) implements Message {}

  /** Code under test ends the JVM. */
  record Exiting(String test, List<Frame> frames, String output) implements Message {}

  /** The JVM that jcstress forked for a test came to a sudden end. */
  record Died(String test, String message, String output) implements Message {}

  /** The tests cannot be run. */
  record Unable(String reason, @Nullable Thrown thrown) implements Message {}

  /** All is said. */
  record Finished() implements Message {}
}
