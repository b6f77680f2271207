// Rejected for: uncaught-exception
// A fifth of a second should be enough for anybody, and on the developer's desk it was. A ticket
// that
// takes longer to print turns a customer away elsewhere.
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
  private static final int TRIES = 20;
  private static final long PAUSE_MILLIS = 10;

  private final Path ledger;
  private final Path lockFile;

  public TicketOffice(Path ledger) {
    this.ledger = ledger;
    this.lockFile = ledger.resolveSibling(ledger.getFileName() + ".lock");
  }

  public OptionalInt sell(IntConsumer printer) throws IOException, InterruptedException {
    synchronized (TicketOffice.class) {
      try (var channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var lock = lock(channel)) {
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
    synchronized (TicketOffice.class) {
      try (var channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var lock = lock(channel)) {
        assert lock.isValid();
        return read();
      }
    }
  }

  private static FileLock lock(FileChannel channel) throws IOException, InterruptedException {
    for (int tries = 0; tries < TRIES; tries++) {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    throw new IOException("the ledger is in use");
  }

  private int read() throws IOException {
    return Integer.parseInt(Files.readString(ledger).strip());
  }

  private void write(int left) throws IOException {
    Files.writeString(ledger, left + "\n");
  }
}
