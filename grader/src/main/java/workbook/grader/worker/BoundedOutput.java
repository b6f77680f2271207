package workbook.grader.worker;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes what a learner's code prints, so that it cannot disturb the channel to the parent, and
 * stops code that prints without end.
 */
final class BoundedOutput extends OutputStream {
  /** More than any exercise has to say: some hundred thousand lines. */
  static final long LIMIT_BYTES = 8L << 20;

  /** Thrown out of a print statement that is one too many. */
  static final class TooMuchOutput extends Error {
    private static final long serialVersionUID = 1;

    TooMuchOutput() {
      super("printed more than " + (LIMIT_BYTES >> 20) + " MB");
    }
  }

  private final AtomicLong written = new AtomicLong();

  private BoundedOutput() {}

  /** Puts a new one in the place of standard output and standard error. */
  static BoundedOutput install() {
    var output = new BoundedOutput();
    var stream = new PrintStream(output, true, StandardCharsets.UTF_8);
    System.setOut(stream);
    System.setErr(stream);
    return output;
  }

  /** Returns whether too much was printed, even if the code caught the error that told it so. */
  boolean isFlooded() {
    return written.get() > LIMIT_BYTES;
  }

  @Override
  public void write(int b) {
    count(1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    count(length);
  }

  private void count(int bytes) {
    if (written.addAndGet(bytes) > LIMIT_BYTES) {
      throw new TooMuchOutput();
    }
  }
}
