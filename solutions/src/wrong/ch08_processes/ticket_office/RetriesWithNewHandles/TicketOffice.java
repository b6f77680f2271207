// Rejected for: unguarded-access
// Lets threads wait by trying again with a new handle. When a try fails, its handle is closed, and
// on Linux and macOS that gives up the lock that another thread of the same program holds.
package workbook.ch08_processes.ticket_office;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
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

  private interface Work<T> {
    T run() throws IOException;
  }

  private <T> T alone(Work<T> work) throws IOException, InterruptedException {
    while (true) {
      try (FileChannel channel =
          FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        FileLock lock = tryLock(channel);
        if (lock != null) {
          return work.run();
        }
      }
      Thread.sleep(5);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  public OptionalInt sell(IntConsumer printer) throws IOException, InterruptedException {
    return alone(() -> {
      int left = read();
      if (left == 0) {
        return OptionalInt.empty();
      }
      printer.accept(left);
      write(left - 1);
      return OptionalInt.of(left);
    });
  }

  public int left() throws IOException, InterruptedException {
    return alone(this::read);
  }

  private int read() throws IOException {
    return Integer.parseInt(Files.readString(ledger).strip());
  }

  private void write(int left) throws IOException {
    Files.writeString(ledger, left + "\n");
  }
}
