package workbook.ch05_queues.bounded_queue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;

/**
 * A ramp between the forest and the sawmill: logs are laid down at the top and taken off at the
 * bottom.
 *
 * <p>As it stands, it works for one thread that never asks for too much. A full ramp is given one
 * log too many, an empty one answers with an exception, and patience is of no use.
 *
 * <p>Make it a ramp where loggers and saws, threads all of them, can wait for each other. What
 * exactly that means is in the README beside this file. The signatures below must stay as they are;
 * inside, everything may be changed.
 *
 * @param <T> what a log is
 */
public final class Ramp<T> {
  private final Deque<T> logs = new ArrayDeque<>();
  private final int room;

  /**
   * Builds an empty ramp.
   *
   * @param room how many logs it has room for, at least 1
   */
  public Ramp(int room) {
    // TODO 1: what if there is to be room for none?
    this.room = room;
  }

  /** Lays a log down at the top; waits while the ramp is full. */
  public void put(T log) throws InterruptedException {
    Objects.requireNonNull(log);
    // TODO 2: what must be true before the log may be laid down? And who has to learn that it was?
    logs.addLast(log);
  }

  /**
   * Lays a log down at the top, unless the ramp is full and stays so.
   *
   * @param patience how long to wait for a place
   * @return whether the log lies on the ramp
   */
  public boolean offer(T log, Duration patience) throws InterruptedException {
    Objects.requireNonNull(log);
    // TODO 3: as before; and when is the patience over, for somebody who is woken many times?
    if (logs.size() == room) {
      return false;
    }
    logs.addLast(log);
    return true;
  }

  /** Takes the log at the bottom; waits while the ramp is empty. */
  public T take() throws InterruptedException {
    // TODO 4: the mirror image
    return logs.removeFirst();
  }

  /**
   * Takes the log at the bottom, unless the ramp is empty and stays so.
   *
   * @param patience how long to wait for a log
   */
  public Optional<T> poll(Duration patience) throws InterruptedException {
    // TODO 5: and the mirror image of the other
    return Optional.ofNullable(logs.pollFirst());
  }

  /** Returns how many logs lie on the ramp. */
  public int size() {
    // TODO 6: who else may be at the logs just now?
    return logs.size();
  }
}
