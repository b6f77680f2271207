// Rejected for: busy-wait
// Tries to lock again and again as fast as it can, and burns a processor while another program
// prints.
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

  private static FileLock lock(FileChannel channel) throws IOException {
    FileLock lock = channel.tryLock();
    while (lock == null) {
      Thread.onSpinWait();
      lock = channel.tryLock();
    }
    return lock;
  }

  public OptionalInt sell(IntConsumer printer) throws IOException, InterruptedException {
    synchronized (TicketOffice.class) {
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = lock(channel)) {
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
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = lock(channel)) {
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
