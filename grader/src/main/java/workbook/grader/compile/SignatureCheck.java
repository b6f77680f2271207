package workbook.grader.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.grader.cause.Misconception;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.Gate;
import workbook.grader.verdict.Place;

/**
 * Compares what the tests call with what an answer offers.
 *
 * <p>The tests are compiled against the reference answer; without this look, an answer that renamed
 * a method would fail with a linkage error in somebody else's stack trace.
 */
public final class SignatureCheck {
  private static final String NAME = "offers what the tests call";

  private final Map<String, ClassModel> answer;
  private final Map<String, ClassModel> reference;

  private SignatureCheck(Map<String, ClassModel> answer, Map<String, ClassModel> reference) {
    this.answer = answer;
    this.reference = reference;
  }

  /**
   * Returns a passed check, or the first thing that the callers miss in the answer.
   *
   * @param judging folders whose classes an answer may not bring its own versions of
   */
  public static Check of(Path answer, Path reference, List<Path> callers, List<Path> judging) {
    var check = new SignatureCheck(classesIn(answer), classesIn(reference));
    for (Path folder : judging) {
      for (String name : new TreeSet<>(classesIn(folder).keySet())) {
        if (check.answer.containsKey(name)) {
          return Check.failed(
              Gate.COMPILE,
              "leaves the tests' names alone",
              Misconception.OUTSIDE_THE_EXERCISE,
              simple(name) + " is the name of one of the tests' own classes; call yours another",
              new Place(simple(outermost(name)) + ".java", 0),
              "");
        }
      }
    }
    for (Path folder : callers) {
      for (ClassModel caller : classesIn(folder).values()) {
        Optional<Check> missed = check.missedBy(caller);
        if (missed.isPresent()) {
          return missed.get();
        }
      }
    }
    return Check.passed(Gate.COMPILE, NAME);
  }

  private Optional<Check> missedBy(ClassModel caller) {
    for (PoolEntry entry : caller.constantPool()) {
      Optional<Check> missed =
          switch (entry) {
            case ClassEntry type when isTheirs(type.asInternalName()) -> missedClass(type);
            case MemberRefEntry member when isTheirs(member.owner().asInternalName()) ->
                missedMember(member);
            default -> Optional.empty();
          };
      if (missed.isPresent()) {
        return missed;
      }
    }
    return Optional.empty();
  }

  private boolean isTheirs(String internalName) {
    return reference.containsKey(internalName);
  }

  private Optional<Check> missedClass(ClassEntry type) {
    String name = type.asInternalName();
    ClassModel theirs = Objects.requireNonNull(reference.get(name));
    ClassModel mine = answer.get(name);
    if (mine == null) {
      return Optional.of(missed(name, "there is no " + kind(theirs) + " " + simple(name)));
    }
    if (mine.flags().has(AccessFlag.INTERFACE) != theirs.flags().has(AccessFlag.INTERFACE)
        || mine.flags().has(AccessFlag.ENUM) != theirs.flags().has(AccessFlag.ENUM)
        || mine.flags().has(AccessFlag.ABSTRACT) && !theirs.flags().has(AccessFlag.ABSTRACT)) {
      return Optional.of(
          missed(name, simple(name) + " must be a " + kind(theirs) + ", not a " + kind(mine)));
    }
    return Optional.empty();
  }

  private Optional<Check> missedMember(MemberRefEntry member) {
    String owner = member.owner().asInternalName();
    if (!answer.containsKey(owner)) {
      return Optional.of(missed(owner, "there is no " + simple(owner)));
    }
    String name = member.name().stringValue();
    String type = member.type().stringValue();
    Optional<Boolean> theirs = isStatic(reference, owner, name, type);
    Optional<Boolean> mine = isStatic(answer, owner, name, type);
    if (theirs.isPresent() && mine.isPresent() && !theirs.equals(mine)) {
      return Optional.of(
          missed(
              owner,
              "'"
                  + signature(owner, name, type, member instanceof FieldRefEntry)
                  + "' must "
                  + (theirs.get() ? "be" : "not be")
                  + " static"));
    }
    if (theirs.isPresent() && mine.isEmpty()) {
      return Optional.of(
          missed(
              owner,
              "there is no '"
                  + signature(owner, name, type, member instanceof FieldRefEntry)
                  + "' any more"
                  + others(owner, name)));
    }
    return Optional.empty();
  }

