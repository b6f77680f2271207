package workbook.explorer.model.util.concurrent;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import workbook.explorer.model.lang.Thread;
import workbook.explorer.runtime.PerRun;

/** Models {@link java.util.concurrent.Executors}. */
public final class Executors {
  private static final PerRun<int[]> POOLS = new PerRun<>(() -> new int[1]);

  public static ExecutorService newFixedThreadPool(int threads) {
    return newFixedThreadPool(threads, defaultThreadFactory());
  }

  public static ExecutorService newFixedThreadPool(int threads, ThreadFactory factory) {
    return new ThreadPoolExecutor(
        threads, threads, 0, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), factory);
  }

  public static ExecutorService newSingleThreadExecutor() {
    return newSingleThreadExecutor(defaultThreadFactory());
  }

  public static ExecutorService newSingleThreadExecutor(ThreadFactory factory) {
    return new Unconfigurable(newFixedThreadPool(1, factory));
  }

  public static ExecutorService newCachedThreadPool() {
    return newCachedThreadPool(defaultThreadFactory());
  }

  public static ExecutorService newCachedThreadPool(ThreadFactory factory) {
    return new ThreadPoolExecutor(
        0, Integer.MAX_VALUE, 60, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
  }

  public static ExecutorService newThreadPerTaskExecutor(ThreadFactory factory) {
    return new ThreadPerTaskExecutor(factory);
  }

  public static ExecutorService newVirtualThreadPerTaskExecutor() {
    return newThreadPerTaskExecutor(Thread.ofVirtual().factory());
  }

  public static ExecutorService newWorkStealingPool() {
    return newWorkStealingPool(ForkJoinPool.PROCESSORS);
  }

  public static ExecutorService newWorkStealingPool(int parallelism) {
    return new ForkJoinPool(
        parallelism, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, true);
  }

  public static ScheduledExecutorService newScheduledThreadPool(int core) {
    return new ScheduledThreadPoolExecutor(core);
  }

  public static ScheduledExecutorService newScheduledThreadPool(int core, ThreadFactory factory) {
    return new ScheduledThreadPoolExecutor(core, factory);
  }

  public static ScheduledExecutorService newSingleThreadScheduledExecutor() {
    return unconfigurableScheduledExecutorService(new ScheduledThreadPoolExecutor(1));
  }

  public static ScheduledExecutorService newSingleThreadScheduledExecutor(ThreadFactory factory) {
    return unconfigurableScheduledExecutorService(new ScheduledThreadPoolExecutor(1, factory));
  }

  public static ExecutorService unconfigurableExecutorService(ExecutorService executor) {
    return new Unconfigurable(executor);
  }

  public static ScheduledExecutorService unconfigurableScheduledExecutorService(
      ScheduledExecutorService executor) {
    return new Unconfigurable.Scheduled(executor);
  }

  /**
   * Returns a factory of threads named {@code pool-1-thread-1} and so on, counted anew in each
   * schedule.
   */
  public static ThreadFactory defaultThreadFactory() {
    int pool = ++POOLS.get()[0];
    int[] threads = {0};
    return task -> {
      Thread t = new Thread(task, "pool-" + pool + "-thread-" + ++threads[0]);
      t.setDaemon(false);
      return t;
    };
  }

  /** A runnable as a callable. */
  private record Calling<T extends @Nullable Object>(Runnable task, T result)
      implements Callable<T> {
    Calling {
      requireNonNull(task);
    }

    @Override
    public T call() {
      task.run();
      return result;
    }

    @Override
    public String toString() {
      return Tasks.name(this) + "[Wrapped task = " + Tasks.name(task) + "]";
    }
  }

  public static <T extends @Nullable Object> Callable<T> callable(Runnable task, T result) {
    return new Calling<>(task, result);
  }

  @SuppressWarnings("NullAway") // null is what a runnable returns
  public static Callable<Object> callable(Runnable task) {
    return callable(task, null);
  }

  private Executors() {}
}
