// Rejected for: wrong-lock
// The lock file has a name without a folder, so it lies wherever the program was started. Programs
// that were started elsewhere lock another file.
package workbook.ch08_processes.ticket_office;

import static java.nio.file.StandardOpenOption.*;

import java.io.*;
import java.nio.channels.*;
import java.nio.file.*;
import java.util.*;
import java.util.function.IntConsumer;

public final class TicketOffice {
  private final Path ledger, lockFile;

  public TicketOffice(Path ledger) {
    this.ledger = ledger;
    lockFile = Path.of("ticket-office.lock");
  }

  private int read() throws IOException {
    return Integer.parseInt(Files.readString(ledger).strip());
  }

  public OptionalInt sell(IntConsumer printer) throws IOException, InterruptedException {
    synchronized (TicketOffice.class) {
      try (var c = FileChannel.open(lockFile, CREATE, WRITE);
          var l = c.lock()) {
        int n = read();
        if (n == 0) {
          return OptionalInt.empty();
        }
        printer.accept(n);
        Files.writeString(ledger, n - 1 + "\n");
        return OptionalInt.of(n);
      }
    }
  }

  public int left() throws IOException, InterruptedException {
    synchronized (TicketOffice.class) {
      try (var c = FileChannel.open(lockFile, CREATE, WRITE);
          var l = c.lock()) {
        return read();
      }
    }
  }
}
