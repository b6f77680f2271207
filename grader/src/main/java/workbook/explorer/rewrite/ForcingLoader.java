package workbook.explorer.rewrite;

import static org.objectweb.asm.Opcodes.*;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;
import workbook.explorer.runtime.ContentsUse;

/**
 * Defines the classes under test as they are, but for a call of {@link
 * workbook.explorer.real.Turns} before each step that another thread could notice.
 */
public final class ForcingLoader extends ClassLoader {
  private static final String TURNS = "workbook/explorer/real/Turns";
  private static final String CONDITION = "java/util/concurrent/locks/Condition";
  private static final String BODY = "$body";

  private final ClassSource source;
  private final Predicate<String> forced;
  private final ClassIndex index;

  /**
   * Creates a loader.
   *
   * @param forced tells by its binary name whether a class is under test
   */
  public ForcingLoader(ClassSource source, Predicate<String> forced, ClassLoader parent) {
    super(parent);
    this.source = source;
    this.forced = forced;
    this.index = new ClassIndex(source, forced);
    setDefaultAssertionStatus(true);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      byte[] bytes = forced.test(name) ? source.find(name.replace('.', '/')) : null;
      if (bytes == null) {
        return super.loadClass(name, resolve);
      }
      byte[] code = rewrite(bytes);
      return defineClass(name, code, 0, code.length);
    }
  }

  private byte[] rewrite(byte[] bytes) {
    ClassNode c = new ClassNode();
    new ClassReader(bytes).accept(c, 0);
    for (MethodNode m : List.copyOf(c.methods)) {
      if ((m.access & (ACC_ABSTRACT | ACC_NATIVE)) == 0) {
        new Hooking(c, m).rewrite();
        if ((m.access & ACC_SYNCHRONIZED) != 0) {
          c.methods.add(entrance(c, m));
        }
      }
    }
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    c.accept(writer);
    return writer.toByteArray();
  }

  private static String file(ClassNode c) {
    return c.sourceFile == null ? "?" : c.sourceFile;
  }

  /** Takes a synchronised method's name, so that there is a place before its lock is taken. */
  private static MethodNode entrance(ClassNode c, MethodNode m) {
    int first = 0;
    for (AbstractInsnNode i : m.instructions) {
      if (i instanceof LineNumberNode n) {
        first = first == 0 ? n.line : Math.min(first, n.line);
      }
    }
    MethodNode entrance =
        new MethodNode(
            m.access & ~ACC_SYNCHRONIZED,
            m.name,
            m.desc,
            m.signature,
            m.exceptions.toArray(new String[0]));
    boolean isStatic = (m.access & ACC_STATIC) != 0;
    InsnList l = entrance.instructions;
    l.add(isStatic ? new LdcInsnNode(Type.getObjectType(c.name)) : new VarInsnNode(ALOAD, 0));
    l.add(new LdcInsnNode(file(c)));
    l.add(new LdcInsnNode(first > 0 ? Math.max(1, first - 1) : 0));
    l.add(turns("enter", "(Ljava/lang/Object;Ljava/lang/String;I)V"));
    int slot = 0;
    if (!isStatic) {
      l.add(new VarInsnNode(ALOAD, slot++));
    }
    for (Type t : Type.getArgumentTypes(m.desc)) {
      l.add(new VarInsnNode(t.getOpcode(ILOAD), slot));
      slot += t.getSize();
    }
    m.name += BODY;
    m.access = (m.access & ~(ACC_PUBLIC | ACC_PROTECTED | ACC_FINAL)) | ACC_PRIVATE | ACC_SYNTHETIC;
    l.add(
        new MethodInsnNode(
            isStatic ? INVOKESTATIC : INVOKESPECIAL,
            c.name,
            m.name,
            m.desc,
            (c.access & ACC_INTERFACE) != 0));
    l.add(new InsnNode(Type.getReturnType(m.desc).getOpcode(IRETURN)));
    return entrance;
  }

  private static MethodInsnNode turns(String name, String desc) {
    return new MethodInsnNode(INVOKESTATIC, TURNS, name, desc, false);
  }

  /** Puts the calls into one method. */
  private final class Hooking {
    private final MethodNode m;
    private final String file;
    private int line;

    Hooking(ClassNode c, MethodNode m) {
      this.m = m;
      this.file = file(c);
    }

    void rewrite() {
      for (AbstractInsnNode i : m.instructions.toArray()) {
        switch (i) {
          case LineNumberNode n -> line = n.line;
          case FieldInsnNode f -> field(f);
          case InsnNode n -> simple(n);
          case MethodInsnNode call -> call(call);
          default -> {}
        }
      }
    }

    private void place(InsnList l) {
      l.add(new LdcInsnNode(file));
      l.add(new LdcInsnNode(line));
    }

    private void access(AbstractInsnNode before, String label) {
      InsnList l = new InsnList();
      l.add(new LdcInsnNode(label));
      place(l);
      l.add(turns("access", "(Ljava/lang/String;Ljava/lang/String;I)V"));
      m.instructions.insertBefore(before, l);
    }

    private void field(FieldInsnNode f) {
      ClassIndex.Field field = index.field(f.owner, f.name);
      if (field == null || field.is(ACC_FINAL) || field.is(ACC_SYNTHETIC)) {
        return;
      }
      String type = Rewriter.simpleName(field.owner());
      type = type.substring(type.lastIndexOf('$') + 1);
      boolean read = f.getOpcode() == GETFIELD || f.getOpcode() == GETSTATIC;
      access(f, (read ? "reads " : "writes ") + type + "." + f.name);
    }

    private void simple(InsnNode n) {
      int op = n.getOpcode();
      if (op >= IALOAD && op <= SALOAD) {
        access(n, "reads " + element(op - IALOAD) + "[");
      } else if (op >= IASTORE && op <= SASTORE) {
        access(n, "writes " + element(op - IASTORE) + "[");
      } else if (op == MONITORENTER) {
        InsnList l = new InsnList();
        l.add(new InsnNode(DUP));
        place(l);
        l.add(turns("enter", "(Ljava/lang/Object;Ljava/lang/String;I)V"));
        m.instructions.insertBefore(n, l);
      }
    }

    private static String element(int kind) {
      return switch (kind) {
        case 1 -> "long";
        case 2 -> "float";
        case 3 -> "double";
        case 4 -> "Object";
        case 6 -> "char";
        default -> "int";
      };
    }

    private void call(MethodInsnNode call) {
      if (call.getOpcode() == INVOKESPECIAL) {
        if (call.name.equals("<init>")) {
          arguments(call);
        }
        return;
      }
      List<AbstractInsnNode> before = new ArrayList<>();
      switch (call.name + call.desc) {
        case "wait()V" -> {
          before.add(new InsnNode(LCONST_0));
          replace(call, before, "waitOn", "(Ljava/lang/Object;JLjava/lang/String;I)V");
        }
        case "wait(J)V" ->
            replace(call, before, "waitOn", "(Ljava/lang/Object;JLjava/lang/String;I)V");
        case "notify()V", "notifyAll()V" -> {
          before.add(new InsnNode(call.name.equals("notify") ? ICONST_0 : ICONST_1));
          replace(call, before, "signal", "(Ljava/lang/Object;ZLjava/lang/String;I)V");
        }
        case "start()V" -> {
          if (call.owner.equals("java/lang/Thread")
              || index.extendsClass(call.owner, "java/lang/Thread")) {
            m.instructions.set(call, turns("start", "(Ljava/lang/Thread;)V"));
          }
        }
        default -> library(call, before);
      }
    }

    private void library(MethodInsnNode call, List<AbstractInsnNode> before) {
      if (call.owner.equals(CONDITION)) {
        switch (call.name + call.desc) {
          case "await()V" -> {
            replace(call, before, "await", "(L" + CONDITION + ";Ljava/lang/String;I)V");
            return;
          }
          case "await(JLjava/util/concurrent/TimeUnit;)Z" -> {
            replace(
                call,
                before,
                "await",
                "(L" + CONDITION + ";JLjava/util/concurrent/TimeUnit;Ljava/lang/String;I)Z");
            return;
          }
          case "signal()V", "signalAll()V" -> {
            before.add(new InsnNode(call.name.equals("signal") ? ICONST_0 : ICONST_1));
            replace(call, before, "signal", "(L" + CONDITION + ";ZLjava/lang/String;I)V");
            return;
          }
          default -> {}
        }
      }
      if (call.owner.equals("java/lang/invoke/VarHandle")
          || call.owner.endsWith("FieldUpdater")
              && call.owner.startsWith("java/util/concurrent/atomic/")
              && !call.name.equals("newUpdater")) {
        access(call, ""); // whatever it accesses
        return;
      }
      boolean thread =
          call.owner.equals("java/lang/Thread")
              && call.name.toLowerCase(java.util.Locale.ROOT).contains("interrupt");
      if (thread || call.owner.startsWith("java/util/concurrent/")) {
        InsnList l = new InsnList();
        place(l);
        l.add(turns("call", "(Ljava/lang/String;I)V"));
        m.instructions.insertBefore(call, l);
      } else if (call.getOpcode() != INVOKESTATIC
          && (Contents.isContainer(call.owner) || Contents.isIterator(call.owner))) {
        contents(call, Contents.use(call.name));
      }
      arguments(call);
    }

    private void arguments(MethodInsnNode call) {
      Type[] arguments = Type.getArgumentTypes(call.desc);
      for (int i = 0; i < arguments.length; i++) {
        if (Contents.isCollection(arguments[i]) && !Contents.wraps(call.owner, call.name)) {
          contents(call, Contents.useOfArgument(call.owner, call.name, i));
        }
      }
    }

    private void contents(MethodInsnNode call, ContentsUse use) {
      access(call, use == ContentsUse.WRITE ? "writes contents of " : "reads contents of ");
    }

    private void replace(
        MethodInsnNode call, List<AbstractInsnNode> arguments, String name, String desc) {
      InsnList l = new InsnList();
      arguments.forEach(l::add);
      place(l);
      m.instructions.insertBefore(call, l);
      m.instructions.set(call, turns(name, desc));
    }
  }
}