  /**
   * Returns whether a member is static; nothing where neither the class nor one of its supertypes
   * of ours has a member of that name and type that others can use.
   */
  private static Optional<Boolean> isStatic(
      Map<String, ClassModel> classes, String owner, String name, String type) {
    ClassModel model = classes.get(owner);
    if (model == null) {
      return Optional.empty();
    }
    return Stream.of(
            model.methods().stream()
                .filter(m -> m.methodName().equalsString(name) && m.methodType().equalsString(type))
                .map(MethodModel::flags),
            model.fields().stream()
                .filter(f -> f.fieldName().equalsString(name) && f.fieldType().equalsString(type))
                .map(FieldModel::flags))
        .flatMap(flags -> flags)
        .filter(flags -> !flags.has(AccessFlag.PRIVATE))
        .map(flags -> flags.has(AccessFlag.STATIC))
        .findFirst()
        .or(() ->
            Stream.concat(model.superclass().stream(), model.interfaces().stream())
                .flatMap(s -> isStatic(classes, s.asInternalName(), name, type).stream())
                .findFirst());
  }

  private String others(String owner, String name) {
    String found =
        Objects.requireNonNull(answer.get(owner)).methods().stream()
            .filter(m -> m.methodName().equalsString(name) && !m.flags().has(AccessFlag.SYNTHETIC))
            .map(m ->
                "'"
                    + signature(owner, name, m.methodType().stringValue(), false)
                    + "'"
                    + (m.flags().has(AccessFlag.PRIVATE) ? ", private" : ""))
            .collect(Collectors.joining(" and "));
    return found.isEmpty() ? "" : "; yours has " + found;
  }

  private static Check missed(String owner, String what) {
    return Check.failed(
        Gate.COMPILE,
        NAME,
        Misconception.CHANGED_SIGNATURE,
        what + "; others call it, so put it back as it was",
        new Place(simple(outermost(owner)) + ".java", 0),
        "");
  }

  private static String signature(String owner, String name, String type, boolean field) {
    if (field) {
      return ClassDesc.ofDescriptor(type).displayName() + " " + name;
    }
    MethodTypeDesc desc = MethodTypeDesc.ofDescriptor(type);
    String parameters =
        desc.parameterList().stream().map(ClassDesc::displayName).collect(Collectors.joining(", "));
    return name.equals("<init>")
        ? "new " + simple(owner) + "(" + parameters + ")"
        : desc.returnType().displayName() + " " + name + "(" + parameters + ")";
  }

  private static String kind(ClassModel model) {
    AccessFlags flags = model.flags();
    return flags.has(AccessFlag.INTERFACE)
        ? "interface"
        : flags.has(AccessFlag.ENUM)
            ? "enum"
            : flags.has(AccessFlag.ABSTRACT) ? "abstract class" : "class";
  }

  private static String outermost(String internalName) {
    int nested = internalName.indexOf('$');
    return nested < 0 ? internalName : internalName.substring(0, nested);
  }

  private static String simple(String internalName) {
    return internalName.substring(internalName.lastIndexOf('/') + 1).replace('$', '.');
  }

  /** Reads the class files below a folder, by internal name. */
  private static Map<String, ClassModel> classesIn(Path folder) {
    Map<String, ClassModel> classes = new HashMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
        ClassModel model = ClassFile.of().parse(file);
        classes.put(model.thisClass().asInternalName(), model);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return classes;
  }
}
