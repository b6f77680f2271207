package workbook.explorer.model.util.concurrent;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import workbook.explorer.model.lang.Thread;
import workbook.explorer.runtime.Op;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.runtime.SimThread;
import workbook.explorer.trace.Step.Kind;

/** What {@link Executors#newThreadPerTaskExecutor} returns: each task has a thread of its own. */
final class ThreadPerTaskExecutor extends AbstractExecutorService {
  private final Shared executor = Sim.shared("ThreadPerTaskExecutor");
  private final ThreadFactory factory;
  private final List<Thread> threads = new ArrayList<>();
  private boolean shutdown;

  ThreadPerTaskExecutor(ThreadFactory factory) {
    this.factory = requireNonNull(factory);
  }

  @Override
  public void execute(Runnable task) {
    requireNonNull(task);
    Sim.look(executor, Kind.READ, "starts a thread of");
    if (shutdown) {
      throw new RejectedExecutionException();
    }
    Thread t = factory.newThread(task);
    if (t == null) {
      throw new RejectedExecutionException();
    }
    threads.add(t);
    t.start();
  }

  @Override
  public void shutdown() {
    Sim.step(executor, Kind.UPDATE, "shuts down");
    shutdown = true;
  }

  @Override
  public List<Runnable> shutdownNow() {
    shutdown();
    for (Thread t : List.copyOf(threads)) {
      SimThread s = Sim.threadOf(t);
      if (s != null && !s.done()) {
        t.interrupt();
      }
    }
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    Sim.look(executor, Kind.READ, "asks whether it is shut down:");
    Sim.value(shutdown);
    return shutdown;
  }

  @Override
  public boolean isTerminated() {
    if (!isShutdown()) {
      return false;
    }
    for (Thread t : List.copyOf(threads)) {
      if (t.isAlive()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean awaitTermination(long time, TimeUnit unit) throws InterruptedException {
    long nanos = Math.max(0, unit.toNanos(time));
    long start = Sim.nanos();
    Op.Outcome outcome =
        Sim.awaitToLook(executor, Kind.JOIN, "waits for the end of", () -> shutdown, true, nanos);
    for (int i = 0; outcome == Op.Outcome.READY && i < threads.size(); i++) {
      SimThread t = Sim.threadOf(threads.get(i));
      if (t != null) {
        outcome =
            Sim.awaitToLook(
                t.life(),
                Kind.JOIN,
                "waits for the end of " + t.name(),
                t::done,
                true,
                Math.max(0, nanos - (Sim.nanos() - start)));
        if (outcome == Op.Outcome.READY) {
          Sim.acquire(t.life());
        }
      }
    }
    if (outcome == Op.Outcome.INTERRUPTED) {
      Sim.throwIfInterrupted();
    }
    return outcome == Op.Outcome.READY;
  }
}
