// Rejected for: wrong-result
// Makes text of each piece as it comes. A character whose bytes come in two pieces is none in
// either.
package workbook.ch09_coroutines.virtual_echo_server;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

public final class EchoWall implements AutoCloseable {
  private final ServerSocket entrance;
  private final Set<Socket> visitors = new HashSet<>(); // guarded by this
  private boolean closed; // guarded by this

  public EchoWall(ServerSocket entrance) {
    this.entrance = entrance;
  }

  public void open() {
    Thread.ofVirtual().name("entrance").start(this::letIn);
  }

  private void letIn() {
    try {
      while (true) {
        Socket visitor = entrance.accept();
        Thread.ofVirtual().name("visitor").start(() -> receive(visitor));
      }
    } catch (IOException e) {
      // The entrance is closed: that is how this thread learns that it is done.
    }
  }

  private void receive(Socket visitor) {
    try (visitor) {
      if (enter(visitor)) {
        answer(visitor);
      }
    } catch (IOException e) {
      // This visitor broke off, or was sent home; nobody else needs to know.
    } finally {
      leave(visitor);
    }
  }

  /** Lets a visitor in unless the wall is closed, in one step: nobody slips in after the last. */
  private synchronized boolean enter(Socket visitor) {
    return !closed && visitors.add(visitor);
  }

  private synchronized void leave(Socket visitor) {
    visitors.remove(visitor);
  }

  private static void answer(Socket visitor) throws IOException {
    var in = visitor.getInputStream();
    var out = visitor.getOutputStream();
    var line = new StringBuilder();
    byte[] piece = new byte[4_096];
    for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
      line.append(new String(piece, 0, length, StandardCharsets.UTF_8));
      int end = line.lastIndexOf("\n") + 1;
      out.write(line.substring(0, end).getBytes(StandardCharsets.UTF_8));
      line.delete(0, end);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    entrance.close();
    for (Socket visitor : visitors) {
      visitor
          .close(); // wakes its thread, which then waits for this monitor to take it off the list
    }
  }
}
