// Rejected for: uncaught-exception
// A monitor for each ledger, by its path: a good idea, if only a file had one path. Two spellings
// give two monitors, and the file lock meets itself.
package workbook.ch08_processes.ticket_office;

import static java.nio.file.StandardOpenOption.*;

import java.io.*;
import java.nio.channels.*;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.IntConsumer;

public final class TicketOffice {
  private static final Map<Path, Object> MONITORS = new ConcurrentHashMap<>();
  private final Path ledger, lockFile;
  private final Object monitor;

  public TicketOffice(Path ledger) {
    this.ledger = ledger;
    lockFile = ledger.resolveSibling(ledger.getFileName() + ".lock");
    monitor = MONITORS.computeIfAbsent(ledger, k -> new Object());
  }

  private int read() throws IOException {
    return Integer.parseInt(Files.readString(ledger).strip());
  }

  public OptionalInt sell(IntConsumer printer) throws IOException, InterruptedException {
    synchronized (monitor) {
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
    synchronized (monitor) {
      try (var c = FileChannel.open(lockFile, CREATE, WRITE);
          var l = c.lock()) {
        return read();
      }
    }
  }
}
