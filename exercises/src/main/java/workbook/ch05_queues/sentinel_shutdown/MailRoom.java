package workbook.ch05_queues.sentinel_shutdown;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * The mail room of a town, for one night: vans unload letters onto a belt, sorters take them off.
 *
 * <p>Every van and every sorter is a thread of its own. As it stands, the letters are sorted well
 * enough, but the night has no end: when the last letter is off the belt, the sorters stand there
 * and wait for another one, for ever.
 *
 * <p>See to it that every sorter goes home when, and only when, all is sorted. What exactly that
 * means is in the README beside this file. The signatures below must stay as they are; inside,
 * everything may be changed.
 */
public final class MailRoom {
  private final BlockingQueue<Letter> belt;

  /**
   * Opens the mail room for one night.
   *
   * @param vans how many vans will come, at least 1; each calls {@link #unload} once
   * @param sorters how many sorters are on duty, at least 1; each calls {@link #sort} once
   * @param room how many letters the belt holds, at least 1
   */
  public MailRoom(int vans, int sorters, int room) {
    belt = new ArrayBlockingQueue<>(room);
    // TODO 1: what else does the mail room have to know, to see the end coming?
  }

  /** Unloads one van, letter by letter; waits while the belt is full. */
  public void unload(Iterable<Letter> load) throws InterruptedException {
    for (Letter letter : load) {
      belt.put(letter);
    }
    // TODO 2: this van is empty. Who has to learn of it, and when? And if it broke down half-way?
  }

  /**
   * Does one sorter's work, until no letter will come any more; waits while the belt is empty.
   *
   * @param pigeonholes where a letter is put away
   * @return how many letters this sorter has put away
   */
  public int sort(Consumer<Letter> pigeonholes) throws InterruptedException {
    int sorted = 0;
    while (true) { // TODO 3: what tells a sorter that the night is over?
      Letter letter = belt.take();
      pigeonholes.accept(letter);
      sorted++;
    }
  }
}
