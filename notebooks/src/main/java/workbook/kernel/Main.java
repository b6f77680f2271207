package workbook.kernel;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;

/** Starts the kernel, as Jupyter asks for it: with the path of a connection file. */
public final class Main {
  /** In place of a connection file: run what every start runs, and end. */
  static final String TRAIN = "--train";

  private Main() {}

  /** Runs until the front end says goodbye, or is no more. */
  public static void main(String[] args) throws Exception {
    if (args.length != 1) {
      System.err.println("usage: workbook.kernel.Main CONNECTION_FILE (Jupyter makes that file)");
      System.exit(2);
    }
    if (args[0].equals(TRAIN)) {
      new Shell().run(1, "record Cup(int size) {}\nIO.println(new Cup(3));\nList.of(1, 2)");
      System.exit(0);
    }
    PrintStream console = System.err;
    // No notebook draws on a screen; without this the first picture makes a Dock icon on a Mac.
    System.setProperty("java.awt.headless", "true");
    var connection =
        new Connection(KernelConnectionProperties.parse(Files.readString(Path.of(args[0]))));
    Thread.setDefaultUncaughtExceptionHandler(Main::tell);
    var kernel = new JavaKernel(connection, console);
    kernel.onStartup();
    kernel.becomeHandlerForConnection(connection);
    connection.connect();
    endWithParent();
    connection.awaitClose();
    System.exit(0); // cells may have left threads behind
  }

  /** Says what a thread of a cell died of, unless the kernel itself has ended it. */
  private static void tell(Thread thread, Throwable thrown) {
    if (!(thrown instanceof StopPoints.Stopped)) {
      System.err.print("Exception in thread \"" + thread.getName() + "\" ");
      thrown.printStackTrace();
    }
  }

  /** A front end that dies without a goodbye must not leave its kernel behind. */
  private static void endWithParent() {
    String parent = System.getenv("JPY_PARENT_PID");
    if (parent != null && !parent.isBlank()) {
      ProcessHandle.of(Long.parseLong(parent.strip()))
          .ifPresentOrElse(
              process -> {
                var _ = process.onExit().thenRun(() -> System.exit(1));
              },
              () -> System.exit(1));
    }
  }
}
