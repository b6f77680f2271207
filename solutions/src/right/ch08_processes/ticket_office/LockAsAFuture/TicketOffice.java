// Right because: an asynchronous channel gives its lock as a future, and the seller waits for that.
package workbook.ch08_processes.ticket_office;

import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
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
    THREADS.lockInterruptibly();
    try (var channel =
            AsynchronousFileChannel.open(
                lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = lock(channel)) {
      assert lock.isValid();
      return work.run();
    } finally {
      THREADS.unlock();
    }
  }

  private static FileLock lock(AsynchronousFileChannel c) throws IOException, InterruptedException {
    try {
      return c.lock().get();
    } catch (ExecutionException e) {
      throw new IOException(e);
    }
  }

  private int read() throws IOException {
    return Integer.parseInt(Files.readString(ledger).strip());
  }

  private void write(int left) throws IOException {
    Files.writeString(ledger, left + "\n");
  }
}
