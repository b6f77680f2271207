package workbook.kernel;

import java.io.ByteArrayInputStream;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.constant.ClassDesc;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.jshell.execution.DirectExecutionControl;
import org.jspecify.annotations.Nullable;

/**
 * Runs what JShell compiles, in this JVM, each piece on a thread that may be left behind.
 *
 * <p>In this JVM, so that a result is an object that can be displayed. Left behind, because a
 * thread in a deadlock over monitors can be ended by nothing at all.
 */
final class Engine extends DirectExecutionControl {
  private static final long PATIENCE_MILLIS = 1500;

  private final Map<String, byte[]> classFiles = new ConcurrentHashMap<>();
  private final ClassLoader loader;
  private final ClassHierarchyResolver hierarchy;

  private @Nullable Run running; // guarded by this
  private boolean underway; // guarded by this
  private boolean interrupted; // guarded by this

  /** Who starts a thread passes its group on, so this tells whose threads are whose. */
  private ThreadGroup group = new ThreadGroup("cell"); // guarded by this

  private volatile @Nullable Object result;

  /** A piece of a cell on its way. */
  private static final class Run {
    /** Open once the piece has ended, or nobody waits for it any longer. */
    final CountDownLatch settled = new CountDownLatch(1);

    volatile @Nullable Object value;
    volatile @Nullable Throwable thrown;
  }

  Engine() {
    Thread maker = Thread.currentThread();
    // Whoever makes the default loader gets it as context loader, which is also how to get at it.
    ClassLoader before = maker.getContextClassLoader();
    super();
    loader = maker.getContextClassLoader();
    maker.setContextClassLoader(before);
    hierarchy =
        ClassHierarchyResolver.ofResourceParsing(this::bytesOf)
            .orElse(ClassHierarchyResolver.ofClassLoading(loader))
            .cached();
  }

  private @Nullable ByteArrayInputStream bytesOf(ClassDesc type) {
    String descriptor = type.descriptorString();
    byte[] bytes = classFiles.get(descriptor.substring(1, descriptor.length() - 1));
    return bytes == null ? null : new ByteArrayInputStream(bytes);
  }

  @Override
  public void load(ClassBytecodes[] classes)
      throws ClassInstallException, NotImplementedException, EngineTerminationException {
    for (ClassBytecodes one : classes) {
      classFiles.put(one.name().replace('.', '/'), one.bytecodes());
    }
    super.load(
        Arrays.stream(classes)
            .map(c -> new ClassBytecodes(c.name(), StopPoints.into(c.bytecodes(), hierarchy)))
            .toArray(ClassBytecodes[]::new));
  }

  /** Begins a cell: what was interrupted before it is over. */
  synchronized void begin() {
    interrupted = false;
    underway = true;
    group = new ThreadGroup("cell");
    StopPoints.open();
  }

  /** Ends a cell: there is nothing to interrupt any more. */
  synchronized void end() {
    underway = false;
  }

  synchronized boolean wasInterrupted() {
    return interrupted;
  }

  /** Returns the value of the last piece that was run. */
  @Nullable Object takeResult() {
    Object taken = result;
    result = null;
    return taken;
  }

  /** Returns the loader that knows the cells' classes and what {@code %classpath} has added. */
  ClassLoader loader() {
    return loader;
  }

  @Override
  protected String invoke(Method code) throws Exception {
    Run run;
    synchronized (this) {
      if (interrupted) {
        throw new StoppedException();
      }
      run = new Run();
      running = run;
      Thread thread = new Thread(group, () -> perform(run, code), "cell");
      thread.setDaemon(false); // what a cell's threads inherit must be what a program's do
      thread.setContextClassLoader(loader);
      thread.start();
    }
    try {
      run.settled.await();
    } finally {
      synchronized (this) {
        running = null;
      }
    }
    if (wasInterrupted()) {
      throw new StoppedException();
    }
    Throwable thrown = run.thrown;
    if (thrown instanceof Exception e) {
      throw e;
    }
    if (thrown != null) {
      throw new InvocationTargetException(thrown);
    }
    result = run.value;
    return ""; // JShell's idea of the value in words is not asked for: it may take long, or throw
  }

  private static void perform(Run run, Method code) {
    try {
      run.value = code.invoke(null);
    } catch (Throwable e) {
      run.thrown = e;
    } finally {
      run.settled.countDown();
    }
  }

  /** Returns the threads of the cell that have not ended. */
  synchronized List<Thread> alive() {
    Thread[] threads = new Thread[group.activeCount() + 16];
    return List.of(Arrays.copyOf(threads, group.enumerate(threads)));
  }

  /** Gives the cell's other threads time to meet a stop point, before these are opened again. */
  void awaitQuiet() {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (alive().stream().anyMatch(Engine::isActive) && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private static boolean isActive(Thread thread) {
    return switch (thread.getState()) {
      case NEW, BLOCKED, WAITING, TERMINATED -> false;
      case RUNNABLE, TIMED_WAITING -> true;
    };
  }

  /** Interrupts the cell that runs, if any; returns at once. */
  void interrupt() {
    Run run;
    synchronized (this) {
      if (!underway) {
        return;
      }
      run = running;
      interrupted = true;
    }
    StopPoints.close();
    alive().forEach(Thread::interrupt);
    if (run == null) {
      return; // between two pieces; the next one is not begun
    }
    Thread.ofVirtual()
        .start(() -> {
          try {
            boolean _ = run.settled.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          run.settled.countDown();
        });
  }
}
