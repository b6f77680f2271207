// Rejected for: uncaught-exception
// One open channel for all sales saves the opening. But who is interrupted while waiting in lock()
// closes it, and from then on every sale of this program meets a closed channel.
package workbook.ch08_processes.ticket_office;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

public final class TicketOffice {
  private static final Map<Path, FileChannel> CHANNELS = new HashMap<>();

  private final Path ledger;

  public TicketOffice(Path ledger) {
    this.ledger = ledger.toAbsolutePath().normalize();
  }

  public OptionalInt sell(IntConsumer printer) throws IOException, InterruptedException {
    synchronized (CHANNELS) {
      try (var lock = channel().lock()) {
        assert lock.isValid();
        int left = read();
        if (left == 0) {
          return OptionalInt.empty();
        }
        printer.accept(left);
        write(left - 1);
        return OptionalInt.of(left);
      }
    }
  }

  public int left() throws IOException, InterruptedException {
    synchronized (CHANNELS) {
      try (var lock = channel().lock()) {
        assert lock.isValid();
        return read();
      }
    }
  }

  private FileChannel channel() throws IOException {
    FileChannel channel = CHANNELS.get(ledger);
    if (channel == null) {
      Path lockFile = ledger.resolveSibling(ledger.getFileName() + ".lock");
      channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      CHANNELS.put(ledger, channel);
    }
    return channel;
  }

  private int read() throws IOException {
    return Integer.parseInt(Files.readString(ledger).strip());
  }

  private void write(int left) throws IOException {
    Files.writeString(ledger, left + "\n");
  }
}
