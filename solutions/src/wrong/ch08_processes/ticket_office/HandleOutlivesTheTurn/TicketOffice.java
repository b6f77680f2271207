// Rejected for: lost-update
// Opens the lock file before its turn has come, and so closes it when its turn is over and the next
// thread has the lock already. On Linux and macOS, that close gives up the next thread's lock.
package workbook.ch08_processes.ticket_office;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

public final class TicketOffice {
  private static final ReentrantLock THREADS = new ReentrantLock();

  private final Path ledger;

  private final Path lockFile;

  public TicketOffice(Path ledger) {
    this.ledger = ledger;
    this.lockFile = ledger.resolveSibling(ledger.getFileName() + ".lock");
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

  private interface Work<T> {
    T run() throws IOException;
  }

  private <T> T alone(Work<T> work) throws IOException, InterruptedException {
    try (var channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      THREADS.lockInterruptibly();
      try (var lock = channel.lock()) {
        return work.run();
      } finally {
        THREADS.unlock();
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
