package workbook.explorer.cases;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import workbook.explorer.ProgramText;
import workbook.explorer.Scenario;
import workbook.explorer.Sink;

/** Random operations on futures and pools, which come out the same whatever the schedule. */
@SuppressWarnings({
  "NullAway",
  "FutureReturnValueIgnored",
  "ThreadPriorityCheck",
  "CatchAndPrintStackTrace",
  "ReferenceEquality"
})
public class FuturePrograms {
  private final StringBuilder log = new StringBuilder();

  private void log(Object what) {
    log.append(what).append(' ');
  }

  private static String told(Throwable e) {
    return e == null
        ? "-"
        : e.getClass().getSimpleName()
            + (e.getCause() == null ? "" : "(" + told(e.getCause()) + ")");
  }

  // ------------------------------------------------------------------------ completable futures

  @Scenario("the model does what the real class does")
  public void completableFutures() {
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(new CompletableFuture<>());
    }
    Deque<Runnable> queue =
        new ArrayDeque<>(); // a task run at once would change the order of the others
    Executor later = queue::add;
    int n = 0;
    for (int op : ProgramText.program()[0]) {
      int id = n++;
      CompletableFuture<Integer> a = all.get(op / 32 % all.size());
      CompletableFuture<Integer> b = all.get(op / 1024 % all.size());
      try {
        CompletableFuture<Integer> made = operation(op % 32, id, a, b, later);
        if (made != null) {
          all.add(made);
        }
      } catch (RuntimeException e) {
        log(id + "throws" + told(e));
      }
      while (!queue.isEmpty()) {
        queue.remove().run();
      }
    }
    for (CompletableFuture<Integer> f : all) {
      log("|" + f.state() + f.isCompletedExceptionally() + f.isCancelled());
      try {
        log(f.getNow(-1));
      } catch (RuntimeException e) {
        log(told(e));
      }
    }
    Sink.observe(log.toString());
  }

  private CompletableFuture<Integer> operation(
      int kind, int id, CompletableFuture<Integer> a, CompletableFuture<Integer> b, Executor e) {
    switch (kind) {
      case 0, 1, 2, 3 -> log(id + "c" + a.complete(id));
      case 4, 5 -> log(id + "x" + a.completeExceptionally(new IllegalStateException("x" + id)));
      case 6 -> log(id + "k" + a.cancel(true));
      case 7 -> log(id + "?" + a.isDone());
      case 8 -> {
        return a.thenApply(v -> seen(id, v));
      }
      case 9 -> {
        return a.thenApplyAsync(v -> seen(id, v), e);
      }
      case 10 -> {
        return a.thenAccept(v -> seen(id, v)).thenApply(v -> id);
      }
      case 11 -> {
        return a.thenRun(() -> seen(id, 0)).handle((v, x) -> id);
      }
      case 12, 13 -> {
        return a.thenCompose(v -> seen(id, v) >= 0 ? b : null);
      }
      case 14 -> {
        return a.thenComposeAsync(v -> b.thenApply(w -> seen(id, w)), e);
      }
      case 15, 16 -> {
        return a.thenCombine(b, (v, w) -> seen(id, v == null || w == null ? 0 : v + w));
      }
      case 17 -> {
        return a.thenAcceptBothAsync(b, (v, w) -> seen(id, v), e).thenApply(v -> id);
      }
      case 18 -> {
        return a.runAfterBoth(b, () -> seen(id, 0)).thenApply(v -> id);
      }
      case 19, 20 -> {
        return a.applyToEither(b, v -> seen(id, v));
      }
      case 21 -> {
        return a.acceptEither(b, v -> seen(id, v)).thenApply(v -> id);
      }
      case 22 -> {
        return a.runAfterEitherAsync(b, () -> seen(id, 0), e).thenApply(v -> id);
      }
      case 23 -> {
        return a.handle((v, x) -> seen(id, x == null ? v : -1));
      }
      case 24 -> {
        return a.whenComplete((v, x) -> seen(id, x == null ? v : -2));
      }
      case 25 -> {
        return a.exceptionally(x -> seen(id, told(x).length()));
      }
      case 26 -> {
        return a.exceptionallyCompose(x -> b);
      }
      case 27 -> {
        return CompletableFuture.allOf(a, b, a).thenApply(v -> seen(id, 3));
      }
      case 28 -> {
        return CompletableFuture.anyOf(a, b).thenApply(v -> seen(id, (Integer) v));
      }
      case 29 -> {
        return a.copy();
      }
      case 30 -> {
        return a.minimalCompletionStage().toCompletableFuture();
      }
      default -> {
        return a.handleAsync((v, x) -> seen(id, 0), e);
      }
    }
    return null;
  }

  private int seen(int id, Integer value) {
    log(id + "f" + value);
    if (id % 7 == 6) {
      throw new IllegalArgumentException("thrown by " + id);
    }
    return value == null ? 0 : value + 1;
  }

  // ------------------------------------------------------------------------------ future tasks

  /** Runs a task at once, in its caller. */
  private static final class Direct extends AbstractExecutorService {
    private boolean over;

    @Override
    public void execute(Runnable task) {
      if (over) {
        throw new RejectedExecutionException();
      }
      task.run();
    }

    @Override
    public void shutdown() {
      over = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
      over = true;
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return over;
    }

    @Override
    public boolean isTerminated() {
      return over;
    }

    @Override
    public boolean awaitTermination(long time, TimeUnit unit) {
      return over;
    }
  }

  @Scenario("the model does what the real class does")
  public void futureTasks() throws Exception {
    List<FutureTask<Integer>> tasks = new ArrayList<>();
    try (Direct direct = new Direct()) {
      int n = 0;
      for (int op : ProgramText.program()[0]) {
        int id = n++;
        if (tasks.isEmpty() || op % 12 < 2) {
          tasks.add(task(id));
        }
        FutureTask<Integer> t = tasks.get(op / 12 % tasks.size());
        log(id);
        switch (op % 12) {
          case 2, 3 -> t.run();
          case 4 -> log(t.cancel(op % 2 == 0));
          case 5 -> log(t.isDone() + "" + t.isCancelled() + t.state());
          case 6 -> log(result(t));
          case 7 -> {
            try {
              log(t.resultNow());
            } catch (IllegalStateException e) {
              log(e.getMessage());
            }
          }
          case 8 -> {
            try {
              log(told(t.exceptionNow()));
            } catch (IllegalStateException e) {
              log(e.getMessage());
            }
          }
          case 9 -> log(result(direct.submit(() -> work(id))));
          case 10 -> {
            List<Callable<Integer>> several = List.of(() -> work(id), () -> work(id + 1));
            for (Future<Integer> f : direct.invokeAll(several)) {
              log(f.state() + result(f));
            }
          }
          case 11 -> {
            List<Callable<Integer>> several = List.of(() -> work(id), () -> work(id + 1));
            try {
              log(direct.invokeAny(several));
            } catch (ExecutionException e) {
              log(told(e));
            }
          }
          default -> {}
        }
      }
    }
    Sink.observe(log.toString());
  }

  private FutureTask<Integer> task(int id) {
    return new FutureTask<>(() -> work(id)) {
      @Override
      protected void done() {
        log("done" + id);
      }
    };
  }

  private int work(int id) throws Exception {
    log("w" + id);
    return switch (id % 3) {
      case 0 -> id;
      case 1 -> throw new java.io.IOException("disk");
      default -> throw new CompletionException(new IllegalStateException("state"));
    };
  }

  private static String result(Future<?> f) {
    if (!f.isDone()) {
      return "none";
    }
    try {
      return String.valueOf(f.get());
    } catch (ExecutionException | RuntimeException e) {
      return told(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  // -------------------------------------------------------------------------------------- pools

  @Scenario("the model does what the real class does")
  public void pools() throws Exception {
    int[] program = ProgramText.program()[0];
    int core = 1 + program[0] % 2;
    int max = core + program[1] % 2;
    int room = 1 + program[2] % 2;
    Semaphore begun = new Semaphore(0);
    Semaphore gate = new Semaphore(0);
    Thread caller = Thread.currentThread();
    int threads = 0;
    int running = 0;
    int queued = 0;
    long finished = 0;
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            core, max, 30, TimeUnit.MINUTES, new LinkedBlockingQueue<>(room), policy(program[3]));
    for (int op : program) {
      if (op % 5 < 3) {
        boolean starts = threads < core || threads > running || (queued == room && threads < max);
        boolean refused = !starts && queued == room;
        try {
          pool.execute(() -> {
            if (Thread.currentThread() == caller) {
              log("self");
              return;
            }
            begun.release();
            gate.acquireUninterruptibly();
          });
          log("taken");
        } catch (RejectedExecutionException e) {
          log("rejected");
        }
        if (starts) {
          threads += threads < core || threads == running ? 1 : 0;
          running++;
          begun.acquire();
        } else if (!refused) {
          queued++;
        }
      } else if (running > 0) {
        gate.release();
        finished++;
        if (queued > 0) {
          queued--;
          begun.acquire();
        } else {
          running--;
        }
      }
      while (pool.getCompletedTaskCount() != finished || pool.getActiveCount() != running) {
        Thread.yield();
      }
      log(pool.getPoolSize() + "," + pool.getQueue().size() + "," + pool.getLargestPoolSize());
    }
    pool.shutdown();
    log(pool.isShutdown());
    gate.release(running + queued);
    log(pool.awaitTermination(1, TimeUnit.DAYS));
    log(pool.isTerminated() + "," + pool.getCompletedTaskCount() + "," + pool.getPoolSize());
    Sink.observe(log.toString());
  }

  private static java.util.concurrent.RejectedExecutionHandler policy(int which) {
    return switch (which % 3) {
      case 0 -> new ThreadPoolExecutor.AbortPolicy();
      case 1 -> new ThreadPoolExecutor.CallerRunsPolicy();
      default -> new ThreadPoolExecutor.DiscardPolicy();
    };
  }
}
