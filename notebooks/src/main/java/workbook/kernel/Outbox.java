package workbook.kernel;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.publish.PublishStream;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;
import org.jspecify.annotations.Nullable;

/**
 * Sends what cells say, from one thread of its own.
 *
 * <p>No thread of a cell may touch a socket: one that is interrupted while it prints would close
 * the socket's channel, and the kernel would be mute from then on.
 */
final class Outbox {
  /** Pieces on their way above which who prints has to wait, lest a loop fill the memory. */
  private static final int MANY = 4096;

  private static final int LONG_TEXT = 1 << 16;

  private sealed interface Parcel {}

  private record Words(@Nullable MessageContext cell, StreamType stream, StringBuilder text)
      implements Parcel {}

  private record Content(@Nullable MessageContext cell, ContentType<?> content) implements Parcel {}

  private final JupyterSocket socket;
  private final PrintStream console;
  private final Deque<Parcel> parcels = new ArrayDeque<>(); // guarded by this
  private boolean sending; // guarded by this

  private volatile @Nullable MessageContext running;
  private volatile @Nullable MessageContext last;

  @SuppressWarnings("ThreadLocalUsage") // there is one outbox, as there is one kernel
  private final InheritableThreadLocal<@Nullable MessageContext> own =
      new InheritableThreadLocal<>();

  /**
   * Makes an outbox and its thread.
   *
   * @param socket where everything goes
   * @param console for what is said before the first cell
   */
  Outbox(JupyterSocket socket, PrintStream console) {
    this.socket = socket;
    this.console = console;
    Thread.ofPlatform().name("outbox").daemon().start(this::send);
  }

  /** A cell begins: what is said belongs to it. */
  void begin(MessageContext cell) {
    last = cell;
    running = cell;
    own.set(cell);
  }

  /** The cell ends; threads that it leaves behind still speak for it while no other one runs. */
  void end() {
    running = null;
    own.remove();
  }

  private @Nullable MessageContext speaker() {
    MessageContext now = running;
    if (now != null) {
      return now;
    }
    MessageContext mine = own.get();
    return mine != null ? mine : last;
  }

  /** Returns a stream whose text goes to the front end. */
  PrintStream stream(StreamType type) {
    return new PrintStream(new Sink(type), true, StandardCharsets.UTF_8);
  }

  /** Sends something for the cell that speaks. */
  void send(ContentType<?> content) {
    add(new Content(speaker(), content));
  }

  private synchronized void add(Parcel parcel) {
    if (parcel instanceof Words words
        && parcels.peekLast() instanceof Words before
        && before.cell() == words.cell()
        && before.stream() == words.stream()
        && before.text().length() < LONG_TEXT) {
      before.text().append(words.text());
      return;
    }
    while (parcels.size() >= MANY) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break; // better some too many than one lost
      }
    }
    parcels.addLast(parcel);
    notifyAll();
  }

  /** Waits until all that was said so far has been sent. */
  synchronized void flush() {
    boolean cut = false;
    while (sending || !parcels.isEmpty()) {
      try {
        wait();
      } catch (InterruptedException e) {
        cut = true;
      }
    }
    if (cut) {
      Thread.currentThread().interrupt();
    }
  }

  private void send() {
    while (true) {
      Parcel parcel;
      synchronized (this) {
        sending = false;
        notifyAll();
        while (parcels.isEmpty()) {
          try {
            wait();
          } catch (InterruptedException e) {
            return; // nobody but the end of the JVM wants this
          }
        }
        parcel = parcels.removeFirst();
        sending = true;
        notifyAll();
      }
      try {
        send(parcel);
      } catch (RuntimeException e) {
        console.println("kernel: an output could not be sent: " + e);
      }
    }
  }

  private void send(Parcel parcel) {
    switch (parcel) {
      case Words(var cell, var _, var text) when cell == null -> console.print(text);
      case Words(var cell, var stream, var text) ->
          socket.sendMessage(
              new Message<>(
                  cell, PublishStream.MESSAGE_TYPE, new PublishStream(stream, text.toString())));
      case Content(var cell, var content) -> socket.sendMessage(message(cell, content));
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Message<?> message(@Nullable MessageContext cell, ContentType<?> content) {
    return new Message(cell, content.getType(), content);
  }

  /** Turns bytes into text at once, so that a line that is not yet whole is seen too. */
  private final class Sink extends OutputStream {
    private final StreamType type;
    private final CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] rest = new byte[0]; // guarded by this

    Sink(StreamType type) {
      this.type = type;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      var in = ByteBuffer.allocate(rest.length + length).put(rest).put(bytes, from, length).flip();
      var out = CharBuffer.allocate(in.remaining() + 1);
      decoder.decode(in, out, false);
      rest = new byte[in.remaining()];
      in.get(rest);
      if (out.flip().hasRemaining()) {
        add(new Words(speaker(), type, new StringBuilder(out)));
      }
    }
  }
}
