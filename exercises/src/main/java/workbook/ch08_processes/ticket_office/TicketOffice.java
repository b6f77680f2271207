package workbook.ch08_processes.ticket_office;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

/**
 * A counter of a theatre's box office. There are many of them all over town: each branch is a
 * program of its own with some counters in it, and all of them sell from one ledger, a file that
 * holds the number of tickets that are left, and nothing else.
 *
 * <p>As long as one counter sells at a time, all is well. As it stands, two counters can read the
 * same number and sell the same ticket twice.
 *
 * <p>See to it that as many tickets are sold as there are. What exactly that means is in the README
 * beside this file. The signatures below must stay as they are; inside, everything may be changed.
 */
public final class TicketOffice {
  private final Path ledger;

  /**
   * Opens a counter.
   *
   * @param ledger a file that exists and holds the number of tickets left, in decimal digits, and a
   *     line feed; for example {@code "250\n"}
   */
  public TicketOffice(Path ledger) {
    this.ledger = ledger;
  }

  /**
   * Sells one ticket: the one whose number is the number of tickets left.
   *
   * @param printer prints the ticket of the given number. That takes its time, and it may fail by
   *     throwing; then the ticket is not sold, and whoever wanted it is told by the same exception
   * @return the number of the ticket sold; empty when there was none left
   */
  public OptionalInt sell(IntConsumer printer) throws IOException, InterruptedException {
    // TODO 1: from the first look at the ledger to the last stroke in it, nobody else may come
    //         between: no counter of this program, and none of any other.
    int left = read();
    if (left == 0) {
      return OptionalInt.empty();
    }
    printer.accept(left);
    write(left - 1);
    return OptionalInt.of(left);
  }

  /** Returns how many tickets are left; where a sale is going on, how many after that sale. */
  public int left() throws IOException, InterruptedException {
    // TODO 2: this only reads. Is that harmless?
    return read();
  }

  private int read() throws IOException {
    return Integer.parseInt(Files.readString(ledger).strip());
  }

  private void write(int left) throws IOException {
    Files.writeString(ledger, left + "\n");
  }
}
