package workbook.explorer.model.util.concurrent;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Identity;
import workbook.explorer.runtime.Sim;

/** Models {@link java.util.concurrent.AbstractExecutorService}. */
public abstract class AbstractExecutorService extends Identity implements ExecutorService {
  public AbstractExecutorService() {}

  protected <T> RunnableFuture<T> newTaskFor(Runnable task, T value) {
    return new FutureTask<>(task, value);
  }

  protected <T> RunnableFuture<T> newTaskFor(Callable<T> task) {
    return new FutureTask<>(task);
  }

  @Override
  @SuppressWarnings("NullAway") // such a future has no value
  public Future<?> submit(Runnable task) {
    RunnableFuture<@Nullable Void> future = newTaskFor(requireNonNull(task), (Void) null);
    execute(future);
    return future;
  }

  @Override
  public <T> Future<T> submit(Runnable task, T result) {
    RunnableFuture<T> future = newTaskFor(requireNonNull(task), result);
    execute(future);
    return future;
  }

  @Override
  public <T> Future<T> submit(Callable<T> task) {
    RunnableFuture<T> future = newTaskFor(requireNonNull(task));
    execute(future);
    return future;
  }

  @Override
  public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks)
      throws InterruptedException {
    return all(tasks, -1);
  }

  @Override
  public <T> List<Future<T>> invokeAll(
      Collection<? extends Callable<T>> tasks, long time, TimeUnit unit)
      throws InterruptedException {
    return all(tasks, Math.max(0, unit.toNanos(time)));
  }

  private <T> List<Future<T>> all(Collection<? extends Callable<T>> tasks, long nanos)
      throws InterruptedException {
    long start = Sim.nanos();
    List<Future<T>> futures = new ArrayList<>(tasks.size());
    boolean complete = false;
    try {
      for (Callable<T> task : tasks) {
        futures.add(newTaskFor(requireNonNull(task)));
      }
      for (Future<T> f : futures) {
        execute((Runnable) f);
      }
      for (Future<T> f : futures) {
        try {
          if (nanos < 0) {
            f.get();
          } else {
            f.get(Math.max(0, nanos - (Sim.nanos() - start)), TimeUnit.NANOSECONDS);
          }
        } catch (CancellationException | ExecutionException itsOwnAffair) {
          // told by its future
        } catch (TimeoutException e) {
          return futures;
        }
      }
      complete = true;
      return futures;
    } finally {
      if (!complete) {
        for (Future<T> f : futures) {
          f.cancel(true);
        }
      }
    }
  }

  @Override
  public <T> T invokeAny(Collection<? extends Callable<T>> tasks)
      throws InterruptedException, ExecutionException {
    try {
      return any(tasks, -1);
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long time, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    return any(tasks, Math.max(0, unit.toNanos(time)));
  }

  /** Starts a task, then another whenever none has ended meanwhile, as the real class does. */
  private <T> T any(Collection<? extends Callable<T>> tasks, long nanos)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException();
    }
    long start = Sim.nanos();
    List<Future<T>> futures = new ArrayList<>(tasks.size());
    ExecutorCompletionService<T> ended = new ExecutorCompletionService<>(this);
    try {
      ExecutionException failure = null;
      Iterator<? extends Callable<T>> rest = tasks.iterator();
      futures.add(ended.submit(rest.next()));
      int active = 1;
      while (true) {
        Future<T> f = ended.poll();
        if (f == null) {
          if (rest.hasNext()) {
            futures.add(ended.submit(rest.next()));
            active++;
          } else if (active == 0) {
            throw requireNonNull(failure);
          } else if (nanos < 0) {
            f = ended.take();
          } else {
            f = ended.poll(Math.max(0, nanos - (Sim.nanos() - start)), TimeUnit.NANOSECONDS);
            if (f == null) {
              throw new TimeoutException();
            }
          }
        }
        if (f != null) {
          active--;
          try {
            return f.get();
          } catch (ExecutionException e) {
            failure = e;
          } catch (RuntimeException e) {
            failure = new ExecutionException(e);
          }
        }
      }
    } finally {
      for (Future<T> f : futures) {
        f.cancel(true);
      }
    }
  }
}
