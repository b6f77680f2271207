// Rejected for: over-synchronised
// Reads in virtual threads, and has six threads for all that is written: six visitors who never
// listen
// keep them, and nobody else hears an echo.
package workbook.ch09_coroutines.virtual_echo_server;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

public final class EchoWall implements AutoCloseable {
  private final ServerSocket entrance;
  private final ExecutorService voices = Executors.newFixedThreadPool(6);
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

  private void answer(Socket visitor) throws IOException {
    var in =
        new BufferedReader(new InputStreamReader(visitor.getInputStream(), StandardCharsets.UTF_8));
    var out =
        new BufferedWriter(
            new OutputStreamWriter(visitor.getOutputStream(), StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String echo = line + "\n";
      try {
        voices
            .submit(() -> {
              out.write(echo);
              out.flush();
              return null;
            })
            .get();
      } catch (ExecutionException | RejectedExecutionException e) {
        throw new IOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    entrance.close();
    voices.shutdown();
    for (Socket visitor : visitors) {
      visitor
          .close(); // wakes its thread, which then waits for this monitor to take it off the list
    }
  }
}
