// Rejected for: process-local-lock
// A stronger lock of the wrong kind: fair, interruptible, re-entrant, and unknown to every other
// program.
package workbook.ch08_processes.ticket_office;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

public final class TicketOffice {
  private static final ReentrantLock LEDGER = new ReentrantLock(true);

  private final Path ledger;

  public TicketOffice(Path ledger) {
    this.ledger = ledger;
  }

  public OptionalInt sell(IntConsumer printer) throws IOException, InterruptedException {
    LEDGER.lockInterruptibly();
    try {
      int left = read();
      if (left == 0) {
        return OptionalInt.empty();
      }
      printer.accept(left);
      write(left - 1);
      return OptionalInt.of(left);
    } finally {
      LEDGER.unlock();
    }
  }

  public int left() throws IOException, InterruptedException {
    LEDGER.lockInterruptibly();
    try {
      return read();
    } finally {
      LEDGER.unlock();
    }
  }

  private int read() throws IOException {
    return Integer.parseInt(Files.readString(ledger).strip());
  }

  private void write(int left) throws IOException {
    Files.writeString(ledger, left + "\n");
  }
}
