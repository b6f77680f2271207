package workbook.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dflib.jjava.jupyter.channels.StdinChannel;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.reply.InputReply;
import org.dflib.jjava.jupyter.messages.request.InputRequest;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

/**
 * Standard input: asks the front end for a line when there is none left.
 *
 * <p>The socket belongs to a thread of its own, for the same reason as in {@link Outbox}.
 */
final class Input extends InputStream {
  private static final long LOOK_AGAIN_MILLIS = 20;

  private final StdinChannel socket;
  private final ExecutorService asker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("stdin").daemon().factory());
  private byte[] line = new byte[0]; // guarded by this
  private int at; // guarded by this
  private volatile @Nullable MessageContext cell;

  Input(StdinChannel socket) {
    this.socket = socket;
  }

  /** Begins a cell; null where the front end has nobody to ask. */
  void begin(@Nullable MessageContext asking) {
    cell = asking;
    synchronized (this) {
      at = line.length;
    }
  }

  @Override
  public synchronized int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public synchronized int read(byte[] into, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, into.length);
    if (length == 0) {
      return 0;
    }
    MessageContext asking = cell;
    if (at == line.length) {
      if (asking == null) {
        return -1;
      }
      line = (ask(asking) + "\n").getBytes(StandardCharsets.UTF_8);
      at = 0;
    }
    int count = Math.min(length, line.length - at);
    System.arraycopy(line, at, into, from, count);
    at += count;
    return count;
  }

  @Override
  public synchronized int available() {
    return line.length - at;
  }

  private String ask(MessageContext asking) throws IOException {
    Future<String> answer = asker.submit(() -> exchange(asking));
    try {
      return answer.get();
    } catch (InterruptedException e) {
      answer.cancel(false);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a line of input");
    } catch (ExecutionException e) {
      throw new IOException("the front end cannot be asked for input", e.getCause());
    }
  }

  /** Runs on the asker's thread. A question that nobody waits for any more is dropped. */
  private String exchange(MessageContext asking) throws InterruptedException {
    while (answered()) {
      socket.readMessage(); // to a question that was given up
    }
    socket.sendMessage(
        new Message<>(asking, InputRequest.MESSAGE_TYPE, new InputRequest("", false)));
    while (!answered()) {
      if (cell != asking) {
        return "";
      }
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
    Message<InputReply> reply = socket.readMessage(InputReply.MESSAGE_TYPE);
    return reply.getContent().getValue();
  }

  private boolean answered() {
    return (socket.getEvents() & ZMQ.Poller.POLLIN) != 0;
  }
}
