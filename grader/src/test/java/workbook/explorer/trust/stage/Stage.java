package workbook.explorer.trust.stage;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import workbook.explorer.Actors;
import workbook.explorer.trust.RealRun;

/** What all random programs have in common; a generated class adds what each thread does. */
public abstract class Stage implements RealRun {
  private static final int REGISTERS = 3;
  private static final long PATIENCE_MILLIS = 20_000;

  int x;
  int y;
  volatile int v;
  volatile int w;
  final Object m0 = new Object();
  final Object m1 = new Object();
  final ReentrantLock l0 = new ReentrantLock();
  final ReentrantLock l1 = new ReentrantLock();
  final AtomicInteger n = new AtomicInteger();
  final Semaphore s;
  final Thread[] threads;
  private final int[] results;

  private final int joined;

  /** Takes how many threads there are, and a bit for each to be joined and each daemon. */
  Stage(int count, int permits, int joined, int daemons) {
    this.joined = joined;
    threads = new Thread[count + 1];
    results = new int[(count + 1) * REGISTERS];
    s = new Semaphore(permits);
    for (int i = 1; i <= count; i++) {
      int self = i;
      threads[i] = new Thread(() -> go(self), "T" + i);
      threads[i].setDaemon((daemons & 1 << i) != 0);
    }
  }

  abstract void act(int thread) throws InterruptedException;

  private void go(int self) {
    try {
      act(self);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Keeps what a thread has read. */
  final void result(int thread, int r0, int r1, int r2) {
    results[thread * REGISTERS] = r0;
    results[thread * REGISTERS + 1] = r1;
    results[thread * REGISTERS + 2] = r2;
  }

  final void play() throws InterruptedException {
    for (int i = 1; i < threads.length; i++) {
      threads[i].start();
    }
    for (int i = 1; i < threads.length; i++) {
      if (isJoined(i)) {
        threads[i].join();
      }
    }
    Actors.observe(outcome());
  }

  private boolean isJoined(int thread) {
    return (joined & 1 << thread) != 0;
  }

  private String outcome() {
    int lastX = x;
    int lastY = y;
    String text = "x" + lastX + " y" + lastY + " v" + v + " w" + w + " n" + n.get();
    text += " s" + s.availablePermits();
    for (int i = 1; i < threads.length; i++) {
      if (isJoined(i)) {
        text +=
            "|" + results[i * REGISTERS] + results[i * REGISTERS + 1] + results[i * REGISTERS + 2];
      }
    }
    return text;
  }

  @Override
  public String real() throws InterruptedException {
    for (int i = 1; i < threads.length; i++) {
      threads[i].setDaemon(true);
      threads[i].start();
    }
    for (int i = 1; i < threads.length; i++) {
      if (isJoined(i)) {
        awaitEnd(threads[i]);
      }
    }
    String outcome = outcome();
    for (int i = 1; i < threads.length; i++) {
      awaitEnd(threads[i]); // lest the next run have to share the processors with it
    }
    return outcome;
  }

  private static void awaitEnd(Thread thread) throws InterruptedException {
    thread.join(PATIENCE_MILLIS);
    if (thread.isAlive()) {
      throw new IllegalStateException(thread.getName() + " never ends");
    }
  }
}
