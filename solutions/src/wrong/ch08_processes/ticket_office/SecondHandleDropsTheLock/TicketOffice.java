// Rejected for: unguarded-access
// Locks the ledger itself, and then reads it by its path. That opens and closes a second handle,
// and on Linux and macOS the first one to be closed gives up all the locks of the program on that
// file.
package workbook.ch08_processes.ticket_office;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

public final class TicketOffice {
  private final Path ledger;

  public TicketOffice(Path ledger) {
    this.ledger = ledger;
  }

  public OptionalInt sell(IntConsumer printer) throws IOException, InterruptedException {
    synchronized (TicketOffice.class) {
      try (FileChannel channel = FileChannel.open(ledger, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
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
    synchronized (TicketOffice.class) {
      try (FileChannel channel = FileChannel.open(ledger, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        return read();
      }
    }
  }

  private int read() throws IOException {
    return Integer.parseInt(Files.readString(ledger).strip());
  }

  private void write(int left) throws IOException {
    Files.writeString(ledger, left + "\n");
  }
}
