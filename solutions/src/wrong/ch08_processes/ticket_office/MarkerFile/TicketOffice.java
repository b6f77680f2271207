// Rejected for: lock-leak
// A file that is there means locked. Created in one step and deleted in a finally, it does keep
// others out, but a program that is killed cannot delete it, and nobody sells a ticket ever again.
package workbook.ch08_processes.ticket_office;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

public final class TicketOffice {
  private final Path ledger;
  private final Path lockFile;

  public TicketOffice(Path ledger) {
    this.ledger = ledger;
    this.lockFile = ledger.resolveSibling(ledger.getFileName() + ".lock");
  }

  private void lock() throws IOException, InterruptedException {
    while (true) {
      try {
        Files.createFile(lockFile);
        return;
      } catch (FileAlreadyExistsException e) {
        Thread.sleep(5);
      }
    }
  }

  private void unlock() throws IOException {
    Files.delete(lockFile);
  }

  public OptionalInt sell(IntConsumer printer) throws IOException, InterruptedException {
    lock();
    try {
      int left = read();
      if (left == 0) {
        return OptionalInt.empty();
      }
      printer.accept(left);
      write(left - 1);
      return OptionalInt.of(left);
    } finally {
      unlock();
    }
  }

  public int left() throws IOException, InterruptedException {
    lock();
    try {
      return read();
    } finally {
      unlock();
    }
  }

  private int read() throws IOException {
    return Integer.parseInt(Files.readString(ledger).strip());
  }

  private void write(int left) throws IOException {
    Files.writeString(ledger, left + "\n");
  }
}
