package workbook.explorer.model.cases;

import static workbook.explorer.model.cases.Told.done;
import static workbook.explorer.model.cases.Told.told;

import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Phaser;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import workbook.explorer.Scenario;
import workbook.explorer.model.RandomSeed;

/** Random calls by one thread on what threads meet at, and on what is a thread's own. */
@SuppressWarnings("all")
public class MeetingSequences {
  private final Random random = new Random(RandomSeed.get());

  @Scenario("the model does what the real class does")
  public void phaser() {
    int[] end = {random.nextInt(8)};
    Phaser phaser =
        random.nextBoolean()
            ? new Phaser(random.nextInt(3))
            : new Phaser(random.nextInt(3)) {
              @Override
              protected boolean onAdvance(int phase, int parties) {
                told(() -> phase + "/" + parties);
                return phase == end[0];
              }
            };
    for (int i = 0; i < 50; i++) {
      int phase = random.nextInt(5) - 1;
      switch (random.nextInt(14)) {
        case 0 -> told(phaser::register);
        case 1 -> told(() -> phaser.bulkRegister(random.nextInt(4) - 1));
        case 2, 3, 4 -> told(phaser::arrive);
        case 5 -> told(phaser::arriveAndDeregister);
        case 6 ->
            told(() -> phaser.getUnarrivedParties() == 1 ? phaser.arriveAndAwaitAdvance() : 77);
        case 7 -> told(() -> phaser.getPhase() != phase ? phaser.awaitAdvance(phase) : 78);
        case 8 ->
            told(() -> phaser.getPhase() != phase ? phaser.awaitAdvanceInterruptibly(phase) : 79);
        case 9 -> told(() -> phaser.getRegisteredParties() + " " + phaser.getArrivedParties());
        case 10 -> told(() -> phaser.getUnarrivedParties() + " " + phaser.isTerminated());
        case 11 -> told(() -> phaser.toString(), "^[^\\[]*");
        case 12 -> told(() -> phaser.awaitAdvanceInterruptibly(phase, 1, TimeUnit.MICROSECONDS));
        case 13 -> {
          if (random.nextInt(6) == 0) {
            done(phaser::forceTermination);
          }
        }
        default -> throw new AssertionError();
      }
    }
    told(() -> new Phaser(-1));
    told(() -> new Phaser(70_000));
  }

  @Scenario("the model does what the real class does")
  public void barrier() {
    int[] runs = new int[1];
    CyclicBarrier alone =
        new CyclicBarrier(
            1,
            () -> {
              if (++runs[0] % 3 == 0) {
                throw new IllegalStateException();
              }
            });
    CyclicBarrier both = new CyclicBarrier(2);
    for (int i = 0; i < 30; i++) {
      switch (random.nextInt(8)) {
        case 0, 1 -> told(alone::await);
        case 2 -> told(() -> both.await(1, TimeUnit.MICROSECONDS));
        case 3 -> told(() -> both.await(0, TimeUnit.MICROSECONDS));
        case 4 -> told(() -> alone.isBroken() + " " + both.isBroken());
        case 5 -> done(alone::reset);
        case 6 -> done(both::reset);
        case 7 -> told(() -> both.getNumberWaiting() + " " + both.getParties() + runs[0]);
        default -> throw new AssertionError();
      }
    }
    told(() -> new CyclicBarrier(0));
    done(Thread.currentThread()::interrupt);
    told(both::await);
    told(Thread::interrupted);
    told(both::isBroken);
    told(() -> new Exchanger<String>().exchange("a", 1, TimeUnit.MICROSECONDS));
  }

  @Scenario("the model does what the real class does")
  public void parking() {
    Thread me = Thread.currentThread();
    for (int i = 0; i < 20; i++) {
      switch (random.nextInt(6)) {
        case 0 ->
            done(() -> {
              LockSupport.unpark(me);
              LockSupport.park();
            });
        case 1 ->
            done(() -> {
              LockSupport.unpark(me);
              LockSupport.unpark(me);
              LockSupport.park(this);
            });
        case 2 -> done(() -> LockSupport.parkNanos(1_000));
        case 3 ->
            done(() -> {
              me.interrupt();
              LockSupport.park();
            });
        case 4 -> told(Thread::interrupted);
        case 5 ->
            done(() -> {
              LockSupport.unpark(null);
              LockSupport.parkNanos(this, -1);
              LockSupport.parkUntil(5);
            });
        default -> throw new AssertionError();
      }
    }
    told(() -> LockSupport.getBlocker(me));
    told(Thread::interrupted);
  }

  @Scenario("the model does what the real class does")
  public void locals() throws Exception {
    ThreadLocal<String> plain = new ThreadLocal<>();
    ThreadLocal<Integer> counted = ThreadLocal.withInitial(() -> 5);
    InheritableThreadLocal<String> handed =
        new InheritableThreadLocal<>() {
          @Override
          protected String childValue(String parent) {
            return parent + "'s child";
          }
        };
    ScopedValue<String> scoped = ScopedValue.newInstance();
    ScopedValue<Integer> other = ScopedValue.newInstance();
    told(plain::get);
    done(() -> plain.set("a"));
    told(plain::get);
    told(counted::get);
    done(() -> counted.set(6));
    done(plain::remove);
    told(() -> plain.get() + counted.get());
    done(() -> handed.set("Ann"));
    Thread heir = new Thread(() -> told(() -> handed.get() + plain.get() + counted.get()));
    handed.set("Bob");
    heir.start();
    heir.join();
    Thread disinherited =
        Thread.ofPlatform()
            .inheritInheritableThreadLocals(false)
            .unstarted(() -> told(() -> handed.get()));
    disinherited.start();
    disinherited.join();
    told(scoped::get);
    told(() -> scoped.isBound() + scoped.orElse("else"));
    told(() -> scoped.orElseThrow(IllegalStateException::new));
    done(() ->
        ScopedValue.where(scoped, "outer")
            .where(other, 1)
            .run(() -> {
              told(() -> scoped.get() + other.get());
              done(() -> ScopedValue.where(scoped, "inner").run(() -> told(scoped::get)));
              told(() -> scoped.get() + scoped.isBound());
              Thread t = new Thread(() -> told(scoped::isBound));
              t.start();
              told(() -> t.join(java.time.Duration.ofDays(1)));
            }));
    told(scoped::isBound);
    told(() -> ScopedValue.where(other, 3).call(() -> other.get() + 1));
    told(() ->
        ScopedValue.where(other, 3)
            .call(() -> {
              throw new java.io.IOException();
            }));
    told(() -> ScopedValue.where(other, 3).get(other));
    told(() -> ScopedValue.where(other, 3).get(scoped));
    told(() -> ThreadLocalRandom.current() == ThreadLocalRandom.current());
    told(() -> ThreadLocalRandom.current().nextInt(3, 4));
    told(() -> ThreadLocalRandom.current().nextInt(0));
    told(() -> ThreadLocalRandom.current().nextDouble() < 1);
    done(() -> ThreadLocalRandom.current().setSeed(1));
  }
}
