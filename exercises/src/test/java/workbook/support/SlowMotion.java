package workbook.support;

import static java.lang.constant.ConstantDescs.CD_CallSite;
import static java.lang.constant.ConstantDescs.CD_MethodHandles_Lookup;
import static java.lang.constant.ConstantDescs.CD_MethodType;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads an answer's classes once more, in slow motion: between what it reads and what it then
 * writes there is a pause, and so there is in each call of a collection that threads may not share.
 *
 * <p>For answers that work on files, sockets and processes, whose schedules cannot be explored.
 * What is guarded takes a little longer and comes to the same. What is not guarded would go wrong
 * once in a million times, and goes wrong at once.
 */
public final class SlowMotion {
  private static final long PAUSE_NANOS = 300_000;

  /** So many pauses in one place of the code are enough; a loop is not to take all day. */
  private static final int PAUSES = 60;

  private static final int PLACES = 10_000;

  private static final ClassDesc SELF = SlowMotion.class.describeConstable().orElseThrow();

  private static final DirectMethodHandleDesc BOOTSTRAP =
      MethodHandleDesc.ofMethod(
          DirectMethodHandleDesc.Kind.STATIC,
          SELF,
          "inSlowMotion",
          MethodTypeDesc.of(
              CD_CallSite, CD_MethodHandles_Lookup, CD_String, CD_MethodType, CD_int));

  /** The collections, and what is like one, that one thread may use at a time. */
  private static final Set<String> FOR_ONE_THREAD =
      Stream.of(
              "util.ArrayDeque",
              "util.ArrayList",
              "util.BitSet",
              "util.HashMap",
              "util.HashSet",
              "util.IdentityHashMap",
              "util.LinkedHashMap",
              "util.LinkedHashSet",
              "util.LinkedList",
              "util.PriorityQueue",
              "util.TreeMap",
              "util.TreeSet",
              "util.WeakHashMap",
              "lang.StringBuilder")
          .map(name -> "java." + name)
          .collect(Collectors.toUnmodifiableSet());

  /** What changes nothing, so that any number of threads may do it at once. */
  private static final Set<String> READS =
      Set.of(
          "size",
          "isEmpty",
          "get",
          "getOrDefault",
          "contains",
          "containsKey",
          "containsValue",
          "peek",
          "peekFirst",
          "peekLast",
          "getFirst",
          "getLast",
          "indexOf",
          "iterator",
          "stream",
          "keySet",
          "values",
          "entrySet",
          "toArray",
          "equals",
          "hashCode",
          "toString",
          "length",
          "charAt",
          "forEach",
          "containsAll",
          "element",
          "subList",
          "listIterator");

  private static volatile @Nullable SlowMotion running;

  private final AtomicIntegerArray pauses = new AtomicIntegerArray(PLACES);
  private final Map<Object, Use> uses = new IdentityHashMap<>(); // guarded by uses
  private @Nullable AssertionError clash; // guarded by uses
  private final Class<?> type;

  /** Who is in a call of an object that is not made for several threads. */
  private record Use(Thread thread, String call, boolean reads, int depth) {}

  private SlowMotion(Class<?> answer, Set<String> shared) {
    try {
      type = new Loader(answer, shared).loadClass(answer.getName());
    } catch (ClassNotFoundException e) {
      throw new AssertionError("an answer that is here is gone", e);
    }
  }

  /**
   * Loads an answer in slow motion, which ends what was loaded so before.
   *
   * @param shared those of its classes that the test uses as well, and that are not to be slowed
   *     down
   */
  public static SlowMotion of(Class<?> answer, Class<?>... shared) {
    var motion =
        new SlowMotion(
            answer, Arrays.stream(shared).map(Class::getName).collect(Collectors.toSet()));
    running = motion;
    return motion;
  }

  /** Makes an object of the answer. */
  public Object make(Class<?>[] parameters, Object... arguments) throws Exception {
    return type.getConstructor(parameters).newInstance(arguments);
  }

  /** Returns a method of the answer. */
  public Method method(String name, Class<?>... parameters) throws Exception {
    return type.getMethod(name, parameters);
  }

  /** Fails if two threads have been in an object at the same time that is made for one. */
  public void assertNoClash() {
    synchronized (uses) {
      if (clash != null) {
        throw clash;
      }
    }
  }

  // --- what the slowed code calls

