// Right because: the queue holds the figure, once. Whoever takes it out is the only one who has
// it, and everybody else waits until it is put back; queues hand on what was written before.
package workbook.ch02_safety.lost_update;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Whoever holds the figure is the only one who has it: the queue of one is empty meanwhile. */
public final class Till {
  private final BlockingQueue<Integer> drawer = new ArrayBlockingQueue<>(1);

  public Till() {
    drawer.add(0);
  }

  private int open() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return drawer.take();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  public void takeIn(int cents) {
    if (cents < 1) throw new IllegalArgumentException();
    drawer.add(open() + cents);
  }

  public void payOut(int cents) {
    if (cents < 1) throw new IllegalArgumentException();
    drawer.add(open() - cents);
  }

  public int difference() {
    int d = open();
    drawer.add(d);
    return d;
  }
}
