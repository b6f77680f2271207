package workbook.grader.rules;

import static workbook.grader.verdict.Gate.RULES;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import workbook.grader.cause.Misconception;
import workbook.grader.rules.AllowList.Refusal;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.Place;

/** Goes through all that class files name, and holds it against the allow-list. */
final class TouchedThings {
  private static final String NAME = "touches only its own exercise and harmless parts of Java";

  private final AllowList allowed;
  private final Map<String, ClassModel> own = new TreeMap<>();

  TouchedThings(AllowList allowed) {
    this.allowed = allowed;
  }

  /** Checks all class files below a folder, and tells the first that goes too far. */
  Check check(Path classes) {
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        ClassModel model = ClassFile.of().parse(file);
        own.put(model.thisClass().asInternalName(), model);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (ClassModel type : own.values()) {
      Optional<Check> refused = check(type);
      if (refused.isPresent()) {
        return refused.get();
      }
    }
    return Check.passed(RULES, NAME);
  }

  private Optional<Check> check(ClassModel type) {
    String file =
        type.findAttribute(Attributes.sourceFile())
            .map(SourceFileAttribute::sourceFile)
            .map(Object::toString)
            .orElse(type.thisClass().asInternalName());
    for (MethodModel method : type.methods()) {
      if (method.flags().has(AccessFlag.NATIVE)) {
        return Optional.of(
            refused(
                new Refusal(
                    Misconception.OUTSIDE_THE_EXERCISE,
                    "'native' code is not needed here, and not allowed"),
                file,
                0));
      }
      // Instructions first, since they know their lines.
      int line = 0;
      for (CodeElement element : method.code().map(c -> c.elementList()).orElse(List.of())) {
        Optional<Refusal> refusal =
            switch (element) {
              case LineNumber number -> {
                line = number.line();
                yield Optional.empty();
              }
              case InvokeInstruction call -> ofMember(call.method());
              case FieldInstruction access -> ofMember(access.field());
              case InvokeDynamicInstruction dynamic ->
                  dynamic.invokedynamic().bootstrap().arguments().stream()
                      .flatMap(a -> ofConstant(a).stream())
                      .findFirst();
              case NewObjectInstruction made -> ofClass(made.className());
              case NewReferenceArrayInstruction made -> ofClass(made.componentType());
              case NewMultiArrayInstruction made -> ofClass(made.arrayType());
              case TypeCheckInstruction checked -> ofClass(checked.type());
              case ConstantInstruction.LoadConstantInstruction load ->
                  ofConstant(load.constantEntry());
              default -> Optional.empty();
            };
        if (refusal.isPresent()) {
          return Optional.of(refused(refusal.get(), file, line));
        }
      }
    }
    // Then whatever else is named: supertypes, caught exceptions, what a bootstrap is given.
    for (PoolEntry entry : type.constantPool()) {
      Optional<Refusal> refusal =
          switch (entry) {
            case ClassEntry named -> ofClass(named);
            case MethodHandleEntry handle -> ofHandle(handle);
            default -> Optional.empty();
          };
      if (refusal.isPresent()) {
        return Optional.of(refused(refusal.get(), file, 0));
      }
    }
    return Optional.empty();
  }

  private Optional<Refusal> ofConstant(LoadableConstantEntry constant) {
    return switch (constant) {
      case ClassEntry named -> ofClass(named);
      case MethodHandleEntry handle -> ofHandle(handle);
      default -> Optional.empty();
    };
  }

  private Optional<Refusal> ofClass(ClassEntry named) {
    return allowed.ofClass(named.asInternalName());
  }

  private Optional<Refusal> ofHandle(MethodHandleEntry handle) {
    return isBootstrap(handle) ? Optional.empty() : ofMember(handle.reference());
  }

  /**
   * Returns why a member may not be touched. One that is inherited is looked for where it comes
   * from, for the compiler names the class through which it was reached.
   */
  private Optional<Refusal> ofMember(MemberRefEntry member) {
    return ofMember(
        member.owner().asInternalName(), member.name().stringValue(), member.type().stringValue());
  }

  private Optional<Refusal> ofMember(String owner, String name, String type) {
    ClassModel model = own.get(owner);
    if (model == null) {
      return allowed.ofMember(owner, name, type);
    }
    boolean declared =
        model.methods().stream()
                .anyMatch(
                    m -> m.methodName().equalsString(name) && m.methodType().equalsString(type))
            || model.fields().stream()
                .anyMatch(
                    f -> f.fieldName().equalsString(name) && f.fieldType().equalsString(type));
    if (declared) {
      return Optional.empty();
    }
    return Stream.concat(model.superclass().stream(), model.interfaces().stream())
        .flatMap(s -> ofMember(s.asInternalName(), name, type).stream())
        .findFirst();
  }

  /** Returns whether the compiler put a handle there itself, for a lambda, a switch or a string. */
  private static boolean isBootstrap(MethodHandleEntry handle) {
    MemberRefEntry reference = handle.reference();
    String owner = reference.owner().asInternalName();
    return owner.startsWith("java/lang/runtime/")
        || owner.equals("java/lang/invoke/ConstantBootstraps")
        || owner.equals("java/lang/invoke/LambdaMetafactory")
        || owner.equals("java/lang/invoke/StringConcatFactory");
  }

  private static Check refused(Refusal refusal, String file, int line) {
    return Check.failed(RULES, NAME, refusal.cause(), refusal.message(), new Place(file, line), "");
  }
}
