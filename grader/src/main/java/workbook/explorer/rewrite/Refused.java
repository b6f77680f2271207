package workbook.explorer.rewrite;

import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** What is refused by name because it has no model, and what has a hook of its own. */
final class Refused {
  private static final Map<String, String> HOOKED =
      Map.ofEntries(
          Map.entry("java/lang/Object.wait()V", "waitOn"),
          Map.entry("java/lang/Object.wait(J)V", "waitOn"),
          Map.entry("java/lang/Object.wait(JI)V", "waitOn"),
          Map.entry("java/lang/Object.notify()V", "notifyOne"),
          Map.entry("java/lang/Object.notifyAll()V", "notifyEvery"),
          Map.entry("java/lang/Object.hashCode()I", "hash"),
          Map.entry("java/lang/System.nanoTime()J", "nanoTime"),
          Map.entry("java/lang/System.currentTimeMillis()J", "currentTimeMillis"),
          Map.entry("java/lang/System.identityHashCode(Ljava/lang/Object;)I", "identityHash"),
          Map.entry("java/lang/Math.random()D", "random"),
          Map.entry("java/lang/StrictMath.random()D", "random"),
          Map.entry("java/lang/Runtime.availableProcessors()I", "processors"),
          Map.entry(
              "java/lang/System.getProperty(Ljava/lang/String;)Ljava/lang/String;", "property"),
          Map.entry(
              "java/lang/System.getProperty(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;",
              "property"),
          Map.entry("java/util/UUID.randomUUID()Ljava/util/UUID;", "uuid"),
          Map.entry("java/util/Collections.shuffle(Ljava/util/List;)V", "shuffle"),
          Map.entry("java/util/TimeZone.getDefault()Ljava/util/TimeZone;", "timeZone"),
          Map.entry("java/time/ZoneId.systemDefault()Ljava/time/ZoneId;", "zone"),
          Map.entry("java/time/InstantSource.system()Ljava/time/InstantSource;", "instants"),
          Map.entry("java/time/Clock.systemUTC()Ljava/time/Clock;", "clock"),
          Map.entry("java/time/Clock.systemDefaultZone()Ljava/time/Clock;", "clock"),
          Map.entry("java/time/Clock.system(Ljava/time/ZoneId;)Ljava/time/Clock;", "clock"),
          Map.entry(
              "java/util/random/RandomGenerator.getDefault()Ljava/util/random/RandomGenerator;",
              "generator"),
          Map.entry(
              "java/util/random/RandomGenerator.of(Ljava/lang/String;)"
                  + "Ljava/util/random/RandomGenerator;",
              "generator"),
          Map.entry("java/util/concurrent/TimeUnit.sleep(J)V", "sleep"));

  private static final String FILES = "java/nio/file/Files";

  /**
   * Whether it is a step on the file system of a path that it is given, which need not be that of
   * this machine.
   */
  static boolean isOnFiles(String owner, String desc) {
    return owner.equals(FILES) && desc.startsWith("(Ljava/nio/file/Path;");
  }

  /** Whether such a step leaves all files as they are. */
  static boolean onlyLooks(String member) {
    return switch (member) {
      case "exists",
          "notExists",
          "isDirectory",
          "isRegularFile",
          "isSymbolicLink",
          "isReadable",
          "isWritable",
          "isExecutable",
          "isHidden",
          "isSameFile",
          "size",
          "mismatch",
          "readAllBytes",
          "readAllLines",
          "readString",
          "readAttributes",
          "getLastModifiedTime",
          "getAttribute",
          "list",
          "newDirectoryStream" ->
          true;
      default -> false;
    };
  }

  private static boolean reachesTheMachine(String member) {
    return switch (member) {
      case "toFile", "toRealPath", "register" -> true;
      default -> false;
    };
  }

  static @Nullable String hook(String owner, String name, String desc) {
    return HOOKED.get(owner + "." + name + desc);
  }

  /** Returns the name to refuse a use by, or null where it may be used as it is. */
  static @Nullable String name(String owner, String member) {
    String dotted = owner.replace('/', '.').replace('$', '.');
    boolean refused =
        (owner.startsWith("java/util/concurrent/") && !isPlain(owner))
            || owner.equals("java/lang/Thread")
            || owner.equals("java/lang/ThreadGroup")
            || owner.equals("java/lang/ThreadLocal")
            || owner.equals("java/lang/InheritableThreadLocal")
            || owner.equals("java/lang/ScopedValue")
            || owner.startsWith("java/util/Timer")
            || owner.startsWith("java/lang/Process")
            || isReflection(owner, member)
            || owner.startsWith("java/net/")
            || owner.startsWith("java/nio/channels/")
            || owner.equals(FILES)
            || (owner.equals("java/nio/file/Path") && reachesTheMachine(member))
            || owner.equals("java/nio/file/SecureDirectoryStream")
            || owner.startsWith("java/io/Piped")
            || owner.startsWith("java/io/File")
            || member.equals("parallelStream")
            || (owner.startsWith("java/util/stream/") && member.equals("parallel"))
            || isLuck(owner, member);
    return refused ? member.equals("new") ? dotted : dotted + "." + member : null;
  }

