// Right because: tryLock() is asked again after a pause, and a semaphore lets one thread of the
// program ask.
package workbook.ch08_processes.ticket_office;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;

public final class TicketOffice {
  private static final Semaphore ONE_THREAD = new Semaphore(1);

  private final Path ledger;
  private final Path lockFile;

  public TicketOffice(Path ledger) {
    this.ledger = ledger;
    this.lockFile = ledger.resolveSibling(ledger.getFileName() + ".lock");
  }

  private FileLock lock(FileChannel channel) throws IOException, InterruptedException {
    FileLock lock;
    while ((lock = channel.tryLock()) == null) {
      Thread.sleep(2);
    }
    return lock;
  }

  public OptionalInt sell(IntConsumer printer) throws IOException, InterruptedException {
    ONE_THREAD.acquire();
    try {
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
    } finally {
      ONE_THREAD.release();
    }
  }

  public int left() throws IOException, InterruptedException {
    ONE_THREAD.acquire();
    try {
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = lock(channel)) {
        return read();
      }
    } finally {
      ONE_THREAD.release();
    }
  }

  private int read() throws IOException {
    return Integer.parseInt(Files.readString(ledger).strip());
  }

  private void write(int left) throws IOException {
    Files.writeString(ledger, left + "\n");
  }
}
