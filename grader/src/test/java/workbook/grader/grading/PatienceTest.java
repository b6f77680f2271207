package workbook.grader.grading;

import static workbook.grader.fixture.TinyWorkbook.answer;
import static workbook.grader.grading.Grades.assertPasses;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.grader.fixture.TinyWorkbook;

/**
 * What waits, sleeps or is slow, and goes on by itself, is no hang: each waits three times as long
 * as it takes to call a real hang one.
 */
class PatienceTest {
  @TempDir static Path folder;

  private static Grades grades;

  @BeforeAll
  static void open() {
    grades = new Grades(folder);
  }

  @AfterAll
  static void close() {
    grades.close();
  }

  private static void assertNoHang(String body) {
    assertPasses(grades.alone(answer(body)));
  }

  @Test
  void sleepingIsNoHang() {
    assertNoHang("Thread.sleep(1500); return 42;");
  }

  @Test
  void aThreadThatSleepsWhileOthersWaitIsNoHang() {
    assertNoHang(
        """
        var latch = new CountDownLatch(1);
        new Thread(() -> {
          try { Thread.sleep(1500); } catch (InterruptedException e) { return; }
          latch.countDown();
        }).start();
        latch.await(); return 42;
        """);
  }

  @Test
  void parkingWithATimeOutIsNoHang() {
    assertNoHang("LockSupport.parkNanos(1_500_000_000L); return 42;");
  }

  @Test
  void parkingAgainAndAgainWithATimeOutIsNoHang() {
    assertNoHang("for (int i = 0; i < 15; i++) LockSupport.parkNanos(100_000_000L); return 42;");
  }

  @Test
  void waitingWithATimeOutIsNoHang() {
    assertNoHang("synchronized (this) { wait(1500); } return 42;");
  }

  @Test
  void waitingForALatchWithATimeOutIsNoHang() {
    assertNoHang("new CountDownLatch(1).await(1500, TimeUnit.MILLISECONDS); return 42;");
  }

  @Test
  void pollingAQueueWithATimeOutIsNoHang() {
    assertNoHang(
        "new LinkedBlockingQueue<Integer>().poll(1500, TimeUnit.MILLISECONDS); return 42;");
  }

  @Test
  void aCycleOfLocksThatTimesOutIsNoDeadlock() {
    assertPasses(
        grades.alone(
            answer(
                """
                var met = new CyclicBarrier(2);
                var one = new Thread(() -> both(a, b, met, 1500), "one");
                var two = new Thread(() -> both(b, a, met, 700), "two");
                one.start(); two.start(); one.join(); two.join(); return 42;
                """,
                """
                final Lock a = new ReentrantLock(), b = new ReentrantLock();
                static void both(Lock x, Lock y, CyclicBarrier met, int patience) {
                  x.lock();
                  try {
                    met.await();
                    if (y.tryLock(patience, TimeUnit.MILLISECONDS)) y.unlock();
                  } catch (Exception e) { throw new IllegalStateException(e);
                  } finally { x.unlock(); }
                }
                """)));
  }

  @Test
  void aCycleOfLocksThatIsInterruptedIsNoDeadlock() {
    assertPasses(
        grades.alone(
            answer(
                """
                var met = new CyclicBarrier(2);
                var one = new Thread(() -> both(a, b, met), "one");
                var two = new Thread(() -> both(b, a, met), "two");
                one.start(); two.start();
                Thread.sleep(700); one.interrupt();
                one.join(); two.join(); return 42;
                """,
                """
                final Lock a = new ReentrantLock(), b = new ReentrantLock();
                static void both(Lock x, Lock y, CyclicBarrier met) {
                  try {
                    x.lockInterruptibly();
                    try { met.await(); y.lockInterruptibly(); y.unlock(); }
                    finally { x.unlock(); }
                  } catch (InterruptedException e) {
                    // called off
                  } catch (Exception e) { throw new IllegalStateException(e); }
                }
                """)));
  }

  @Test
  void aSleepingVirtualThreadIsNoHang() {
    assertNoHang(
        """
        var t = Thread.ofVirtual().start(() -> {
          try { Thread.sleep(1500); } catch (InterruptedException e) { return; }
        });
        t.join(); return 42;
        """);
  }

  @Test
  void virtualThreadsOfAnExecutorThatSleepAreNoHang() {
    assertNoHang(
        """
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
          for (int i = 0; i < 1000; i++) pool.submit(() -> { Thread.sleep(1500); return 1; });
        }
        return 42;
        """);
  }

  @Test
  void aDelayedExecutorIsNoHang() {
    assertNoHang(
        """
        return CompletableFuture.supplyAsync(
            () -> 42, CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS)).get();
        """);
  }

