package workbook.explorer.trust;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.util.Locale;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;

/**
 * Lets Lincheck look at scenarios, in a JVM of its own: it rewrites classes of the JDK while it
 * runs.
 */
final class SecondOpinion {
  /** What begins a line that says what came of a scenario. */
  static final String SAYS = "second opinion: ";

  /**
   * Prints, for each scenario, what Lincheck makes of it.
   *
   * @param arguments for each scenario its class, its method, and how many schedules to try
   */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    for (int i = 0; i < arguments.length; i += 3) {
      Runnable scenario = runnable(Class.forName(arguments[i]), arguments[i + 1]);
      long start = System.nanoTime();
      String opinion = "holds";
      try {
        Lincheck.runConcurrentTest(Integer.parseInt(arguments[i + 2]), scenario);
      } catch (LincheckAssertionError e) {
        opinion = "fails " + firstLine(e);
      } catch (RuntimeException | LinkageError e) {
        opinion = "gives up " + e;
      }
      long millis = (System.nanoTime() - start) / 1_000_000;
      System.out.printf(
          Locale.ROOT, "%s%s.%s %d %s%n", SAYS, arguments[i], arguments[i + 1], millis, opinion);
    }
    System.exit(0); // threads of scenarios that hang are still there
  }

  private static String firstLine(LincheckAssertionError e) {
    return String.valueOf(e.getMessage())
        .lines()
        .filter(l -> !l.isBlank() && !l.startsWith("= Concurrent test failed"))
        .findFirst()
        .orElse("");
  }

  /** A call without reflection and without a lambda, for Lincheck looks into neither. */
  private static Runnable runnable(Class<?> type, String method)
      throws ReflectiveOperationException {
    ClassDesc of = type.describeConstable().orElseThrow();
    byte[] code =
        ClassFile.of()
            .build(
                ClassDesc.of(type.getPackageName(), type.getSimpleName() + "$$" + method),
                c ->
                    c.withInterfaceSymbols(ClassDesc.of("java.lang.Runnable"))
                        .withMethodBody(
                            ConstantDescs.INIT_NAME,
                            ConstantDescs.MTD_void,
                            ClassFile.ACC_PUBLIC,
                            m ->
                                m.aload(0)
                                    .invokespecial(
                                        ConstantDescs.CD_Object,
                                        ConstantDescs.INIT_NAME,
                                        ConstantDescs.MTD_void)
                                    .return_())
                        .withMethodBody(
                            "run",
                            ConstantDescs.MTD_void,
                            ClassFile.ACC_PUBLIC,
                            m ->
                                m.new_(of)
                                    .dup()
                                    .invokespecial(
                                        of, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                                    .invokevirtual(of, method, ConstantDescs.MTD_void)
                                    .return_()));
    MethodHandles.Lookup there = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    Class<?> made = there.defineClass(code);
    Constructor<?> constructor = made.getDeclaredConstructor();
    constructor.setAccessible(true);
    return (Runnable) constructor.newInstance();
  }

  private SecondOpinion() {}
}
