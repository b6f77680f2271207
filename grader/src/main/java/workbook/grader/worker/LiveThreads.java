package workbook.grader.worker;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The threads of this JVM, virtual ones among them, and which of them a job has started.
 *
 * <p>Known by number and never by name, for a learner may call a thread as he likes; and only by
 * what a subclass of {@code Thread} cannot override, for else the watch would run a learner's code.
 */
@SuppressWarnings("ReferenceEquality") // a learner's thread may claim to equal any other
final class LiveThreads {
  /** Groups of threads that the platform keeps for itself and that wake nobody on their own. */
  private static final Set<String> HOUSEKEEPING = Set.of("system", "InnocuousThreadGroup");

  private static final long LAST_CALL_NANOS = 200_000_000;

  private static final String CARRIERS = "CarrierThreads";

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Set<Long> before;
  private final Set<ThreadGroup> platformGroups;
  private final @Nullable ThreadGroup carriers;

  /** A thread and where it stands; never compared, so that its array may be one. */
  @SuppressWarnings("ArrayRecordComponent")
  record Seen(Thread thread, Thread.State state, StackTraceElement[] stack) {
    boolean stands(String className, String method) {
      for (StackTraceElement frame : stack) {
        if (frame.getClassName().equals(className) && frame.getMethodName().equals(method)) {
          return true;
        }
      }
      return false;
    }
  }

  private LiveThreads() {
    this.before = all().stream().map(Thread::threadId).collect(Collectors.toUnmodifiableSet());
    ThreadGroup root = rootGroup();
    var groups = new ThreadGroup[root.activeGroupCount() + 8];
    int count = root.enumerate(groups, false);
    Set<ThreadGroup> ours = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
    ThreadGroup carrying = null;
    ours.add(root);
    for (int i = 0; i < count; i++) {
      if (HOUSEKEEPING.contains(groups[i].getName())) {
        ours.add(groups[i]);
      }
      if (groups[i].getName().equals(CARRIERS)) {
        carrying = groups[i];
      }
    }
    this.platformGroups = ours;
    this.carriers = carrying;
  }