  /** Takes its time; called by slowed code between a read and a write. */
  public static void pause(int place) {
    SlowMotion motion = running;
    if (motion != null && motion.pauses.incrementAndGet(place % PLACES) <= PAUSES) {
      boolean interrupted = Thread.interrupted(); // else there would be no pause
      LockSupport.parkNanos(PAUSE_NANOS);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Links a call on an object to the same call in slow motion; called by slowed code. */
  public static CallSite inSlowMotion(
      MethodHandles.Lookup lookup, String name, MethodType type, int place)
      throws ReflectiveOperationException {
    MethodHandle call =
        lookup.findVirtual(type.parameterType(0), name, type.dropParameterTypes(0, 1));
    MethodHandles.Lookup own = MethodHandles.lookup();
    MethodHandle enter =
        MethodHandles.insertArguments(
            own.findStatic(
                SlowMotion.class,
                "enter",
                MethodType.methodType(void.class, String.class, int.class, Object.class)),
            0,
            name,
            place);
    MethodHandle leave =
        own.findStatic(
            SlowMotion.class,
            "leave",
            MethodType.methodType(void.class, Throwable.class, Object.class));
    MethodHandle entered =
        MethodHandles.foldArguments(
            call,
            MethodHandles.dropArguments(
                enter.asType(MethodType.methodType(void.class, type.parameterType(0))),
                1,
                type.dropParameterTypes(0, 1).parameterList()));
    leave = leave.asType(MethodType.methodType(void.class, Throwable.class, type.parameterType(0)));
    MethodHandle cleanup = leave;
    if (type.returnType() != void.class) {
      // (thrown, result, receiver) -> result, having left
      cleanup =
          MethodHandles.foldArguments(
              MethodHandles.dropArguments(
                  MethodHandles.dropArguments(
                      MethodHandles.identity(type.returnType()), 0, Throwable.class),
                  2,
                  type.parameterType(0)),
              MethodHandles.dropArguments(leave, 1, type.returnType()));
    }
    return new ConstantCallSite(MethodHandles.tryFinally(entered, cleanup));
  }

  @SuppressWarnings("unused") // by a method handle
  private static void enter(String call, int place, Object receiver) {
    SlowMotion motion = running;
    if (motion == null || receiver == null) {
      return;
    }
    motion.enter(receiver, call);
    if (!READS.contains(call)) {
      pause(place);
    }
  }

  private void enter(Object receiver, String call) {
    boolean forOne = FOR_ONE_THREAD.contains(receiver.getClass().getName());
    boolean reads = READS.contains(call);
    if (forOne) {
      synchronized (uses) {
        Use use = uses.get(receiver);
        Thread self = Thread.currentThread();
        if (use != null && use.thread != self && !(use.reads && reads)) {
          clash =
              new AssertionError(
                  "two threads use one %s at the same time, which is made for one: %s() and %s()"
                      .formatted(receiver.getClass().getSimpleName(), use.call, call),
                  ThreadWatch.whereIs(self));
        } else if (use == null || use.thread == self) {
          uses.put(receiver, new Use(self, call, reads, use == null ? 1 : use.depth + 1));
        }
      }
    }
  }

  @SuppressWarnings("unused") // by a method handle
  private static void leave(@Nullable Throwable thrown, Object receiver) {
    SlowMotion motion = running;
    if (motion == null || receiver == null) {
      return;
    }
    synchronized (motion.uses) {
      Use use = motion.uses.get(receiver);
      if (use != null && use.thread == Thread.currentThread()) {
        if (use.depth == 1) {
          motion.uses.remove(receiver);
        } else {
          motion.uses.put(receiver, new Use(use.thread, use.call, use.reads, use.depth - 1));
        }
      }
    }
  }

  // --- slowing down

  /** Defines the answer's classes anew, and takes all others from where the answer has them. */
  private static final class Loader extends ClassLoader {
    private final Path folder;
    private final String itsPackage;
    private final Set<String> shared;

    Loader(Class<?> answer, Set<String> shared) {
      super(answer.getClassLoader());
      this.itsPackage = answer.getPackageName() + ".";
      this.shared = shared;
      try {
        this.folder = Path.of(answer.getProtectionDomain().getCodeSource().getLocation().toURI());
      } catch (URISyntaxException e) {
        throw new IllegalStateException(answer + " comes from a place that is no folder", e);
      }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Path file = folder.resolve(name.replace('.', '/') + ".class");
        if (!name.startsWith(itsPackage)
            || shared.contains(name.replaceFirst("\\$.*", ""))
            || !Files.exists(file)) {
          return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        try {
          byte[] code = slowed(Files.readAllBytes(file));
          return defineClass(name, code, 0, code.length);
        } catch (IOException e) {
          throw new ClassNotFoundException(name, e);
        }
      }
    }

    private synchronized byte[] slowed(byte[] code) {
      ClassFile context =
          ClassFile.of(
              ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofResourceParsing((ClassDesc type) -> bytes(type))
                      .orElse(ClassHierarchyResolver.defaultResolver())));
      return context.transformClass(
          context.parse(code),
          ClassTransform.transformingMethodBodies(
              method -> !method.methodName().stringValue().startsWith("<"), slowed));
    }

    private @Nullable InputStream bytes(ClassDesc type) {
      String name = type.descriptorString();
      return getResourceAsStream(name.substring(1, name.length() - 1) + ".class");
    }

    private int places; // guarded by this

    private final CodeTransform slowed =
        (builder, element) -> {
          switch (element) {
            case FieldInstruction field
                when field.opcode() == Opcode.PUTFIELD || field.opcode() == Opcode.PUTSTATIC -> {
              builder.loadConstant(++places);
              builder.invokestatic(SELF, "pause", MethodTypeDesc.of(CD_void, CD_int));
              builder.with(element);
            }
            case ArrayStoreInstruction _ -> {
              builder.loadConstant(++places);
              builder.invokestatic(SELF, "pause", MethodTypeDesc.of(CD_void, CD_int));
              builder.with(element);
            }
            case InvokeInstruction call when isOnACollection(call) ->
                builder.invokedynamic(
                    DynamicCallSiteDesc.of(
                        BOOTSTRAP,
                        call.name().stringValue(),
                        call.typeSymbol().insertParameterTypes(0, call.owner().asSymbol()),
                        ++places));
            default -> builder.with(element);
          }
        };

    private static boolean isOnACollection(InvokeInstruction call) {
      String owner = call.owner().asInternalName();
      return (call.opcode() == Opcode.INVOKEVIRTUAL || call.opcode() == Opcode.INVOKEINTERFACE)
          && (owner.matches("java/util/[A-Z]\\w*(Map|Set|List|Queue|Deque|Collection)")
              || owner.matches("java/util/(Map|Set|List|Queue|Deque|Collection|BitSet)")
              || owner.equals("java/lang/StringBuilder"));
    }
  }
}
