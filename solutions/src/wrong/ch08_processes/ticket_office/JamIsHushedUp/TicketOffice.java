// Rejected for: lost-failure
// Catches what the printer throws and says "none left". Whoever wanted the ticket goes home without
// knowing that it was only the printer.
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
  private final Path lockFile;

  public TicketOffice(Path ledger) {
    this.ledger = ledger;
    this.lockFile = ledger.resolveSibling(ledger.getFileName() + ".lock");
  }

  public OptionalInt sell(IntConsumer printer) throws IOException, InterruptedException {
    synchronized (TicketOffice.class) {
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        int left = read();
        if (left == 0) {
          return OptionalInt.empty();
        }
        try {
          printer.accept(left);
        } catch (RuntimeException e) {
          return OptionalInt.empty();
        }
        write(left - 1);
        return OptionalInt.of(left);
      }
    }
  }

  public int left() throws IOException, InterruptedException {
    synchronized (TicketOffice.class) {
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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
