// Right because: who only counts shares the lock with others who count; who sells has it alone. A
// read-write lock does the same for threads, and one channel for all of them.
package workbook.ch08_processes.ticket_office;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntConsumer;

public final class TicketOffice {
  /** One per ledger: readers share one file lock, for a program can hold only one on a place. */
  private static final Map<Path, Gate> GATES = new ConcurrentHashMap<>();

  private static final class Gate {
    private final ReentrantReadWriteLock threads = new ReentrantReadWriteLock();
    private final Path file;
    private FileChannel channel; // guarded by this
    private FileLock shared; // guarded by this
    private int counting; // guarded by this

    Gate(Path ledger) {
      file = Path.of(ledger + ".lck");
    }

    /** The channel is opened once and for all: closing it would give up the lock. */
    synchronized FileChannel channel() throws IOException {
      if (channel == null || !channel.isOpen()) {
        channel =
            FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      }
      return channel;
    }

    synchronized void beginToCount() throws IOException {
      if (counting == 0) {
        shared = channel().lock(0, Long.MAX_VALUE, true);
      }
      counting++;
    }

    synchronized void endToCount() throws IOException {
      counting--;
      if (counting == 0) {
        shared.release();
      }
    }
  }

  private final Path ledger;
  private final Gate gate;

  public TicketOffice(Path ledger) {
    this.ledger = ledger;
    this.gate = GATES.computeIfAbsent(ledger.toAbsolutePath().normalize(), Gate::new);
  }

  public OptionalInt sell(IntConsumer printer) throws IOException, InterruptedException {
    gate.threads.writeLock().lock();
    try (FileLock lock = gate.channel().lock()) {
      int left = read();
      if (left == 0) {
        return OptionalInt.empty();
      }
      printer.accept(left);
      write(left - 1);
      return OptionalInt.of(left);
    } finally {
      gate.threads.writeLock().unlock();
    }
  }

  public int left() throws IOException, InterruptedException {
    gate.threads.readLock().lock();
    try {
      gate.beginToCount();
      try {
        return read();
      } finally {
        gate.endToCount();
      }
    } finally {
      gate.threads.readLock().unlock();
    }
  }

  private int read() throws IOException {
    return Integer.parseInt(Files.readString(ledger).strip());
  }

  private void write(int left) throws IOException {
    Files.writeString(ledger, left + "\n");
  }
}
