package workbook.explorer.cases;

import static workbook.explorer.Actors.actor;
import static workbook.explorer.Actors.observe;
import static workbook.explorer.Actors.together;

import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import workbook.explorer.Actors.Actor;
import workbook.explorer.ProgramText;
import workbook.explorer.Scenario;

/** Runs a small program of random instructions, a line of them for each thread. */
@SuppressWarnings({"NonAtomicVolatileUpdate", "WaitNotInLoop", "NullAway", "LockNotBeforeTry"})
public class Arbitrary {
  private volatile int v;
  private volatile int w;
  private int x;
  private int y;
  private boolean told;
  private final AtomicInteger atomic = new AtomicInteger();
  private final Object a = new Object();
  private final Object b = new Object();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition condition = lock.newCondition();
  private final Semaphore semaphore = new Semaphore(1);

  @Scenario("the outcomes are those of plain search")
  public void run() {
    int[][] program = ProgramText.program();
    int[][] seen = new int[program.length][];
    Actor[] actors = new Actor[program.length];
    for (int t = 0; t < program.length; t++) {
      int self = t;
      seen[t] = new int[program[t].length];
      actors[t] =
          actor(
              "t" + t,
              () -> {
                for (int i = 0; i < program[self].length; i++) {
                  seen[self][i] = instruction(program[self][i], self * 10 + i + 1);
                }
              });
    }
    together(actors);
    observe(Arrays.deepToString(seen) + v + w + x + y + atomic.get());
  }

  @Scenario(value = "the outcomes are those of plain search", spuriousWakeups = false)
  public void runWithoutSpuriousWakeups() {
    run();
  }

  private int instruction(int op, int n) throws InterruptedException {
    switch (op) {
      case 0 -> v = n;
      case 1 -> {
        return v;
      }
      case 2 -> w = v + 1;
      case 3 -> x = n;
      case 4 -> {
        return x;
      }
      case 5 -> y = x + 1;
      case 6 -> {
        return y;
      }
      case 7 -> {
        return atomic.incrementAndGet();
      }
      case 8 -> {
        return atomic.compareAndSet(1, n) ? 1 : 0;
      }
      case 9 -> {
        synchronized (a) {
          x += n;
          return x;
        }
      }
      case 10 -> {
        synchronized (a) {
          synchronized (b) {
            return v++;
          }
        }
      }
      case 11 -> {
        synchronized (b) {
          synchronized (a) {
            return w;
          }
        }
      }
      case 12 -> {
        synchronized (a) {
          a.wait(10);
          return y;
        }
      }
      case 13 -> {
        synchronized (a) {
          y = n;
          a.notify();
        }
      }
      case 14 -> {
        if (!lock.tryLock()) {
          return -1;
        }
        try {
          return v;
        } finally {
          lock.unlock();
        }
      }
      case 15 -> {
        lock.lock();
        try {
          told = true;
          condition.signalAll();
        } finally {
          lock.unlock();
        }
      }
      case 16 -> {
        lock.lock();
        try {
          if (!told) {
            condition.await();
          }
          return told ? 1 : 0;
        } finally {
          lock.unlock();
        }
      }
      case 17 -> {
        semaphore.acquire();
        int seen = v;
        semaphore.release();
        return seen;
      }
      case 18 -> {
        return semaphore.tryAcquire() ? 1 : 0;
      }
      default -> throw new IllegalArgumentException();
    }
    return 0;
  }
}
