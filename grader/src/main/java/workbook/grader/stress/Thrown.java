package workbook.grader.stress;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An exception, as told by another JVM.
 *
 * @param type the binary name of its class
 * @param message its message, empty if it has none
 * @param frames its stack, innermost first
 * @param cause its cause, if any
 */
public record Thrown(String type, String message, List<Frame> frames, @Nullable Thrown cause) {

  private static final int MAX_FRAMES = 60;
  private static final int MAX_CAUSES = 5;
  private static final int MAX_MESSAGE = 2000;

  static Thrown of(Throwable throwable) {
    return of(throwable, MAX_CAUSES);
  }

  private static Thrown of(Throwable throwable, int causes) {
    Throwable cause = throwable.getCause();
    return new Thrown(
        throwable.getClass().getName(),
        messageOf(throwable),
        Arrays.stream(throwable.getStackTrace()).limit(MAX_FRAMES).map(Frame::of).toList(),
        cause == null || causes == 0 ? null : of(cause, causes - 1));
  }

  /** A learner's exception may throw from its own {@code getMessage}. */
  private static String messageOf(Throwable throwable) {
    try {
      String message = throwable.getMessage();
      if (message == null) {
        return "";
      }
      return message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) + "…" : message;
    } catch (RuntimeException | StackOverflowError e) {
      return "";
    }
  }

  /** Returns the innermost cause, which is this one where there is no other. */
  public Thrown root() {
    return cause == null ? this : cause.root();
  }

  @Override
  public String toString() {
    return message.isEmpty() ? type : type + ": " + message;
  }
}