  /**
   * Remembers who is alive now, so that whoever comes later is known as the job's.
   *
   * <p>Starts a virtual thread first, for what carries virtual threads must be there already.
   */
  static LiveThreads startingNow() {
    try {
      Thread.startVirtualThread(() -> {}).join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new LiveThreads();
  }

  /** Returns the group above all others, whose threads no learner's group reaches. */
  static ThreadGroup rootGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  /** Returns all platform threads. */
  static List<Thread> all() {
    ThreadGroup root = rootGroup();
    var found = new Thread[root.activeCount() + 64];
    int count = root.enumerate(found, true);
    while (count == found.length) { // there may be more than there was room for
      found = new Thread[2 * found.length];
      count = root.enumerate(found, true);
    }
    return List.of(Arrays.copyOf(found, count));
  }

  /** Returns the platform threads that the job runs in or has started, the oldest first. */
  List<Seen> platform(Thread tested) {
    List<Thread> concerned = new ArrayList<>();
    for (Thread thread : all()) {
      if (thread == tested || !before.contains(thread.threadId()) && !isPlatforms(thread)) {
        concerned.add(thread);
      }
    }
    long[] ids = concerned.stream().mapToLong(Thread::threadId).toArray();
    ThreadInfo[] infos = threads.getThreadInfo(ids, Integer.MAX_VALUE);
    List<Seen> seen = new ArrayList<>();
    for (int i = 0; i < infos.length; i++) {
      if (infos[i] != null) { // else it has ended in the meantime
        seen.add(new Seen(concerned.get(i), infos[i].getThreadState(), infos[i].getStackTrace()));
      }
    }
    seen.sort(Comparator.comparingLong(s -> s.thread().threadId()));
    return seen;
  }

  /** Returns the virtual threads that are alive. */
  List<Thread> virtual() {
    List<Thread> found = new ArrayList<>();
    Containers.collect(found);
    found.sort(Comparator.comparingLong(Thread::threadId));
    return found;
  }

  /** Returns whether a child process is alive, for then somebody sees to its end. */
  static boolean childProcessLives() {
    return ProcessHandle.current().children().anyMatch(ProcessHandle::isAlive);
  }

  /** Returns the threads that carry virtual ones, to learn what those have burnt. */
  List<Thread> carriers() {
    return all().stream().filter(this::carries).toList();
  }

  /**
   * Calls the threads away that the job has started and not ended, waits a little, and returns the
   * names of those that stay.
   *
   * <p>A client that keeps a thread for later requests, a pool that nobody has shut down: most of
   * what is left only waits, and ends when it is interrupted.
   */
  List<String> leftOverWhenCalledAway(Thread tested) {
    List<Thread> left = leftOver(tested);
    for (Thread thread : left) {
      if (thread.getClass().getModule().isNamed()) { // else it might be a learner's interrupt()
        thread.interrupt();
      }
    }
    long deadline = System.nanoTime() + LAST_CALL_NANOS;
    while (!left.isEmpty() && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(LAST_CALL_NANOS / 100);
      left = leftOver(tested);
    }
    return left.stream()
        .map(t -> t.isVirtual() && t.getName().isEmpty() ? "a virtual thread" : t.getName())
        .toList();
  }

  private List<Thread> leftOver(Thread tested) {
    List<Thread> left = new ArrayList<>();
    for (Thread thread : all()) {
      if (thread != tested
          && !before.contains(thread.threadId())
          && !carries(thread)
          && thread.isAlive()
          && !isPlatformsOwn(thread)) {
        left.add(thread);
      }
    }
    virtual().stream().filter(v -> !polls(v)).forEach(left::add);
    return left;
  }

  /**
   * Returns whether the JDK has started a thread for its own ends, as it does when a process ends,
   * a virtual thread waits for a socket or a connection is kept. It stays for a while or for ever,
   * and does no harm; nobody else can make one of that class.
   */
  private static boolean isPlatformsOwn(Thread thread) {
    return thread.getClass().getName().equals("jdk.internal.misc.InnocuousThread");
  }

  /** The same of a virtual thread, which asks the system for others whether a socket is ready. */
  private static boolean polls(Thread thread) {
    StackTraceElement[] stack = thread.getStackTrace();
    return Arrays.stream(stack).anyMatch(f -> f.getClassName().equals("sun.nio.ch.Poller"))
        && Arrays.stream(stack).allMatch(f -> "java.base".equals(f.getModuleName()));
  }

  long cpuNanos(Thread thread) {
    return threads.getThreadCpuTime(thread.threadId());
  }

  private boolean carries(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    return group != null && group.equals(carriers);
  }

  private boolean isPlatforms(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    return group == null || platformGroups.contains(group) || carries(thread);
  }

  /**
   * The JDK's own list of all threads, the only one that has virtual threads in it.
   *
   * <p>Internal to the JDK, and the worker is started with its package exported. Where a JDK has it
   * no more, virtual threads go unseen: a hang is then found by the clock alone.
   */
  private static final class Containers {
    private static final @Nullable Method ROOT = method("jdk.internal.vm.ThreadContainers", "root");
    private static final @Nullable Method THREADS =
        method("jdk.internal.vm.ThreadContainer", "threads");
    private static final @Nullable Method CHILDREN =
        method("jdk.internal.vm.ThreadContainer", "children");

    private static @Nullable Method method(String type, String name) {
      try {
        return Class.forName(type).getMethod(name);
      } catch (ReflectiveOperationException e) {
        return null;
      }
    }

    static void collect(List<Thread> found) {
      if (ROOT == null || THREADS == null || CHILDREN == null) {
        return;
      }
      try {
        collect(ROOT.invoke(null), THREADS, CHILDREN, found);
      } catch (ReflectiveOperationException e) {
        found.clear();
      }
    }

    private static void collect(
        Object container, Method threads, Method children, List<Thread> found)
        throws ReflectiveOperationException {
      try (var own = (Stream<?>) threads.invoke(container)) {
        own.map(Thread.class::cast).filter(Thread::isVirtual).forEach(found::add);
      }
      List<?> inner;
      try (var below = (Stream<?>) children.invoke(container)) {
        inner = below.toList();
      }
      for (Object child : inner) {
        collect(child, threads, children, found);
      }
    }
  }
}
