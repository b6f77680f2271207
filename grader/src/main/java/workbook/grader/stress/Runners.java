package workbook.grader.stress;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.runners.ForkedTestConfig;
import org.openjdk.jcstress.infra.runners.Runner;
import org.openjdk.jcstress.infra.runners.SpinLoopStyle;

/** Makes the runners that jcstress's annotation processor generated. */
final class Runners {

  private Runners() {}

  /**
   * How one burst runs.
   *
   * @param millis how long, in milliseconds
   * @param strideSize how many samples actors work through between two points where they meet
   * @param strideCount how many such points there are in a round
   * @param cores the core of each actor, empty to leave it to the system
   */
  record Burst(int millis, int strideSize, int strideCount, List<Integer> cores) {}

  /** Thrown where a test in the list has no runner. */
  static final class NoRunnerException extends Exception {
    private static final long serialVersionUID = 1;

    NoRunnerException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Makes a runner; an error of linking to the tested classes comes out as it is. */
  static Runner<?> make(TestInfo test, ForkedTestConfig config) throws NoRunnerException {
    try {
      return Class.forName(test.generatedRunner())
          .asSubclass(Runner.class)
          .getConstructor(ForkedTestConfig.class)
          .newInstance(config);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new NoRunnerException("the runner of " + test.name() + " cannot be made", e);
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new NoRunnerException(
          "the runner of "
              + test.name()
              + " is not there; were its sources compiled with jcstress's annotation processor?",
          e);
    }
  }

  /**
   * Makes a configuration by the only way that needs no command line of jcstress's, parsing which
   * heats up every core for more than a second: its own wire format.
   *
   * @param footprintMb how much memory a round may take, in megabytes
   */
  @SuppressWarnings("EnumOrdinal") // The ordinal is what jcstress's wire format holds.
  static ForkedTestConfig config(TestInfo test, Burst burst, int footprintMb) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream data = new DataOutputStream(bytes)) {
      // Spinning keeps both actors on a core. With yield instead, a busy machine runs them in turn:
      // ten times the samples, and hardly any in which they met.
      data.writeInt(SpinLoopStyle.THREAD_SPIN_WAIT.ordinal());
      data.writeInt(burst.millis());
      data.writeInt(1);
      data.writeUTF(test.generatedRunner());
      data.writeInt(footprintMb);
      data.writeInt(burst.strideSize());
      data.writeInt(burst.strideCount());
      data.writeBoolean(!burst.cores().isEmpty());
      if (!burst.cores().isEmpty()) {
        data.writeInt(test.threads());
        for (int actor = 0; actor < test.threads(); actor++) {
          data.writeInt(burst.cores().get(actor % burst.cores().size()));
        }
      }
      return new ForkedTestConfig(
          new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
