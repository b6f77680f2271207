package workbook.explorer.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Code that can be left in the middle and be gone on with.
 *
 * <p>With {@code --add-exports java.base/jdk.internal.vm=ALL-UNNAMED} it is the JDK's own one-shot
 * continuation, about 0.2 µs a switch on one thread; otherwise a virtual thread that hands the turn
 * over, which is slower by a factor of some fifty and does exactly the same.
 */
abstract class Coroutine {
  /** Leaves code that must not go on; thrown only where the coroutine cannot simply be dropped. */
  static final class Abort extends Error {
    private static final long serialVersionUID = 1;

    Abort() {
      super("the schedule is over", null, false, false);
    }
  }

  /** Thrown where the code cannot be left here because a native frame is below. */
  static final class Pinned extends Error {
    private static final long serialVersionUID = 1;

    Pinned() {
      super("the thread cannot be left here", null, false, false);
    }
  }

  static Coroutine of(Runnable body) {
    return Continuations.AVAILABLE && !Boolean.getBoolean("explorer.threads")
        ? new OfContinuation(body)
        : new OfThread(body);
  }

  /** Goes on with the body until it leaves or ends. */
  abstract void resume();

  /** Returns from {@link #resume}; called within the body. */
  abstract void leave();

  /** Gives it up where it stands; called outside the body. */
  abstract void abandon();

  private static final class Continuations {
    static final boolean AVAILABLE;
    static final @Nullable MethodHandle CREATE;
    static final @Nullable MethodHandle RUN;
    static final @Nullable MethodHandle YIELD;

    static {
      MethodHandle create = null;
      MethodHandle run = null;
      MethodHandle yield = null;
      try {
        var lookup = MethodHandles.lookup();
        Class<?> continuation = Class.forName("jdk.internal.vm.Continuation");
        Class<?> scopeType = Class.forName("jdk.internal.vm.ContinuationScope");
        Object scope =
            lookup
                .findConstructor(scopeType, MethodType.methodType(void.class, String.class))
                .invoke("explorer");
        create =
            MethodHandles.insertArguments(
                    lookup.findConstructor(
                        continuation, MethodType.methodType(void.class, scopeType, Runnable.class)),
                    0,
                    scope)
                .asType(MethodType.methodType(Object.class, Runnable.class));
        run =
            lookup
                .findVirtual(continuation, "run", MethodType.methodType(void.class))
                .asType(MethodType.methodType(void.class, Object.class));
        yield =
            lookup
                .findStatic(continuation, "yield", MethodType.methodType(boolean.class, scopeType))
                .bindTo(scope)
                .asType(MethodType.methodType(void.class));
      } catch (Throwable notExported) {
        create = null;
      }
      CREATE = create;
      RUN = run;
      YIELD = yield;
      AVAILABLE = create != null;
    }
  }

  private static final class OfContinuation extends Coroutine {
    private static final MethodHandle RUN = required(Continuations.RUN);
    private static final MethodHandle YIELD = required(Continuations.YIELD);
    private static final MethodHandle CREATE = required(Continuations.CREATE);

    private final Object continuation;
    private boolean abandoned;

    private static MethodHandle required(@Nullable MethodHandle handle) {
      if (handle == null) {
        throw new IllegalStateException("no continuations");
      }
      return handle;
    }

    OfContinuation(Runnable body) {
      try {
        continuation = (Object) CREATE.invokeExact(body);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    void resume() {
      try {
        RUN.invokeExact(continuation);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    void leave() {
      if (abandoned) {
        throw new Abort();
      }
      try {
        YIELD.invokeExact();
      } catch (IllegalStateException e) {
        throw new Pinned();
      } catch (Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    void abandon() {
      abandoned = true; // it is garbage; nothing of it runs again
    }
  }

  private static final class OfThread extends Coroutine {
    private static final int PATIENCE = 100;
    private final Thread carrier;
    private volatile boolean inside;
    private volatile boolean ended;
    private volatile boolean abandoned;
    private volatile @Nullable Thread outside;
    private int aborts;

    OfThread(Runnable body) {
      carrier =
          Thread.ofVirtual()
              .unstarted(() -> {
                awaitTurn();
                try {
                  if (!abandoned) {
                    body.run();
                  }
                } catch (Abort over) {
                  // the end that abandon() asked for
                } finally {
                  ended = true;
                  inside = false;
                  LockSupport.unpark(outside);
                }
              });
    }

    private void awaitTurn() {
      while (!inside) {
        LockSupport.park(this);
      }
    }

    @Override
    void resume() {
      outside = Thread.currentThread();
      inside = true;
      if (carrier.getState() == Thread.State.NEW) {
        carrier.start();
      }
      LockSupport.unpark(carrier);
      while (inside) {
        LockSupport.park(this);
      }
    }

    @Override
    void leave() {
      if (!abandoned) {
        inside = false;
        LockSupport.unpark(outside);
        awaitTurn();
      }
      if (abandoned) {
        if (++aborts > PATIENCE) { // code that catches everything for ever: leave it parked
          inside = false;
          LockSupport.unpark(outside);
          while (true) {
            LockSupport.park(this);
          }
        }
        throw new Abort();
      }
    }

    @Override
    void abandon() {
      abandoned = true;
      if (!ended && carrier.getState() != Thread.State.NEW) {
        resume();
      }
    }
  }
}
