package workbook.explorer.cases;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static workbook.explorer.Actors.observe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import workbook.explorer.Scenario;

/** Executors and futures, used rightly and wrongly. */
@SuppressWarnings({
  "NullAway",
  "FutureReturnValueIgnored",
  "UnusedVariable",
  "ThreadPriorityCheck",
  "serial",
  "AssertionFailureIgnored"
})
public class Pools {
  private int plain;

  // --------------------------------------------------------------------------------- executors

  @Scenario("what was submitted is done before the pool has ended")
  void shutdownFinishesWhatWasSubmitted() throws InterruptedException {
    AtomicInteger done = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    for (int i = 0; i < 3; i++) {
      pool.execute(done::incrementAndGet);
    }
    pool.shutdown();
    pool.awaitTermination(1, java.util.concurrent.TimeUnit.DAYS);
    assert done.get() == 3 : done;
  }

  @Scenario("what was submitted is done before the pool has ended")
  void shutdownNowLosesTasks() throws InterruptedException {
    AtomicInteger done = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(1);
    for (int i = 0; i < 2; i++) {
      pool.execute(done::incrementAndGet);
    }
    pool.shutdownNow();
    pool.awaitTermination(1, java.util.concurrent.TimeUnit.DAYS);
    assert done.get() == 2 : done;
  }

  @Scenario("what was submitted is done, without waiting for it")
  void noAwait() {
    AtomicInteger done = new AtomicInteger();
    ExecutorService pool = Executors.newCachedThreadPool();
    pool.execute(done::incrementAndGet);
    pool.shutdown();
    assert done.get() == 1 : done;
  }

