// Right because: whoever has let in a visitor starts the thread that waits for the next one, and
// then talks itself. A future is completed in the evening, and whatever hangs on it later is done
// at once.
package workbook.ch09_coroutines.virtual_echo_server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;

public final class EchoWall implements AutoCloseable {
  private final ServerSocket entrance;
  private final CompletableFuture<Void> evening = new CompletableFuture<>();

  public EchoWall(ServerSocket entrance) {
    this.entrance = entrance;
  }

  public void open() {
    Thread.startVirtualThread(this::letInAndTalk);
  }

  private void letInAndTalk() {
    Socket visitor;
    try {
      visitor = entrance.accept();
    } catch (IOException e) {
      return;
    }
    Thread.startVirtualThread(this::letInAndTalk);
    CompletableFuture<Void> sendHome = evening.thenRun(() -> close(visitor));
    try (var in = new BufferedReader(new InputStreamReader(visitor.getInputStream(), UTF_8));
        OutputStream out = visitor.getOutputStream()) {
      String line;
      while ((line = in.readLine()) != null) {
        out.write((line + '\n').getBytes(UTF_8));
      }
    } catch (IOException e) {
      // it has gone
    } finally {
      close(visitor);
      sendHome.cancel(false);
    }
  }

  private static void close(Socket visitor) {
    try {
      visitor.close();
    } catch (IOException e) {
      // closed all the same
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    evening.complete(null);
  }
}
