// Rejected for: lost-update
// Reads, prints and writes as if there were no other counter. Whoever comes in between reads the
// same number and sells the same ticket.
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
    int left = read();
    if (left == 0) {
      return OptionalInt.empty();
    }
    printer.accept(left);
    write(left - 1);
    return OptionalInt.of(left);
  }

  public int left() throws IOException, InterruptedException {
    return read();
  }

  private int read() throws IOException {
    return Integer.parseInt(Files.readString(ledger).strip());
  }

  private void write(int left) throws IOException {
    Files.writeString(ledger, left + "\n");
  }
}