  @Scenario("shutdownNow interrupts a waiting task")
  void shutdownNowInterrupts() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    boolean[] interrupted = new boolean[1];
    ExecutorService pool = Executors.newSingleThreadExecutor();
    pool.execute(() -> {
      begun.countDown();
      try {
        never.await();
      } catch (InterruptedException e) {
        interrupted[0] = true;
      }
    });
    begun.await();
    List<Runnable> left = pool.shutdownNow();
    while (!pool.isTerminated()) {
      Thread.onSpinWait();
    }
    assert interrupted[0] && left.isEmpty();
  }

  @Scenario("shutdown lets a waiting task wait")
  void shutdownDoesNotInterrupt() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    ExecutorService pool = Executors.newSingleThreadExecutor();
    pool.submit(() -> {
      never.await();
      return null;
    });
    pool.shutdown();
    pool.awaitTermination(Long.MAX_VALUE, java.util.concurrent.TimeUnit.NANOSECONDS);
  }

  @Scenario("the outer task waits for the inner one")
  void starvedByItself() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    Future<Integer> outer = pool.submit(() -> pool.submit(() -> 1).get() + 1);
    assert outer.get() == 2;
    pool.shutdown();
  }

  @Scenario("two threads are enough")
  void notStarved() throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      Future<Integer> outer = pool.submit(() -> pool.submit(() -> 1).get() + 1);
      assert outer.get() == 2;
    }
  }

  @Scenario("nothing runs on")
  void neverShutDown() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    assert pool.submit(() -> 1).get() == 1;
  }

  @Scenario("two tasks count to two")
  void racingTasks() throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      Future<?> a = pool.submit(() -> plain++);
      Future<?> b = pool.submit(() -> plain++);
      a.get();
      b.get();
    }
    assert plain == 2 : plain;
  }

  @Scenario("one thread counts to two")
  void confinedTasks() throws Exception {
    try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
      pool.submit(() -> plain++);
      pool.submit(() -> plain++);
    }
    assert plain == 2 : plain;
  }

  @Scenario("a result is seen by who gets it")
  void published() throws Exception {
    int[] box = new int[1];
    box[0] = 1;
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<int[]> f =
          pool.submit(() -> {
            box[0]++;
            return box;
          });
      assert f.get()[0] == 2;
    }
  }

  private static void meet(CountDownLatch both) {
    both.countDown();
    try {
      both.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Scenario("both tasks are on their way at once")
  void sequentialInDisguise() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    ExecutorService pool = Executors.newFixedThreadPool(2);
    for (int i = 0; i < 2; i++) {
      pool.submit(() -> meet(both)).get();
    }
    pool.shutdown();
  }

  @Scenario("both tasks are on their way at once")
  void submittedBeforeGetting() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    ExecutorService pool = Executors.newFixedThreadPool(2);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      all.add(pool.submit(() -> meet(both)));
    }
    for (Future<?> f : all) {
      f.get();
    }
    pool.shutdown();
  }

  @Scenario("a task that is cancelled in time does not run")
  void cancelledBeforeItRan() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    AtomicInteger ran = new AtomicInteger();
    try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
      pool.submit(() -> {
        gate.await();
        return null;
      });
      Future<?> second = pool.submit(ran::incrementAndGet);
      boolean cancelled = second.cancel(false);
      gate.countDown();
      assert cancelled && second.isCancelled() && second.state() == Future.State.CANCELLED;
    }
    assert ran.get() == 0;
  }

  @Scenario("the results come in the order of the tasks")
  void invokeAllKeepsTheOrder() throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      List<Callable<Integer>> tasks = List.of(() -> 1, () -> 2, () -> 3);
      StringBuilder all = new StringBuilder();
      for (Future<Integer> f : pool.invokeAll(tasks)) {
        all.append(f.resultNow());
      }
      assert all.toString().equals("123") : all;
    }
  }

  @Scenario("what comes first is taken first")
  void completionOrder() throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      ExecutorCompletionService<String> ended = new ExecutorCompletionService<>(pool);
      ended.submit(() -> "a");
      ended.submit(() -> "b");
      observe(ended.take().get() + ended.take().get());
    }
  }

  @Scenario("one of them")
  void invokeAnyTakesOne() throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      List<Callable<Integer>> tasks =
          List.of(
              () -> {
                throw new IllegalStateException();
              },
              () -> 2);
      assert pool.invokeAny(tasks) == 2;
    }
  }

  @Scenario("a full pool makes its caller run the task")
  void callerRuns() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    List<String> names = new ArrayList<>();
    try (ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            SECONDS,
            new LinkedBlockingQueue<>(1),
            new ThreadPoolExecutor.CallerRunsPolicy())) {
      pool.execute(() -> {
        try {
          gate.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      });
      pool.execute(() -> {});
      pool.execute(() -> names.add(Thread.currentThread().getName()));
      gate.countDown();
    }
    assert names.equals(List.of("main")) : names;
  }

  @Scenario("without a queue a busy pool takes nothing more")
  void handsOff() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (ThreadPoolExecutor pool =
        new ThreadPoolExecutor(0, 1, 1, SECONDS, new SynchronousQueue<>())) {
      Future<Integer> first =
          pool.submit(() -> {
            gate.await();
            return 1;
          });
      try {
        pool.submit(() -> 2);
        assert false;
      } catch (RejectedExecutionException expected) {
        gate.countDown();
      }
      assert first.get() == 1;
    }
  }

  /** A task with a number. */
  private record Numbered(int number, List<Integer> done) implements Runnable {
    @Override
    public void run() {
      done.add(number);
    }
  }

  @Scenario("the most important task is first")
  void priorities() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    List<Integer> done = new ArrayList<>();
    try (ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            SECONDS,
            new PriorityBlockingQueue<>(
                4, Comparator.comparingInt(r -> ((Numbered) r).number())))) {
      pool.execute(() -> {
        try {
          gate.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      });
      pool.execute(new Numbered(2, done));
      pool.execute(new Numbered(1, done));
      gate.countDown();
    }
    assert done.equals(List.of(1, 2)) : done;
  }

  @Scenario("after the end nothing is taken")
  void rejected() {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    pool.shutdown();
    try {
      pool.execute(() -> {});
      assert false;
    } catch (RejectedExecutionException expected) {
      observe("rejected");
    }
  }

  @Scenario("a throwing task is told of")
  void throwingTask() {
    try (ExecutorService pool = Executors.newFixedThreadPool(1)) {
      pool.execute(() -> {
        throw new IllegalStateException("broken");
      });
    }
  }

  @Scenario("another worker takes over")
  void throwingTaskWithHandler() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    Thread.setDefaultUncaughtExceptionHandler((t, e) -> {
      assert t.getName().equals("pool-1-thread-1") && e.getMessage().equals("broken");
      told.countDown();
    });
    ExecutorService pool = Executors.newFixedThreadPool(1);
    pool.execute(() -> {
      throw new IllegalStateException("broken");
    });
    String name = pool.submit(() -> Thread.currentThread().getName()).get();
    pool.shutdown();
    assert pool.awaitTermination(1, java.util.concurrent.TimeUnit.DAYS);
    assert name.equals("pool-1-thread-2") : name;
    told.await(); // the pool does not wait for the handler
  }

  @Scenario("hooks are called around each task, and at the end")
  void hooks() throws Exception {
    StringBuffer log = new StringBuffer();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 0, SECONDS, new LinkedBlockingQueue<>()) {
          @Override
          protected void beforeExecute(Thread t, Runnable r) {
            log.append('<');
          }

          @Override
          protected void afterExecute(Runnable r, Throwable e) {
            log.append(e == null ? '>' : '!');
          }

          @Override
          protected void terminated() {
            log.append('.');
          }
        };
    pool.execute(() -> log.append('a'));
    pool.execute(() -> log.append('b'));
    pool.close();
    assert log.toString().equals("<a><b>.") : log;
  }

  @Scenario("the figures are right in the end")
  void figures() throws Exception {
    ThreadPoolExecutor pool = (ThreadPoolExecutor) Executors.newFixedThreadPool(1);
    pool.execute(() -> {});
    while (pool.getCompletedTaskCount() < 1) {
      Thread.yield();
    }
    assert pool.getActiveCount() == 0 && pool.getPoolSize() == 1;
    pool.close();
    assert pool.getPoolSize() == 0 && pool.isTerminated();
  }

  // ----------------------------------------------------------------------------------- futures

  @Scenario("an exception is handled and the rest goes on")
  void exceptionally() {
    int got =
        CompletableFuture.<Integer>supplyAsync(
                () -> {
                  throw new IllegalStateException("broken");
                })
            .exceptionally(e -> e.getCause().getMessage().length())
            .thenApply(n -> n + 1)
            .join();
    assert got == 7 : got;
  }

  @Scenario("all are done once allOf is")
  void allOfJoins() {
    int[] seen = new int[2];
    CompletableFuture<Void> a = CompletableFuture.runAsync(() -> seen[0] = 1);
    CompletableFuture<Void> b = CompletableFuture.runAsync(() -> seen[1] = 2);
    CompletableFuture.allOf(a, b).join();
    assert seen[0] + seen[1] == 3;
  }

  @Scenario("all are done once allOf is")
  void allOfNotJoined() {
    int[] seen = new int[2];
    CompletableFuture<Void> a = CompletableFuture.runAsync(() -> seen[0] = 1);
    CompletableFuture<Void> b = CompletableFuture.runAsync(() -> seen[1] = 2);
    CompletableFuture.allOf(a, b);
    assert seen[0] + seen[1] == 3;
  }

  @Scenario("two halves make a whole")
  void combines() {
    CompletableFuture<int[]> a = CompletableFuture.supplyAsync(() -> new int[] {1});
    CompletableFuture<int[]> b = CompletableFuture.supplyAsync(() -> new int[] {2});
    assert a.thenCombine(b, (x, y) -> x[0] + y[0]).join() == 3;
  }

  @Scenario("who waits for the first stage has not waited for the second")
  void joinsTheWrongStage() {
    boolean[] stored = new boolean[1];
    CompletableFuture<Integer> f = CompletableFuture.supplyAsync(() -> 1);
    f.thenAccept(n -> stored[0] = true);
    f.join();
    assert stored[0];
  }

  @Scenario("it is completed once")
  void completedOnce() {
    CompletableFuture<String> f = new CompletableFuture<>();
    AtomicInteger won = new AtomicInteger();
    AtomicInteger ran = new AtomicInteger();
    f.thenRun(ran::incrementAndGet);
    workbook.explorer.Actors.together(
        workbook.explorer.Actors.actor("A", () -> won.addAndGet(f.complete("a") ? 1 : 0)),
        workbook.explorer.Actors.actor("B", () -> won.addAndGet(f.complete("b") ? 1 : 0)));
    assert won.get() == 1 && ran.get() == 1;
    observe(f.join());
  }

  @Scenario(value = "a join within the pool does not starve it", maxSchedules = 2_000)
  void joinWithinTheCommonPool() {
    List<CompletableFuture<Integer>> outer = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      outer.add(CompletableFuture.supplyAsync(() -> CompletableFuture.supplyAsync(() -> 1).join()));
    }
    int sum = 0;
    for (CompletableFuture<Integer> f : outer) {
      sum += f.join();
    }
    assert sum == 3;
  }

  @Scenario("what takes too long fails")
  void timesOut() {
    CompletableFuture<Integer> never = new CompletableFuture<>();
    Object got = never.orTimeout(1, SECONDS).handle((v, e) -> (Object) e).join();
    assert got instanceof TimeoutException : got;
  }

  @Scenario("the default comes when nothing else does")
  void completesOnTimeout() {
    assert new CompletableFuture<Integer>().completeOnTimeout(5, 1, SECONDS).join() == 5;
    int late =
        CompletableFuture.supplyAsync(() -> 1, CompletableFuture.delayedExecutor(2, SECONDS))
            .join();
    assert late == 1;
  }

  @Scenario("the first to be asked computes")
  void futureTaskRunsOnce() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    FutureTask<Integer> task = new FutureTask<>(runs::incrementAndGet);
    workbook.explorer.Actors.together(
        workbook.explorer.Actors.actor("A", task::run),
        workbook.explorer.Actors.actor("B", task::run));
    assert task.get() == 1 && runs.get() == 1;
  }

  @Scenario("a task in the way of an interrupt ends all the same")
  void cancelWithInterrupt() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
      Future<?> f =
          pool.submit(() -> {
            never.await();
            return null;
          });
      f.cancel(true);
      boolean clean = !pool.submit(() -> Thread.currentThread().isInterrupted()).get();
      assert clean;
    }
  }

  @Scenario("a failure is wrapped")
  void failureIsWrapped() throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(1)) {
      Future<Object> f =
          pool.submit(() -> {
            throw new java.io.IOException("disk");
          });
      f.get();
      assert false;
    } catch (ExecutionException e) {
      assert e.getCause().getMessage().equals("disk");
    }
  }

  // --------------------------------------------------------------------------------- fork/join

  private static final class Sum extends RecursiveTask<Integer> {
    private final int[] numbers;
    private final int from;
    private final int to;

    Sum(int[] numbers, int from, int to) {
      this.numbers = numbers;
      this.from = from;
      this.to = to;
    }

    @Override
    protected Integer compute() {
      if (to - from == 1) {
        return numbers[from];
      }
      int middle = (from + to) / 2;
      Sum left = new Sum(numbers, from, middle);
      left.fork();
      int right = new Sum(numbers, middle, to).compute();
      return right + left.join();
    }
  }

  @Scenario("the sum is right")
  void forksAndJoins() {
    int[] numbers = {1, 2, 3};
    ForkJoinPool pool = new ForkJoinPool(2);
    assert pool.invoke(new Sum(numbers, 0, 3)) == 6;
    pool.close();
  }

  @Scenario("one worker is enough")
  void oneWorkerIsEnough() {
    assert new ForkJoinPool(1).invoke(new Sum(new int[] {1, 2, 3, 4}, 0, 4)) == 10;
  }

  @Scenario("the sum is right")
  void forkedTasksRace() {
    int[] sum = new int[1];
    class Add extends java.util.concurrent.RecursiveAction {
      @Override
      protected void compute() {
        sum[0]++;
      }
    }
    Add first = new Add();
    first.fork();
    new Add().invoke();
    first.join();
    assert sum[0] == 2;
  }

  private static final class Leaf extends CountedCompleter<Void> {
    private final AtomicInteger sum;
    private final int n;

    Leaf(CountedCompleter<?> parent, AtomicInteger sum, int n) {
      super(parent);
      this.sum = sum;
      this.n = n;
    }

    @Override
    public void compute() {
      if (n > 1) {
        setPendingCount(2);
        new Leaf(this, sum, n - 1).fork();
        new Leaf(this, sum, n - 1).fork();
      } else {
        sum.incrementAndGet();
      }
      tryComplete();
    }
  }

  @Scenario("all leaves are counted")
  void countedCompleters() {
    AtomicInteger sum = new AtomicInteger();
    new ForkJoinPool(2).invoke(new Leaf(null, sum, 2));
    assert sum.get() == 2;
  }

  // --------------------------------------------------------------------------------- schedules

  @Scenario("it ticks at a fixed rate")
  void fixedRate() throws Exception {
    ScheduledExecutorService pool = Executors.newScheduledThreadPool(1);
    CountDownLatch ticks = new CountDownLatch(3);
    long start = System.nanoTime();
    pool.scheduleAtFixedRate(ticks::countDown, 100, 50, MILLISECONDS);
    ticks.await();
    long took =
        MILLISECONDS.convert(System.nanoTime() - start, java.util.concurrent.TimeUnit.NANOSECONDS);
    pool.shutdown();
    assert pool.awaitTermination(1, java.util.concurrent.TimeUnit.DAYS);
    assert took >= 200 && took % 50 == 0 : took;
  }

  @Scenario(value = "a delayed task comes later", earlyTimeouts = false)
  void delayed() throws Exception {
    try (ScheduledExecutorService pool = Executors.newSingleThreadScheduledExecutor()) {
      StringBuffer log = new StringBuffer();
      Future<?> b = pool.schedule(() -> log.append('b'), 20, MILLISECONDS);
      Future<?> a = pool.schedule(() -> log.append('a'), 10, MILLISECONDS);
      a.get();
      b.get();
      assert log.toString().equals("ab") : log;
    }
  }

  @Scenario("a cancelled timer is silent")
  void timerCancelled() throws Exception {
    Timer timer = new Timer();
    CountDownLatch ticks = new CountDownLatch(2);
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            ticks.countDown();
            if (ticks.getCount() == 0) {
              cancel();
            }
          }
        },
        10,
        10);
    ticks.await();
    timer.cancel();
  }

  @Scenario("nothing runs on")
  void timerLeft() {
    new Timer()
        .schedule(
            new TimerTask() {
              @Override
              public void run() {}
            },
            10);
  }

  @Scenario("refused")
  void parallelStream() {
    assert List.of(1, 2).parallelStream().mapToInt(n -> n).sum() == 3;
  }
}
