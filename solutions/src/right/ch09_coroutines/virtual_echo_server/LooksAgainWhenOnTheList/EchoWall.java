// Right because: whoever has put itself on the list looks whether the wall is closed by now, and
// whoever closes it sets the flag before it reads the list. One of the two sees the other; to close
// a socket twice does no harm.
package workbook.ch09_coroutines.virtual_echo_server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

public final class EchoWall implements AutoCloseable {
  private final ServerSocket entrance;
  private final Queue<Socket> inside = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  public EchoWall(ServerSocket entrance) {
    this.entrance = entrance;
  }

  public void open() {
    Thread.ofPlatform()
        .daemon()
        .name("door")
        .start(() -> {
          for (Socket visitor = next(); visitor != null; visitor = next()) {
            inside.add(visitor);
            Socket here = visitor;
            Thread.startVirtualThread(() -> talk(here));
          }
        });
  }

  private @Nullable Socket next() {
    try {
      return entrance.accept();
    } catch (IOException e) {
      return null;
    }
  }

  private void talk(Socket visitor) {
    try {
      try {
        if (!closed) {
          talk(new BufferedInputStream(visitor.getInputStream()), visitor.getOutputStream());
        }
      } finally {
        visitor.close();
        inside.remove(visitor);
      }
    } catch (IOException ignored) {
      // One visitor less.
    }
  }

  private static void talk(InputStream in, OutputStream out) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      line.write(b);
      if (b == '\n') {
        line.writeTo(out);
        line.reset();
      }
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    entrance.close();
    for (Socket visitor : inside) {
      visitor.close();
    }
  }
}
