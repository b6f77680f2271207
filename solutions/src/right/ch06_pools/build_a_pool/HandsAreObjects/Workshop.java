// Right because: each hand is an object with a thread of its own; a FutureTask does the catching.
package workbook.ch06_pools.build_a_pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

public final class Workshop {
  private record Task(FutureTask<Void> work, boolean last) {}

  private static final class Hand extends Thread {
    private final BlockingQueue<Task> shelf;
    private final Consumer<Throwable> mishaps;

    Hand(BlockingQueue<Task> shelf, Consumer<Throwable> mishaps) {
      this.shelf = shelf;
      this.mishaps = mishaps;
    }

    @Override
    public void run() {
      for (Task task = next(); !task.last; task = next()) {
        task.work.run();
        Thread.interrupted();
        try {
          task.work.get();
        } catch (ExecutionException thrown) {
          mishaps.accept(thrown.getCause());
        } catch (InterruptedException e) {
          throw new AssertionError("the task is done, and the status cleared", e);
        }
      }
    }

    private Task next() {
      try {
        return shelf.take();
      } catch (InterruptedException e) {
        throw new AssertionError("cleared after each job", e);
      }
    }
  }

  private final BlockingQueue<Task> shelf = new LinkedTransferQueue<>();
  private final ReentrantLock door = new ReentrantLock();
  private boolean closed; // guarded by door
  private final List<Hand> hands = new ArrayList<>();

  public Workshop(int hands, Consumer<Throwable> mishaps) {
    if (hands < 1) {
      throw new IllegalArgumentException("a workshop needs hands");
    }
    for (int i = 0; i < hands; i++) {
      this.hands.add(new Hand(shelf, mishaps));
    }
    this.hands.forEach(Hand::start);
  }

  public void accept(Runnable job) {
    Objects.requireNonNull(job);
    door.lock();
    try {
      if (closed) {
        throw new RejectedExecutionException("too late");
      }
      shelf.add(new Task(new FutureTask<>(job, null), false));
    } finally {
      door.unlock();
    }
  }

  public void close() {
    door.lock();
    try {
      if (!closed) {
        hands.forEach(hand -> shelf.add(new Task(new FutureTask<>(() -> null), true)));
      }
      closed = true;
    } finally {
      door.unlock();
    }
  }

  public void awaitEnd() throws InterruptedException {
    for (Hand hand : hands) {
      hand.join();
    }
  }
}
