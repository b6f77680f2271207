// Rejected for: wrong-lock
// Locks the ledger itself, and then puts a new file in its place. Whoever waited gets the lock on
// the old file, and whoever comes later on the new one.
package workbook.ch08_processes.ticket_office;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
      try (FileChannel channel =
              FileChannel.open(ledger, StandardOpenOption.READ, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        int left = read(channel);
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
      try (FileChannel channel =
              FileChannel.open(ledger, StandardOpenOption.READ, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        return read(channel);
      }
    }
  }

  private static int read(FileChannel locked) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(32);
    int length = locked.read(bytes, 0);
    return Integer.parseInt(new String(bytes.array(), 0, length, StandardCharsets.UTF_8).strip());
  }

  private void write(int left) throws IOException {
    Path next = ledger.resolveSibling("tickets.next");
    Files.writeString(next, left + "\n");
    Files.move(next, ledger, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
