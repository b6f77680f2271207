// Rejected for: unguarded-access
// Reads into one buffer and writes from it, and has a single one for all visitors, as there is a
// single wall.
package workbook.ch09_coroutines.virtual_echo_server;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

/** A cliff in the mountains that answers whoever calls, each visitor by a virtual thread. */
public final class EchoWall implements AutoCloseable {
  private final ServerSocket entrance;
  private final Set<Socket> visitors = new HashSet<>(); // guarded by this
  private boolean closed; // guarded by this
  private final byte[] buffer = new byte[8192];

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

  private void answer(Socket visitor) throws IOException {
    var in = visitor.getInputStream();
    var out = visitor.getOutputStream();
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
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
