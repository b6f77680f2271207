// Rejected for: process-local-lock
// Keeps the threads of one program apart, and takes it for enough. A monitor lives in the memory of
// one program; the next branch has another.
package workbook.ch08_processes.ticket_office;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

public final class TicketOffice {
  private final Path ledger;

  public TicketOffice(Path ledger) {
    this.ledger = ledger;
  }

  public OptionalInt sell(IntConsumer printer) throws IOException, InterruptedException {
    synchronized (TicketOffice.class) {
      int left = read();
      if (left == 0) {
        return OptionalInt.empty();
      }
      printer.accept(left);
      write(left - 1);
      return OptionalInt.of(left);
    }
  }

  public int left() throws IOException, InterruptedException {
    synchronized (TicketOffice.class) {
      return read();
    }
  }

  private int read() throws IOException {
    return Integer.parseInt(Files.readString(ledger).strip());
  }

  private void write(int left) throws IOException {
    Files.writeString(ledger, left + "\n");
  }
}
