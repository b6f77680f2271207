package workbook.explorer.rewrite;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import workbook.explorer.runtime.Execution;
import workbook.explorer.runtime.Fields;
import workbook.explorer.runtime.Hooks;
import workbook.explorer.runtime.Statics;

/** Defines the classes under test from rewritten bytes, and everything else as its parent does. */
public final class RewritingLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final ClassSource source;
  private final Predicate<String> rewritten;

  @SuppressWarnings("this-escape") // it is only remembered
  private final Rewriter rewriter;

  private final Map<Class<?>, Integer> statics = new ConcurrentHashMap<>();
  private final List<MethodHandle> resets = new ArrayList<>();

  /**
   * Creates a loader.
   *
   * @param rewritten tells by its binary name whether a class is under test
   */
  public RewritingLoader(ClassSource source, Predicate<String> rewritten, ClassLoader parent) {
    super(parent);
    this.source = source;
    this.rewritten = rewritten;
    this.rewriter = new Rewriter(new ClassIndex(source, rewritten), new ModelNames(parent), this);
    setDefaultAssertionStatus(true);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      if (!rewritten.test(name)) {
        return super.loadClass(name, resolve);
      }
      byte[] bytes = source.find(name.replace('.', '/'));
      if (bytes == null) {
        return super.loadClass(name, resolve);
      }
      Rewriter.Result result = rewriter.rewrite(bytes);
      byte[] code = result.code();
      Class<?> defined = defineClass(name, code, 0, code.length);
      Fields.define(defined, result.fields());
      if (result.statics() >= 0) {
        define(defined, result);
      } else if (result.initialiseNow()) {
        Execution.outside(() -> {
          try {
            Class.forName(name, true, this);
          } catch (ClassNotFoundException e) {
            throw new NoClassDefFoundError(name);
          }
        });
      }
      return defined;
    }
  }

  /**
   * Runs a class's static initialiser, and those of its ancestors, where this schedule has not yet
   * done so.
   */
  public void initialise(Class<?> type) throws Throwable {
    Class<?> parent = type.getSuperclass();
    if (parent != null && parent.getClassLoader() == this) {
      initialise(parent);
    }
    Integer id = statics.get(type);
    if (id != null) {
      Hooks.initialise(id);
    }
  }

  private void define(Class<?> type, Rewriter.Result result) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      MethodType nothing = MethodType.methodType(void.class);
      MethodHandle reset = lookup.findStatic(type, Rewriter.RESET, nothing);
      MethodHandle initialiser =
          result.initialiser() ? lookup.findStatic(type, Rewriter.INITIALISER, nothing) : null;
      Statics.define(
          result.statics(),
          new Statics.Entry(Rewriter.simpleName(type.getName()), reset, initialiser));
      resets.add(reset);
      if (result.initialiser()) {
        statics.put(type, result.statics());
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type.getName(), e);
    }
  }

  /**
   * Puts all static fields back to their defaults, so that the next run initialises its classes
   * anew.
   */
  public void resetStatics() {
    for (MethodHandle reset : List.copyOf(resets)) {
      try {
        reset.invokeExact();
      } catch (Error | RuntimeException e) {
        throw e;
      } catch (Throwable e) {
        throw new LinkageError("reset", e);
      }
    }
  }
}
