package workbook.ch05_queues.sentinel_shutdown;

import java.util.Objects;

/**
 * A letter in the mail room; given, and not to be changed.
 *
 * <p>Two letters to the same address are equal, and still they are two letters. There is no address
 * that a letter cannot bear: people write whatever they like.
 *
 * @param address any text, even an empty one
 */
public record Letter(String address) {
  public Letter {
    Objects.requireNonNull(address);
  }
}
