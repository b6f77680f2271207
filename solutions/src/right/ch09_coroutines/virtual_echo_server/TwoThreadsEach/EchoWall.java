// Right because: each visitor has a thread that listens and another that answers, with a bounded
// queue between; threads are cheap enough. A lock guards the list of sockets, and closing waits for
// the door.
package workbook.ch09_coroutines.virtual_echo_server;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.LineNumberReader;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

public final class EchoWall implements AutoCloseable {
  private final ServerSocket entrance;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Socket, Thread> inside = new IdentityHashMap<>(); // guarded by lock
  private @Nullable Thread door; // set by open, which is called before close

  public EchoWall(ServerSocket entrance) {
    this.entrance = entrance;
  }

  public void open() {
    door =
        Thread.startVirtualThread(() -> {
          try {
            while (true) {
              Socket visitor = entrance.accept();
              Thread listener = Thread.ofVirtual().unstarted(() -> listen(visitor));
              lock.lock();
              try {
                inside.put(visitor, listener);
              } finally {
                lock.unlock();
              }
              listener.start();
            }
          } catch (IOException e) {
            // closed
          }
        });
  }

  private void listen(Socket visitor) {
    BlockingQueue<Optional<String>> said = new ArrayBlockingQueue<>(16);
    Thread speaker = Thread.startVirtualThread(() -> speak(visitor, said));
    try {
      try {
        var in =
            new LineNumberReader(
                new InputStreamReader(visitor.getInputStream(), StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          said.put(Optional.of(line));
        }
        said.put(Optional.empty());
        speaker.join();
      } finally {
        visitor.close();
        speaker.interrupt();
      }
    } catch (IOException | InterruptedException e) {
      // gone
    } finally {
      lock.lock();
      inside.remove(visitor);
      lock.unlock();
    }
  }

  private static void speak(Socket visitor, BlockingQueue<Optional<String>> said) {
    try {
      var out = new PrintStream(visitor.getOutputStream(), true, StandardCharsets.UTF_8);
      for (Optional<String> line = said.take(); line.isPresent(); line = said.take()) {
        out.print(line.get() + "\n");
        out.flush();
        if (out.checkError()) {
          visitor.close();
        }
      }
    } catch (IOException | InterruptedException e) {
      // gone
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    try {
      if (door != null) {
        door.join(); // nobody comes in after this
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lock.lock();
    try {
      for (Socket visitor : inside.keySet()) {
        visitor.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
