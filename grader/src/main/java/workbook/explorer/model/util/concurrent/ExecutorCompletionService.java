package workbook.explorer.model.util.concurrent;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Models {@link java.util.concurrent.ExecutorCompletionService}. */
public class ExecutorCompletionService<V> implements CompletionService<V> {
  private final Executor executor;
  private final BlockingQueue<Future<V>> ended;

  public ExecutorCompletionService(Executor executor) {
    this(executor, new LinkedBlockingQueue<>());
  }

  public ExecutorCompletionService(Executor executor, BlockingQueue<Future<V>> ended) {
    this.executor = requireNonNull(executor);
    this.ended = requireNonNull(ended);
  }

  /** Hands on a task's future once it is done. */
  private final class Handing extends FutureTask<@Nullable Void> {
    private final RunnableFuture<V> task;

    @SuppressWarnings("NullAway") // it has no value of its own
    Handing(RunnableFuture<V> task) {
      super(task, null);
      this.task = task;
    }

    @Override
    protected void done() {
      ended.add(task);
    }
  }

  @Override
  public Future<V> submit(Callable<V> task) {
    return hand(
        executor instanceof AbstractExecutorService own
            ? own.newTaskFor(requireNonNull(task))
            : new FutureTask<>(task));
  }

  @Override
  public Future<V> submit(Runnable task, V result) {
    return hand(
        executor instanceof AbstractExecutorService own
            ? own.newTaskFor(requireNonNull(task), result)
            : new FutureTask<>(task, result));
  }

  private Future<V> hand(RunnableFuture<V> task) {
    executor.execute(new Handing(task));
    return task;
  }

  @Override
  public Future<V> take() throws InterruptedException {
    return ended.take();
  }

  @Override
  public @Nullable Future<V> poll() {
    return ended.poll();
  }

  @Override
  public @Nullable Future<V> poll(long time, TimeUnit unit) throws InterruptedException {
    return ended.poll(time, unit);
  }
}
