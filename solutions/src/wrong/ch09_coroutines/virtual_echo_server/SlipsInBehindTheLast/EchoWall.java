// Rejected for: check-then-act
// Has a list that any number of threads can use, and asks it nothing but to add. Whoever is in the
// door when the list is read is put on it afterwards, and nobody reads it again.
package workbook.ch09_coroutines.virtual_echo_server;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A cliff in the mountains that answers whoever calls, each visitor by a virtual thread. */
public final class EchoWall implements AutoCloseable {
  private final ServerSocket entrance;
  private final Set<Socket> visitors = ConcurrentHashMap.newKeySet();

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
      visitors.add(visitor);
      answer(visitor);
    } catch (IOException e) {
      // This visitor broke off, or was sent home; nobody else needs to know.
    } finally {
      visitors.remove(visitor);
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
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    for (Socket visitor : visitors) {
      visitor.close();
    }
  }
}
