// Right because: an interrupt that meets a virtual thread in a read or write closes its socket. So
// the executor knows all that has to be known, and shutting it down at once sends everybody home.
package workbook.ch09_coroutines.virtual_echo_server;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

public final class EchoWall implements AutoCloseable {
  private final ServerSocket entrance;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  public EchoWall(ServerSocket entrance) {
    this.entrance = entrance;
  }

  public void open() {
    threads.execute(() -> {
      while (!entrance.isClosed()) {
        letIn();
      }
    });
  }

  private void letIn() {
    try {
      Socket visitor = entrance.accept();
      try {
        threads.execute(() -> {
          try (visitor) {
            visitor.getInputStream().transferTo(visitor.getOutputStream());
          } catch (IOException e) {
            // Gone.
          }
        });
      } catch (RejectedExecutionException e) {
        visitor.close(); // too late
      }
    } catch (IOException e) {
      // The loop looks whether the entrance is closed.
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    threads.shutdownNow();
  }
}
