package workbook.ch09_coroutines.virtual_echo_server;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A cliff in the mountains that answers whoever calls: a server that sends back each line.
 *
 * <p>As it stands, it answers one visitor at a time. Everybody else has to wait until that one has
 * gone home; and most visitors call once and then look at the mountains for hours.
 *
 * <p>Let it answer thousands at a time. What exactly that means is in the README beside this file.
 * The signatures below must stay as they are; inside, everything may be changed.
 */
public final class EchoWall implements AutoCloseable {
  private final ServerSocket entrance;

  /**
   * Makes a wall that nobody can come to yet.
   *
   * @param entrance bound to a port, and from now on the wall's own: closing the wall closes it
   */
  public EchoWall(ServerSocket entrance) {
    this.entrance = entrance;
    // TODO 1: what does the wall have to know of its visitors?
  }

  /** Begins to let visitors in, and returns at once. Called once. */
  public void open() {
    Thread.ofPlatform().daemon().name("entrance").start(this::letIn);
  }

  private void letIn() {
    try {
      while (true) {
        Socket visitor = entrance.accept();
        // TODO 2: who talks to this visitor, and who opens the door to the next one meanwhile?
        answer(visitor);
      }
    } catch (IOException e) {
      // TODO 3: one visitor broke off, or the entrance was closed. Is that the same?
    }
  }

  private static void answer(Socket visitor) throws IOException {
    var in =
        new BufferedReader(new InputStreamReader(visitor.getInputStream(), StandardCharsets.UTF_8));
    var out =
        new BufferedWriter(
            new OutputStreamWriter(visitor.getOutputStream(), StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.write(line + "\n");
      out.flush();
    }
    visitor.close();
  }

  /** Closes the entrance and sends all visitors home. Closing it once more does nothing. */
  @Override
  public void close() throws IOException {
    entrance.close();
    // TODO 4: and those who are inside? And the one who is just stepping through the door?
  }
}
