// Right because: all sales of the program are done by one thread, so that only programs are left to
// be kept apart.
package workbook.ch08_processes.ticket_office;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

public final class TicketOffice {
  private static final ExecutorService CASHIER =
      Executors.newSingleThreadExecutor(
          task -> Thread.ofPlatform().name("cashier").daemon().unstarted(task));

  private final Path ledger;
  private final Path lockFile;

  public TicketOffice(Path ledger) {
    this.ledger = ledger;
    this.lockFile = ledger.resolveSibling(ledger.getFileName() + ".lock");
  }

  public OptionalInt sell(IntConsumer printer) throws IOException, InterruptedException {
    return ask(() -> {
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
    return ask(this::read);
  }

  private <T> T ask(Callable<T> question) throws IOException, InterruptedException {
    Future<T> answer =
        CASHIER.submit(() -> {
          try (FileChannel channel =
                  FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
              FileLock lock = channel.lock()) {
            return question.call();
          }
        });
    try {
      return answer.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case RuntimeException printing -> throw printing;
        case Error error -> throw error;
        default -> throw new AssertionError(e);
      }
    }
  }

  private int read() throws IOException {
    return Integer.parseInt(Files.readString(ledger).strip());
  }

  private void write(int left) throws IOException {
    Files.writeString(ledger, left + "\n");
  }
}
