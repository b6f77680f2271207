// Right because: the ledger itself is locked, and read and written through the one handle that
// holds the lock.
package workbook.ch08_processes.ticket_office;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

public final class TicketOffice {
  private static final Object THREADS = new Object();

  private final Path ledger;

  public TicketOffice(Path ledger) {
    this.ledger = ledger;
  }

  public OptionalInt sell(IntConsumer printer) throws IOException {
    synchronized (THREADS) {
      try (RandomAccessFile file = new RandomAccessFile(ledger.toFile(), "rw")) {
        FileLock lock = file.getChannel().lock();
        try {
          int left = Integer.parseInt(file.readLine().trim());
          if (left <= 0) {
            return OptionalInt.empty();
          }
          printer.accept(left);
          byte[] next = ((left - 1) + "\n").getBytes(StandardCharsets.US_ASCII);
          file.seek(0);
          file.write(next);
          file.setLength(next.length);
          return OptionalInt.of(left);
        } finally {
          lock.release();
        }
      }
    }
  }

  public int left() throws IOException {
    synchronized (THREADS) {
      try (RandomAccessFile file = new RandomAccessFile(ledger.toFile(), "rw")) {
        try (FileLock lock = file.getChannel().lock()) {
          return Integer.parseInt(file.readLine().trim());
        }
      }
    }
  }
}
