package workbook.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A web server of this JVM's own, which answers as a test wants it to and when a test wants it to.
 *
 * <p>Every request is answered in a thread of its own, so that one whose answer is held back holds
 * up no other.
 */
public final class LocalServer implements AutoCloseable {
  /** Answers one request. */
  @FunctionalInterface
  public interface Answer {
    void to(HttpExchange request) throws IOException, InterruptedException;
  }

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("server").daemon().factory());

  /** Starts a server at a port of the system's choice, which only this machine can reach. */
  public LocalServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  /** Has all requests for a path answered in that way, and returns the path's whole address. */
  public URI answering(String path, Answer answer) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) { // which breaks the connection off if the answer is not complete
            answer.to(exchange);
          } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
          }
        });
    return address(path);
  }

  /** Returns an answer with that status and these bytes. */
  public static Answer bytes(int status, byte[] body) {
    return exchange -> {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    };
  }

  /** Returns the whole address of a path, which need not lead anywhere. */
  public URI address(String path) {
    InetSocketAddress here = server.getAddress();
    return URI.create("http://" + here.getHostString() + ":" + here.getPort() + path);
  }

  /** Breaks off whatever is still going on. From now on nobody listens at these addresses. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
