package workbook.explorer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models have what the real classes have, but for what is listed here and refused by name. */
class CompletenessTest {
  private static final String MODELS = "workbook.explorer.model.";

  private static final Set<String> LEFT_OUT =
      Set.of(
          "clone()java.lang.Object",
          "clone()java.util.concurrent.ConcurrentSkipListMap",
          "clone()java.util.concurrent.ConcurrentSkipListSet",
          "getOwner()java.lang.Thread",
          "getQueuedThreads()java.util.Collection",
          "getQueuedReaderThreads()java.util.Collection",
          "getQueuedWriterThreads()java.util.Collection",
          "getWaitingThreads(java.util.concurrent.locks.Condition )java.util.Collection",
          "hasQueuedThread(java.lang.Thread )boolean");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "util.concurrent.ConcurrentHashMap",
        "util.concurrent.ConcurrentHashMap$KeySetView",
        "util.concurrent.ConcurrentSkipListMap",
        "util.concurrent.ConcurrentSkipListSet",
        "util.concurrent.ConcurrentLinkedQueue",
        "util.concurrent.ConcurrentLinkedDeque",
        "util.concurrent.CopyOnWriteArrayList",
        "util.concurrent.CopyOnWriteArraySet",
        "util.concurrent.ArrayBlockingQueue",
        "util.concurrent.LinkedBlockingQueue",
        "util.concurrent.LinkedBlockingDeque",
        "util.concurrent.PriorityBlockingQueue",
        "util.concurrent.DelayQueue",
        "util.concurrent.SynchronousQueue",
        "util.concurrent.LinkedTransferQueue",
        "util.concurrent.CyclicBarrier",
        "util.concurrent.Exchanger",
        "util.concurrent.Phaser",
        "util.concurrent.ThreadLocalRandom",
        "util.concurrent.locks.LockSupport",
        "util.concurrent.locks.AbstractOwnableSynchronizer",
        "util.concurrent.locks.AbstractQueuedSynchronizer",
        "util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject",
        "util.concurrent.locks.AbstractQueuedLongSynchronizer",
        "util.concurrent.locks.AbstractQueuedLongSynchronizer$ConditionObject",
        "lang.ThreadLocal",
        "lang.InheritableThreadLocal",
        "lang.ScopedValue",
        "lang.ScopedValue$Carrier",
        "lang.ScopedValue$CallableOp",
        "util.concurrent.Semaphore",
        "util.concurrent.CountDownLatch",
        "util.concurrent.locks.ReentrantLock",
        "util.concurrent.locks.ReentrantReadWriteLock",
        "util.concurrent.locks.ReentrantReadWriteLock$ReadLock",
        "util.concurrent.locks.ReentrantReadWriteLock$WriteLock",
        "util.concurrent.locks.StampedLock",
        "util.concurrent.atomic.AtomicInteger",
        "util.concurrent.atomic.AtomicLong",
        "util.concurrent.atomic.AtomicBoolean",
        "util.concurrent.atomic.AtomicReference",
        "util.concurrent.atomic.AtomicIntegerArray",
        "util.concurrent.atomic.AtomicLongArray",
        "util.concurrent.atomic.AtomicReferenceArray",
        "util.concurrent.atomic.AtomicStampedReference",
        "util.concurrent.atomic.AtomicMarkableReference",
        "util.concurrent.atomic.AtomicIntegerFieldUpdater",
        "util.concurrent.atomic.AtomicLongFieldUpdater",
        "util.concurrent.atomic.AtomicReferenceFieldUpdater",
        "util.concurrent.atomic.LongAdder",
        "util.concurrent.atomic.DoubleAdder",
        "util.concurrent.atomic.LongAccumulator",
        "util.concurrent.atomic.DoubleAccumulator",
      })
  void hasAllThatTheRealClassHas(String name) throws Exception {
    Class<?> real = Class.forName("java." + name);
    Class<?> model = Class.forName(MODELS + name);
    Set<String> missing = new TreeSet<>(signatures(real));
    missing.removeAll(signatures(model));
    missing.removeAll(LEFT_OUT);
    assertEquals(Set.of(), missing);
  }

  private static Set<String> signatures(Class<?> type) {
    Set<String> all = new TreeSet<>();
    for (Constructor<?> c : type.getDeclaredConstructors()) {
      if (isForUse(c)) {
        all.add(signature(c, "new", ""));
      }
    }
    List<Method> methods = new ArrayList<>(Arrays.asList(type.getMethods()));
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      methods.addAll(Arrays.asList(c.getDeclaredMethods()));
    }
    for (Method m : methods) {
      if (isForUse(m) && m.getDeclaringClass() != Object.class) {
        all.add(signature(m, m.getName(), plain(m.getReturnType())));
      }
    }
    return all;
  }

  private static boolean isForUse(Executable e) {
    return (e.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
  }

  private static String signature(Executable e, String name, String result) {
    StringBuilder text = new StringBuilder(name).append('(');
    for (Class<?> p : e.getParameterTypes()) {
      text.append(plain(p)).append(' ');
    }
    return text.append(')').append(result).toString();
  }

  private static String plain(Class<?> type) {
    return type.getName().replace(MODELS, "java.");
  }
}
