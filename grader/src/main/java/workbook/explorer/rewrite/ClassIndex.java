package workbook.explorer.rewrite;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** What has to be known of the classes under test, besides the one being rewritten. */
final class ClassIndex {
  /** A field, and the number that it has in its object. */
  record Field(String owner, String name, int access, int slot) {
    boolean is(int flag) {
      return (access & flag) != 0;
    }
  }

  /** A class under test. */
  record Type(
      String name,
      @Nullable String parent,
      int access,
      Map<String, Field> fields,
      int slots,
      boolean initialiser,
      boolean leaky) {
    boolean isInterface() {
      return (access & Opcodes.ACC_INTERFACE) != 0;
    }
  }

  private final ClassSource source;
  private final Predicate<String> rewritten;
  private final Map<String, Type> known = new HashMap<>();

  ClassIndex(ClassSource source, Predicate<String> rewritten) {
    this.source = source;
    this.rewritten = rewritten;
  }

  /** Returns what is known of a class, or null where it is not under test. */
  @Nullable Type get(@Nullable String internalName) {
    if (internalName == null
        || internalName.startsWith("[")
        || !rewritten.test(internalName.replace('/', '.'))) {
      return null;
    }
    Type info = known.get(internalName);
    if (info == null) {
      byte[] bytes = source.find(internalName);
      if (bytes == null) {
        return null;
      }
      info = read(bytes);
      known.put(internalName, info);
    }
    return info;
  }

  private Type read(byte[] bytes) {
    ClassNode node = new ClassNode();
    new ClassReader(bytes).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    Type parent = get(node.superName);
    int slot = parent == null ? 0 : parent.slots();
    Map<String, Field> fields = new HashMap<>();
    for (FieldNode f : node.fields) {
      fields.put(f.name, new Field(node.name, f.name, f.access, slot++));
    }
    boolean initialiser = false;
    boolean leaky = false;
    for (MethodNode m : node.methods) {
      leaky |= m.name.equals("<init>") && leaks(node, m);
      initialiser |= m.name.equals("<clinit>");
    }
    boolean real = (node.access & Opcodes.ACC_INTERFACE) != 0 || isConstantEnum(node);
    return new Type(
        node.name, node.superName, node.access, fields, slot, initialiser && !real, leaky);
  }

  /**
   * Whether a constructor may hand out {@code this} before the object is whole: then its final
   * fields get no guarantee, and are taken for what they are without it, plain fields. It looks for
   * {@code this} as the last argument of a call or as a value stored.
   */
  private static boolean leaks(ClassNode node, MethodNode constructor) {
    for (AbstractInsnNode i : constructor.instructions) {
      if (i.getOpcode() == Opcodes.ALOAD && ((VarInsnNode) i).var == 0) {
        AbstractInsnNode user = i.getNext();
        while (user != null && user.getOpcode() < 0) {
          user = user.getNext();
        }
        boolean leak =
            switch (user) {
              case InvokeDynamicInsnNode lambda -> true;
              case MethodInsnNode call ->
                  !call.desc.startsWith("()")
                      && !(call.name.equals("<init>") && call.owner.equals(node.superName));
              case FieldInsnNode f ->
                  f.getOpcode() == Opcodes.PUTSTATIC || f.getOpcode() == Opcodes.PUTFIELD;
              case null -> false;
              default -> user.getOpcode() == Opcodes.AASTORE;
            };
        if (leak) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether it is an enum whose constants no schedule can change. Those are created once: the JDK
   * keeps constants of its own accord (for {@code valueOf}, {@code EnumMap} and switches), so they
   * had better stay the same.
   */
  static boolean isConstantEnum(ClassNode node) {
    if (!"java/lang/Enum".equals(node.superName)) {
      return false;
    }
    for (FieldNode f : node.fields) {
      boolean ownConstant =
          (f.access & (Opcodes.ACC_ENUM | Opcodes.ACC_SYNTHETIC)) != 0
              && (f.access & Opcodes.ACC_STATIC) != 0;
      boolean plain = f.desc.length() == 1 || f.desc.equals("Ljava/lang/String;");
      if (!ownConstant && !((f.access & Opcodes.ACC_FINAL) != 0 && plain)) {
        return false;
      }
    }
    for (MethodNode m : node.methods) {
      if ((m.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
        return false;
      }
      for (AbstractInsnNode i : m.instructions) {
        if (m.name.equals("<init>")
            && i instanceof MethodInsnNode call
            && !call.owner.equals("java/lang/Enum")) {
          return false;
        }
      }
    }
    return true;
  }

  /** Finds a field as the JVM would, among the classes under test. */
  @Nullable Field field(String owner, String name) {
    for (Type c = get(owner); c != null; c = get(c.parent())) {
      Field f = c.fields().get(name);
      if (f != null) {
        return f;
      }
    }
    return null;
  }

  /** Whether a field needs no watching: final, and never to be seen before it is written. */
  boolean isFrozen(Field field) {
    Type owner = get(field.owner());
    return field.is(Opcodes.ACC_FINAL)
        && (field.is(Opcodes.ACC_STATIC) || owner == null || !owner.leaky());
  }

  /** Finds the class whose static initialiser a use of this class would run, or null for none. */
  @Nullable Type initialised(String owner) {
    for (Type c = get(owner); c != null; c = get(c.parent())) {
      if (c.initialiser()) {
        return c;
      }
    }
    return null;
  }

  /** Whether a class under test has this ancestor. */
  boolean extendsClass(String owner, String ancestor) {
    for (String c = owner; c != null; ) {
      if (c.equals(ancestor)) {
        return true;
      }
      Type info = get(c);
      c = info == null ? null : info.parent();
    }
    return false;
  }
}
