package workbook.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The line from a {@link ChildJvm} to the test that started it.
 *
 * <p>It takes over the standard streams: what the code under test prints goes to standard error,
 * where it cannot be mistaken for a message.
 */
public final class ParentLine {
  private final BufferedReader fromParent;
  private final PrintStream toParent;

  private ParentLine(BufferedReader fromParent, PrintStream toParent) {
    this.fromParent = fromParent;
    this.toParent = toParent;
  }

  /** Takes over the standard streams; to be called once, before anything is printed. */
  public static ParentLine open() {
    var line =
        new ParentLine(
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
            System.out);
    System.setOut(System.err);
    return line;
  }

  /** Waits for the parent's next line, and ends this JVM if there is none: nobody is to be left. */
  public String hear() {
    try {
      String line = fromParent.readLine();
      if (line != null) {
        return line;
      }
    } catch (IOException e) {
      // As good as an end of the stream.
    }
    Runtime.getRuntime().halt(0);
    throw new AssertionError("halted above");
  }

  /** Sends a line; line breaks inside become spaces. */
  public synchronized void tell(String line) {
    toParent.println(line.replaceAll("\\R", " "));
    toParent.flush();
  }
}