  @Test
  void completingOnTimeOutIsNoHang() {
    assertNoHang(
        "return new CompletableFuture<Integer>().completeOnTimeout(42, 1500,"
            + " TimeUnit.MILLISECONDS).get();");
  }

  @Test
  void aScheduledTaskIsNoHang() {
    assertNoHang(
        """
        try (var pool = Executors.newScheduledThreadPool(2)) {
          return pool.schedule(() -> 42, 1500, TimeUnit.MILLISECONDS).get();
        }
        """);
  }

  @Test
  void aTimerIsNoHang() {
    assertNoHang(
        """
        var latch = new CountDownLatch(1);
        var timer = new Timer();
        timer.schedule(new TimerTask() { public void run() { latch.countDown(); } }, 1500);
        latch.await(); timer.cancel(); return 42;
        """);
  }

  @Test
  void aDelayQueueIsNoHang() {
    assertNoHang(
        """
        class Late implements Delayed {
          final long due = System.nanoTime() + 1_500_000_000L;
          public long getDelay(TimeUnit u) {
            return u.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS); }
          public int compareTo(Delayed o) { return 0; }
        }
        var queue = new DelayQueue<Late>(); queue.add(new Late()); queue.take(); return 42;
        """);
  }

  @Test
  void aThreadOfAPoolThatEndsAfterItsTimeIsNoHang() {
    assertNoHang(
        """
        var ended = new CountDownLatch(1);
        var pool = new ThreadPoolExecutor(0, 1, 1500, TimeUnit.MILLISECONDS,
            new SynchronousQueue<>(), r -> new Thread(() -> { r.run(); ended.countDown(); }));
        pool.execute(() -> {}); ended.await(); return 42;
        """);
  }

  @Test
  void workThatTakesLongIsNoHang() {
    assertNoHang(
        """
        long end = System.nanoTime() + 500_000_000L; long n = 0;
        while (System.nanoTime() < end) n++;
        return 42;
        """);
  }

  @Test
  void manyThreadsOneAfterTheOtherAreNotTooMany() {
    assertNoHang(
        "for (int i = 0; i < 1000; i++) { var t = new Thread(() -> {}); t.start(); t.join(); }"
            + " return 42;");
  }

  @Test
  void threadsThatHandOverToEachOtherForLongAreNoHang() {
    assertNoHang(
        """
        var ping = new SynchronousQueue<Integer>(); var pong = new SynchronousQueue<Integer>();
        var t = new Thread(() -> {
          try { while (true) pong.put(ping.take()); } catch (InterruptedException e) { return; }
        });
        t.start();
        long end = System.nanoTime() + 700_000_000L;
        while (System.nanoTime() < end) { ping.put(1); pong.take(); }
        t.interrupt(); return 42;
        """);
  }

  @Test
  void threadsThatOnlyHaveAWorkersNameAreWatchedLikeAnyOther() {
    assertNoHang(
        """
        var latch = new CountDownLatch(1);
        new Thread(() -> { LockSupport.parkNanos(1_500_000_000L); latch.countDown(); },
            "worker-1").start();
        latch.await(); return 42;
        """);
  }

  @Test
  void waitingForAChildProcessIsNoHang() {
    granted("child", "Thread.sleep(1);", "Grant.PROCESSES", "return Child.waits();");
  }

  @Test
  void readingFromAChildProcessIsNoHang() {
    granted("pipe", "Thread.sleep(1);", "Grant.PROCESSES", "return Child.reads();");
  }

  private static void granted(String name, String test, String grant, String body) {
    var workbook =
        TinyWorkbook.in(folder.resolve(name), test + " assertEquals(42, new Task().answer());");
    workbook.write(
        "exercises/src/test/java/workbook/ch01_first/task/TaskRules.java",
        TinyWorkbook.PACKAGE
            + "import workbook.grader.rules.*;\n@Grants("
            + grant
            + ") final class TaskRules {}\n");
    try (var granting = new Grades(workbook, folder.resolve(name + "-work"))) {
      assertPasses(
          granting.of(
              Map.of(
                  "Task.java",
                  answer(body).getBytes(StandardCharsets.UTF_8),
                  "Child.java",
                  (TinyWorkbook.PACKAGE
                          + """
                          class Child {
                            static int waits() throws Exception {
                              return 42 + new ProcessBuilder("sleep", "3").start().waitFor();
                            }
                            static int reads() throws Exception {
                              return 43 + new ProcessBuilder("sleep", "3").start()
                                  .getInputStream().read();
                            }
                          }
                          """)
                      .getBytes(StandardCharsets.UTF_8))));
    }
  }
}