  /** Whether what it answers depends on the machine, on who started the JVM or on luck. */
  private static boolean isLuck(String owner, String member) {
    return switch (owner) {
      case "java/lang/Runtime" ->
          switch (member) {
            case "exec", "addShutdownHook", "freeMemory", "totalMemory", "maxMemory" -> true;
            default -> false;
          };
      case "java/lang/System" ->
          switch (member) {
            case "getenv", "getProperties", "setProperties", "setProperty", "clearProperty" -> true;
            default -> false;
          };
      case "java/lang/Integer" -> member.equals("getInteger");
      case "java/lang/Long" -> member.equals("getLong");
      case "java/lang/Boolean" -> member.equals("getBoolean");
      case "java/time/Clock" -> member.startsWith("tick") && !member.equals("tick");
      case "java/util/Calendar" -> member.equals("getInstance");
      case "java/util/concurrent/TimeUnit" ->
          member.equals("timedWait") || member.equals("timedJoin");
      case "java/security/SecureRandom", "java/lang/ref/Cleaner", "java/lang/ref/ReferenceQueue" ->
          true;
      default -> owner.startsWith("java/lang/management/");
    };
  }

  /** Whether it reaches fields or methods past what is rewritten. */
  private static boolean isReflection(String owner, String member) {
    return switch (owner) {
      case "java/lang/invoke/MethodHandles" -> !member.equals("lookup");
      case "java/lang/invoke/MethodHandles$Lookup" ->
          member.startsWith("find")
              || member.startsWith("unreflect")
              || member.equals("bind")
              || member.startsWith("define");
      case "java/lang/invoke/MethodHandle",
          "java/lang/reflect/Method",
          "java/lang/reflect/Constructor",
          "java/lang/reflect/Field",
          "java/lang/reflect/Proxy" ->
          true;
      case "java/lang/reflect/Array" ->
          !member.equals("newInstance") && !member.equals("getLength");
      default -> false;
    };
  }

  /**
   * Whether a class of {@code java.util.concurrent} is data or an interface, which models
   * implement.
   */
  private static boolean isPlain(String owner) {
    return owner.endsWith("Exception")
        || switch (owner.substring(owner.lastIndexOf('/') + 1)) {
          case "TimeUnit",
              "Callable",
              "Future",
              "Future$State",
              "RunnableFuture",
              "ScheduledFuture",
              "RunnableScheduledFuture",
              "Delayed",
              "Executor",
              "ExecutorService",
              "ScheduledExecutorService",
              "RejectedExecutionHandler",
              "CompletionStage",
              "CompletionService",
              "BlockingQueue",
              "BlockingDeque",
              "TransferQueue",
              "ConcurrentMap",
              "ConcurrentNavigableMap",
              "Lock",
              "Condition",
              "ReadWriteLock" ->
              true;
          default -> false;
        };
  }

  /** Whether a class that is not under test leaves its heirs the hash code of {@link Object}. */
  static boolean hashesByIdentity(String name) {
    try {
      return Class.forName(name.replace('/', '.'), false, Refused.class.getClassLoader())
              .getMethod("hashCode")
              .getDeclaringClass()
          == Object.class;
    } catch (ReflectiveOperationException | LinkageError e) {
      return false;
    }
  }

  /** Whether a model has a method, its own or inherited. */
  static boolean hasMethod(String model, String name, String desc) {
    Class<?> type;
    try {
      type = Class.forName(model.replace('/', '.'), false, Refused.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      return false;
    }
    if (name.equals("<init>")) {
      for (var constructor : type.getDeclaredConstructors()) {
        if (Type.getConstructorDescriptor(constructor).equals(desc)) {
          return true;
        }
      }
      return false;
    }
    return find(type, name, desc);
  }

  private static boolean find(@Nullable Class<?> type, String name, String desc) {
    if (type == null) {
      return false;
    }
    for (Method m : type.getDeclaredMethods()) {
      if (m.getName().equals(name) && Type.getMethodDescriptor(m).equals(desc)) {
        return true;
      }
    }
    if (find(type.getSuperclass(), name, desc)) {
      return true;
    }
    for (Class<?> i : type.getInterfaces()) {
      if (find(i, name, desc)) {
        return true;
      }
    }
    return type.isInterface() && find(Object.class, name, desc);
  }

  private Refused() {}
}
