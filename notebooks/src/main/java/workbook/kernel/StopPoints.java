package workbook.kernel;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.HashSet;
import java.util.Set;

/**
 * Makes loops stoppable: at the start of each method and before each backward jump of a cell's code
 * stands a call that does nothing until somebody interrupts.
 *
 * <p>Since {@code Thread.stop} is gone there is no other way to end a loop that does not look at
 * its interrupt flag. A volatile flag, as JShell's own local execution has it, would change what
 * the notebooks are about: it keeps the compiler from moving reads out of loops, and costs time in
 * what is measured. The call goes through a {@link MutableCallSite} instead, which compiled code
 * takes for a constant and so leaves no trace of; changing it makes the JVM throw the compiled code
 * away, wherever it is being run.
 */
public final class StopPoints {
  private static final MethodType NOTHING = MethodType.methodType(void.class);
  private static final MethodHandle GO_ON = MethodHandles.zero(void.class);
  private static final MethodHandle STOP = stop();
  private static final MutableCallSite SITE = new MutableCallSite(GO_ON);

  private static final DynamicCallSiteDesc CALL =
      DynamicCallSiteDesc.of(
          ConstantDescs.ofCallsiteBootstrap(
              ClassDesc.of(StopPoints.class.getName()), "site", ConstantDescs.CD_CallSite),
          "stopPoint",
          ConstantDescs.MTD_void);

  /** Ends a thread of an interrupted cell; an error, so that few catch it. */
  static final class Stopped extends Error {
    private static final long serialVersionUID = 1;

    Stopped() {
      super("the cell was interrupted", null, false, true);
    }
  }

  private StopPoints() {}

  private static MethodHandle stop() {
    try {
      var make =
          MethodHandles.lookup().findConstructor(Stopped.class, MethodType.methodType(void.class));
      return MethodHandles.foldArguments(
          MethodHandles.throwException(void.class, Stopped.class), make);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("StopPoints", e);
    }
  }

  /** Links a stop point; called by the JVM for the code of cells. */
  public static CallSite site(MethodHandles.Lookup caller, String name, MethodType type) {
    if (!type.equals(NOTHING)) {
      throw new IllegalArgumentException(name + " " + type);
    }
    return SITE;
  }

  /** Ends every loop of every cell at its next turn. */
  static void close() {
    turn(STOP);
  }

  /** Lets code run again. */
  static void open() {
    if (SITE.getTarget() != GO_ON) {
      turn(GO_ON);
    }
  }

  private static void turn(MethodHandle target) {
    SITE.setTarget(target);
    MutableCallSite.syncAll(new MutableCallSite[] {SITE});
  }

  /** Returns a class with its stop points. */
  static byte[] into(byte[] bytes, ClassHierarchyResolver hierarchy) {
    var file = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy));
    return file.transformClass(
        file.parse(bytes),
        ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(Weaver::new)));
  }

  private static final class Weaver implements CodeTransform {
    private final Set<Label> seen = new HashSet<>();

    @Override
    public void atStart(CodeBuilder builder) {
      builder.invokedynamic(CALL);
    }

    @Override
    public void accept(CodeBuilder builder, CodeElement element) {
      switch (element) {
        case LabelTarget target -> seen.add(target.label());
        case BranchInstruction branch when seen.contains(branch.target()) ->
            builder.invokedynamic(CALL);
        default -> {}
      }
      builder.with(element);
    }
  }
}
