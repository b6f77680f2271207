package workbook.grader.stress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jcstress.os.AffinitySupport;

/**
 * Finds out to which cores actors can be bound.
 *
 * <p>On a machine that is busy with other things, the system likes to put both actors on one core,
 * where they take turns and never meet. Bound to one core each they meet about as often as on an
 * idle machine. Binding is jcstress's, exists on Linux only, and needs JNA.
 */
final class Cores {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int ENOUGH = 8;

  private volatile List<Integer> bindable = List.of();

  private Cores() {}

  /** Starts to find out, in the background since loading the native library takes its time. */
  static Cores find() {
    Cores cores = new Cores();
    Thread.ofPlatform().daemon().name(StressMain.OWN_THREADS + "cores").start(cores::probe);
    return cores;
  }

  /** Returns the cores known by now, none where binding does not work. */
  List<Integer> bindable() {
    return bindable;
  }

  private void probe() {
    try {
      List<Integer> found = allowed();
      if (found.size() < 2) {
        return;
      }
      // A failure within an actor would look like the learner's, so each is tried beforehand. This
      // thread ends here, and its own binding with it.
      for (int core : found) {
        AffinitySupport.bind(core);
      }
      bindable = List.copyOf(found);
    } catch (IOException | RuntimeException | LinkageError e) {
      // Not to be had here: the actors run where the system puts them.
    }
  }

  /** Reads a list such as {@code 0-3,8}. */
  private static List<Integer> allowed() throws IOException {
    if (!Files.isReadable(STATUS)) {
      return List.of();
    }
    List<Integer> cores = new ArrayList<>();
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith("Cpus_allowed_list:")) {
        for (String range : line.substring(line.indexOf(':') + 1).strip().split(",", -1)) {
          String[] ends = range.split("-", -1);
          int last = Integer.parseInt(ends[ends.length - 1]);
          for (int core = Integer.parseInt(ends[0]); core <= last; core++) {
            if (cores.size() < ENOUGH) {
              cores.add(core);
            }
          }
        }
      }
    }
    return cores;
  }
}
