// Rejected for: self-deadlock
// left() does just what sell() needs to know, so sell() calls it, and waits for the turn that it
// has.
package workbook.ch08_processes.ticket_office;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;

public final class TicketOffice {
  /** Keeps the threads of this program apart, for a file lock belongs to the program as a whole. */
  private static final Semaphore THREADS = new Semaphore(1);

  private final Path ledger;

  /**
   * Keeps programs apart. A file of its own, and never deleted: on Linux and macOS, a program that
   * closes any handle of a file gives up all its locks on that file, and reading the ledger by its
   * path opens and closes one.
   */
  private final Path lockFile;

  public TicketOffice(Path ledger) {
    this.ledger = ledger;
    this.lockFile = ledger.resolveSibling(ledger.getFileName() + ".lock");
  }

  public OptionalInt sell(IntConsumer printer) throws IOException, InterruptedException {
    return alone(() -> {
      int left = left();
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
    T run() throws IOException, InterruptedException;
  }

  /** Does the work while no other thread of this program and no other program is at it. */
  private <T> T alone(Work<T> work) throws IOException, InterruptedException {
    THREADS.acquire();
    try (var channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      assert lock.isValid();
      return work.run();
    } finally {
      THREADS.release();
    }
  }

  private int read() throws IOException {
    return Integer.parseInt(Files.readString(ledger).strip());
  }

  private void write(int left) throws IOException {
    Files.writeString(ledger, left + "\n");
  }
}
