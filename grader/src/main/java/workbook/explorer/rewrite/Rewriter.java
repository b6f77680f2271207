package workbook.explorer.rewrite;

import static java.util.Objects.requireNonNull;
import static org.objectweb.asm.Opcodes.*;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import workbook.explorer.runtime.Fields;
import workbook.explorer.runtime.Site;
import workbook.explorer.runtime.Statics;
import workbook.explorer.trace.Place;

/**
 * Rewrites one class under test so that everything another thread could notice goes through {@link
 * workbook.explorer.runtime.Hooks} or a model.
 */
@SuppressWarnings("ReferenceEquality") // instructions and types are the very same objects
final class Rewriter {
  static final String INITIALISER = "$clinit";
  static final String RESET = "$reset";
  private static final String HOOKS = "workbook/explorer/runtime/Hooks";
  private static final String HANDLE = "workbook/explorer/model/lang/invoke/VarHandle";
  private static final String PLAIN = "workbook/explorer/runtime/Plain$Object";
  private static final String SHADOWED = "workbook/explorer/runtime/Shadowed";
  private static final String SHADOW = "workbook/explorer/runtime/Shadow";
  private static final String SHADOW_FIELD = "$shadow";

  /**
   * A rewritten class.
   *
   * @param statics its number in {@link Statics}, or -1
   * @param initialiser whether it has a simulated static initialiser
   * @param initialiseNow whether its real static initialiser must run before any schedule
   * @param fields the fields that it declares, by their names
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Result(
      byte[] code,
      int statics,
      boolean initialiser,
      boolean initialiseNow,
      Map<String, Fields.Field> fields) {}

  private final ClassIndex index;
  private final ModelNames models;
  private final ClassLoader loader;
  private final Map<String, Integer> staticsIds = new HashMap<>();

  Rewriter(ClassIndex index, ModelNames models, ClassLoader loader) {
    this.loader = loader;
    this.index = index;
    this.models = models;
  }

  private int staticsId(String owner) {
    return staticsIds.computeIfAbsent(owner, n -> Statics.reserve(n.replace('/', '.'), loader));
  }

  Result rewrite(byte[] original) {
    try {
      return rewrite(original, true);
    } catch (MethodTooLargeException e) {
      return rewrite(original, false);
    }
  }

  static String simpleName(String name) {
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1);
  }

  private Result rewrite(byte[] original, boolean loops) {
    ClassNode c = new ClassNode();
    new ClassReader(original).accept(new ClassRemapper(c, models), ClassReader.EXPAND_FRAMES);
    boolean isInterface = (c.access & ACC_INTERFACE) != 0;
    boolean real = isInterface || ClassIndex.isConstantEnum(c);
    boolean initialiser = false;
    List<MethodNode> bridges = new ArrayList<>();
    for (MethodNode m : List.copyOf(c.methods)) {
      if (m.name.equals("<clinit>") && !real) {
        m.name = INITIALISER;
        m.access = ACC_STATIC | ACC_SYNTHETIC;
        initialiser = true;
      }
      new MethodRewriter(c, m, bridges, loops, real && m.name.equals("<clinit>")).rewrite();
    }
    for (int i = 0; i < bridges.size(); i++) { // a bridge can need none of its own
      MethodNode bridge = bridges.get(i);
      c.methods.add(bridge);
      new MethodRewriter(c, bridge, bridges, false, false).rewrite();
    }
    int statics = -1;
    Map<String, Fields.Field> fields = fields(c.name, !real && initialiser);
    if (!isInterface) {
      if (!real) {
        statics = staticsId(c.name);
        c.methods.add(reset(c));
      }
      if (index.get(c.superName) == null) {
        carryShadow(c);
        if (Refused.hashesByIdentity(c.superName)
            && c.methods.stream()
                .noneMatch(m -> m.name.equals("hashCode") && m.desc.equals("()I"))) {
          c.methods.add(identityHash());
        }
      }
    }
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    c.accept(writer);
    boolean initialiseNow = real && c.methods.stream().anyMatch(m -> m.name.equals("<clinit>"));
    return new Result(writer.toByteArray(), statics, initialiser, initialiseNow, fields);
  }

  private Map<String, Fields.Field> fields(String owner, boolean initialiser) {
    Map<String, Fields.Field> fields = new HashMap<>();
    ClassIndex.Type type = requireNonNull(index.get(owner));
    for (ClassIndex.Field f : type.fields().values()) {
      String ownerName = typeName(f);
      fields.put(
          f.name(),
          new Fields.Field(
              ownerName + "." + f.name(),
              ownerName,
              f.slot(),
              Site.key(key(f)),
              f.is(ACC_STATIC),
              f.is(ACC_VOLATILE),
              f.is(ACC_FINAL),
              f.is(ACC_STATIC) && initialiser ? staticsId(owner) : -1));
    }
    return fields;
  }

  private static String key(ClassIndex.Field field) {
    return simpleName(field.owner()) + "." + field.name();
  }

  private static String typeName(ClassIndex.Field field) {
    String type = simpleName(field.owner());
    return type.substring(type.lastIndexOf('$') + 1);
  }

  private MethodNode reset(ClassNode c) {
    MethodNode m = new MethodNode(ACC_STATIC | ACC_SYNTHETIC, RESET, "()V", null, null);
    for (FieldNode f : c.fields) {
      if ((f.access & ACC_STATIC) != 0 && f.value == null) {
        f.access &= ~ACC_FINAL;
        m.instructions.add(
            new InsnNode(
                switch (f.desc.charAt(0)) {
                  case 'J' -> LCONST_0;
                  case 'F' -> FCONST_0;
                  case 'D' -> DCONST_0;
                  case 'L', '[' -> ACONST_NULL;
                  default -> ICONST_0;
                }));
        m.instructions.add(new FieldInsnNode(PUTSTATIC, c.name, f.name, f.desc));
      } else if ((f.access & (ACC_STATIC | ACC_FINAL)) == ACC_STATIC) {
        m.instructions.add(new LdcInsnNode(f.value));
        m.instructions.add(new FieldInsnNode(PUTSTATIC, c.name, f.name, f.desc));
      }
    }
    m.instructions.add(new InsnNode(RETURN));
    return m;
  }

  private static void carryShadow(ClassNode c) {
    String desc = "L" + SHADOW + ";";
    c.fields.add(
        new FieldNode(ACC_PRIVATE | ACC_SYNTHETIC | ACC_TRANSIENT, SHADOW_FIELD, desc, null, null));
    c.interfaces.add(SHADOWED);
    MethodNode get =
        new MethodNode(ACC_PUBLIC | ACC_SYNTHETIC, SHADOW_FIELD, "()" + desc, null, null);
    get.instructions.add(new VarInsnNode(ALOAD, 0));
    get.instructions.add(new FieldInsnNode(GETFIELD, c.name, SHADOW_FIELD, desc));
    get.instructions.add(new InsnNode(ARETURN));
    c.methods.add(get);
    MethodNode set =
        new MethodNode(ACC_PUBLIC | ACC_SYNTHETIC, SHADOW_FIELD, "(" + desc + ")V", null, null);
    set.instructions.add(new VarInsnNode(ALOAD, 0));
    set.instructions.add(new VarInsnNode(ALOAD, 1));
    set.instructions.add(new FieldInsnNode(PUTFIELD, c.name, SHADOW_FIELD, desc));
    set.instructions.add(new InsnNode(RETURN));
    c.methods.add(set);
  }

  private static MethodNode identityHash() {
    MethodNode m = new MethodNode(ACC_PUBLIC | ACC_SYNTHETIC, "hashCode", "()I", null, null);
    m.instructions.add(new VarInsnNode(ALOAD, 0));
    m.instructions.add(
        new MethodInsnNode(INVOKESTATIC, HOOKS, "identity", "(Ljava/lang/Object;)I", false));
    m.instructions.add(new InsnNode(IRETURN));
    return m;
  }

  /** Rewrites one method. */
  private final class MethodRewriter {
    private final ClassNode c;
    private final MethodNode m;
    private final List<MethodNode> bridges;
    private final boolean loops;
    private final boolean realInitialiser;
    private final String file;
    private int line;
    private int spare;

    MethodRewriter(
        ClassNode c,
        MethodNode m,
        List<MethodNode> bridges,
        boolean loops,
        boolean realInitialiser) {
      this.c = c;
      this.m = m;
      this.bridges = bridges;
      this.loops = loops;
      this.realInitialiser = realInitialiser;
      this.file = c.sourceFile == null ? "?" : c.sourceFile;
    }

    void rewrite() {
      if ((m.access & (ACC_ABSTRACT | ACC_NATIVE)) != 0) {
        return;
      }
      spare = m.maxLocals;
      AbstractInsnNode superCall = superCall();
      boolean built = superCall == null;
      Set<LabelNode> headers = loops ? loopHeaders() : Set.of();
      for (AbstractInsnNode i : m.instructions.toArray()) {
        if (i == superCall) {
          built = true;
          steady((MethodInsnNode) superCall);
          continue;
        }
        switch (i) {
          case LineNumberNode n -> line = n.line;
          case FieldInsnNode f -> field(f, built);
          case MethodInsnNode call -> call(call);
          case InvokeDynamicInsnNode dynamic -> dynamic(dynamic);
          case TypeInsnNode t when t.getOpcode() == NEW -> creation(t);
          case InsnNode n -> simple(n);
          case FrameNode frame -> {
            LabelNode label = labelOf(frame);
            if (built && label != null && headers.contains(label)) {
              loop(frame);
            }
          }
          default -> {}
        }
      }
      if ((m.access & ACC_SYNCHRONIZED) != 0) {
        synchronise();
      }
      if (m.name.equals(INITIALISER)) {
        ClassIndex.Type parent = index.initialised(requireNonNull(c.superName));
        if (parent != null) {
          m.instructions.insert(initialise(parent.name()));
        }
      }
      m.maxLocals = spare;
    }

    /** The call that makes {@code this} an object, before which it must not be handed to a hook. */
    private @Nullable AbstractInsnNode superCall() {
      if (!m.name.equals("<init>")) {
        return null;
      }
      int pending = 0;
      for (AbstractInsnNode i : m.instructions) {
        if (i.getOpcode() == NEW) {
          pending++;
        } else if (i instanceof MethodInsnNode call && call.name.equals("<init>")) {
          if (pending == 0) {
            return i;
          }
          pending--;
        }
      }
      return null;
    }

    private Set<LabelNode> loopHeaders() {
      Map<LabelNode, Integer> at = new HashMap<>();
      int n = 0;
      for (AbstractInsnNode i : m.instructions) {
        n++;
        if (i instanceof LabelNode label) {
          at.put(label, n);
        }
      }
      Set<LabelNode> headers = new HashSet<>();
      n = 0;
      for (AbstractInsnNode i : m.instructions) {
        n++;
        List<LabelNode> targets =
            switch (i) {
              case JumpInsnNode jump -> List.of(jump.label);
              case TableSwitchInsnNode s -> with(s.labels, s.dflt);
              case LookupSwitchInsnNode s -> with(s.labels, s.dflt);
              default -> List.of();
            };
        for (LabelNode target : targets) {
          if (at.getOrDefault(target, n) < n) {
            headers.add(target);
          }
        }
      }
      return headers;
    }

    private static List<LabelNode> with(List<LabelNode> labels, LabelNode last) {
      List<LabelNode> all = new ArrayList<>(labels);
      all.add(last);
      return all;
    }

    private static @Nullable LabelNode labelOf(FrameNode frame) {
      AbstractInsnNode i = frame.getPrevious();
      while (i instanceof LineNumberNode) {
        i = i.getPrevious();
      }
      return i instanceof LabelNode label ? label : null;
    }

    // ------------------------------------------------------------------------------- loops

    /** At the head of a loop, where the frame tells which local variables there are. */
    private void loop(FrameNode frame) {
      if (frame.stack != null && !frame.stack.isEmpty()) {
        return;
      }
      int site = site("loop");
      InsnList l = new InsnList();
      LabelNode on = new LabelNode(new Label());
      l.add(hook("loop", "()Z"));
      l.add(new JumpInsnNode(IFEQ, on));
      List<Object> locals = frame.local;
      int count = 0;
      for (Object type : locals) {
        if (isKnown(type)) {
          count++;
        }
      }
      l.add(push(site));
      l.add(push(count));
      l.add(new TypeInsnNode(ANEWARRAY, "java/lang/Object"));
      int slot = 0;
      int k = 0;
      for (Object type : locals) {
        if (isKnown(type)) {
          l.add(new InsnNode(DUP));
          l.add(push(k++));
          if (type == INTEGER) {
            l.add(new VarInsnNode(ILOAD, slot));
            l.add(box("java/lang/Integer", "I"));
          } else if (type == FLOAT) {
            l.add(new VarInsnNode(FLOAD, slot));
            l.add(box("java/lang/Float", "F"));
          } else if (type == LONG) {
            l.add(new VarInsnNode(LLOAD, slot));
            l.add(box("java/lang/Long", "J"));
          } else if (type == DOUBLE) {
            l.add(new VarInsnNode(DLOAD, slot));
            l.add(box("java/lang/Double", "D"));
          } else {
            l.add(new VarInsnNode(ALOAD, slot));
          }
          l.add(new InsnNode(AASTORE));
        }
        slot += type == LONG || type == DOUBLE ? 2 : 1;
      }
      l.add(hook("arrive", "(I[Ljava/lang/Object;)V"));
      l.add(on);
      l.add(new FrameNode(F_NEW, locals.size(), locals.toArray(), 0, new Object[0]));
      l.add(new InsnNode(NOP)); // two frames must not meet at one instruction
      m.instructions.insert(frame, l);
    }

    private static boolean isKnown(Object type) {
      return type == INTEGER
          || type == FLOAT
          || type == LONG
          || type == DOUBLE
          || type instanceof String;
    }

    private static MethodInsnNode box(String type, String primitive) {
      return new MethodInsnNode(
          INVOKESTATIC, type, "valueOf", "(" + primitive + ")L" + type + ";", false);
    }

    // ------------------------------------------------------------------------ synchronized

    private void synchronise() {
      m.access &= ~ACC_SYNCHRONIZED;
      boolean isStatic = (m.access & ACC_STATIC) != 0;
      LabelNode from = new LabelNode(new Label());
      LabelNode to = new LabelNode(new Label());
      int first = 0;
      int last = 0;
      for (AbstractInsnNode i : m.instructions) {
        if (i instanceof LineNumberNode n) {
          first = first == 0 ? n.line : Math.min(first, n.line);
          last = Math.max(last, n.line);
        }
      }
      for (AbstractInsnNode i : m.instructions.toArray()) {
        if (i.getOpcode() >= IRETURN && i.getOpcode() <= RETURN) {
          m.instructions.insertBefore(i, lockCall(isStatic, "exit"));
        }
      }
      InsnList head = new InsnList();
      if (first > 0) {
        LabelNode start = new LabelNode(new Label());
        head.add(start);
        head.add(new LineNumberNode(Math.max(1, first - 1), start));
      }
      head.add(lockCall(isStatic, "enter"));
      head.add(from);
      m.instructions.insert(head);
      InsnList tail = new InsnList();
      tail.add(to);
      List<Object> locals = new ArrayList<>();
      if (!isStatic) {
        locals.add(c.name);
      }
      for (Type t : Type.getArgumentTypes(m.desc)) {
        locals.add(
            switch (t.getSort()) {
              case Type.LONG -> LONG;
              case Type.FLOAT -> FLOAT;
              case Type.DOUBLE -> DOUBLE;
              case Type.OBJECT, Type.ARRAY -> t.getInternalName();
              default -> INTEGER;
            });
      }
      tail.add(
          new FrameNode(
              F_NEW, locals.size(), locals.toArray(), 1, new Object[] {"java/lang/Throwable"}));
      if (last > 0) {
        tail.add(new LineNumberNode(last, to));
      }
      tail.add(lockCall(isStatic, "exit"));
      tail.add(new InsnNode(ATHROW));
      m.instructions.add(tail);
      m.tryCatchBlocks.add(new TryCatchBlockNode(from, to, to, null));
      // local variables must not reach into the handler
      m.localVariables = null;
    }

    private InsnList lockCall(boolean isStatic, String name) {
      InsnList l = new InsnList();
      l.add(isStatic ? new LdcInsnNode(Type.getObjectType(c.name)) : new VarInsnNode(ALOAD, 0));
      l.add(push(0));
      l.add(hook(name, "(Ljava/lang/Object;I)V"));
      return l;
    }

    // ---------------------------------------------------------------------- fields, arrays

    private void field(FieldInsnNode f, boolean built) {
      boolean isStatic = f.getOpcode() == GETSTATIC || f.getOpcode() == PUTSTATIC;
      if (f.owner.equals("java/lang/System") && f.desc.equals("Ljava/io/PrintStream;")) {
        InsnList quiet = new InsnList();
        quiet.add(hook("console", "(Ljava/io/PrintStream;)Ljava/io/PrintStream;"));
        m.instructions.insert(f, quiet);
        return;
      }
      if (isStatic) {
        initialiseBefore(f, f.owner);
      }
      ClassIndex.Field field = index.field(f.owner, f.name);
      ClassIndex.Type declaring = field == null ? null : index.get(field.owner());
      if (f.getOpcode() == GETSTATIC && declaring != null && declaring.isInterface()) {
        if (kind(f.desc).equals("L")) {
          InsnList check = new InsnList();
          check.add(new InsnNode(DUP));
          check.add(push(site("mutable static state of an interface")));
          check.add(hook("constant", "(Ljava/lang/Object;I)V"));
          m.instructions.insert(f, check);
        }
        return;
      }
      if (field != null && !isStatic && built && index.isFrozen(field)) {
        frozen(f);
        return;
      }
      if (field == null
          || index.isFrozen(field)
          || field.is(ACC_SYNTHETIC)
          || realInitialiser
          || (!built && f.getOpcode() == PUTFIELD)) {
        return;
      }
      String type = typeName(field);
      String key = key(field);
      int site =
          Site.add(
              new Place(file, line),
              type + "." + f.name,
              type,
              field.is(ACC_VOLATILE),
              field.slot(),
              key);
      String kind = kind(f.desc);
      String value = kind.equals("L") ? "Ljava/lang/Object;" : kind;
      InsnList before = new InsnList();
      switch (f.getOpcode()) {
        case GETFIELD -> {
          before.add(new InsnNode(DUP));
          before.add(push(site));
          before.add(hook("read", "(Ljava/lang/Object;I)V"));
          got(f, kind, f.desc);
        }
        case GETSTATIC -> {
          before.add(push(site));
          before.add(hook("readStatic", "(I)V"));
          got(f, kind, f.desc);
        }
        case PUTFIELD -> {
          if (wide(kind)) {
            int local = spareLocal(kind);
            before.add(new VarInsnNode(kind.equals("J") ? LSTORE : DSTORE, local));
            before.add(new InsnNode(DUP));
            before.add(new VarInsnNode(kind.equals("J") ? LLOAD : DLOAD, local));
            before.add(push(site));
            before.add(hook("write" + kind, "(Ljava/lang/Object;" + value + "I)V"));
            before.add(new VarInsnNode(kind.equals("J") ? LLOAD : DLOAD, local));
          } else {
            before.add(new InsnNode(DUP2));
            before.add(push(site));
            before.add(hook("write" + kind, "(Ljava/lang/Object;" + value + "I)V"));
          }
        }
        default -> {
          before.add(new InsnNode(wide(kind) ? DUP2 : DUP));
          before.add(push(site));
          before.add(hook("writeStatic" + kind, "(" + value + "I)V"));
        }
      }
      m.instructions.insertBefore(f, before);
    }

    /**
     * Whoever gets an object by a final field sees it at least as it was when the field was set.
     */
    private void frozen(FieldInsnNode f) {
      if (!kind(f.desc).equals("L") || realInitialiser) {
        return;
      }
      InsnList before = new InsnList();
      if (f.getOpcode() == GETFIELD) {
        before.add(new InsnNode(DUP));
        before.add(hook("readFrozen", "(Ljava/lang/Object;)V"));
      } else {
        before.add(new InsnNode(DUP2));
        before.add(new InsnNode(POP));
        before.add(hook("freeze", "(Ljava/lang/Object;)V"));
      }
      m.instructions.insertBefore(f, before);
    }

    private void got(AbstractInsnNode after, String kind, String desc) {
      InsnList l = new InsnList();
      String type = kind.equals("L") ? "Ljava/lang/Object;" : kind;
      l.add(hook("got" + kind, "(" + type + ")" + type));
      if (kind.equals("L") && !desc.equals("Ljava/lang/Object;")) {
        l.add(new TypeInsnNode(CHECKCAST, Type.getType(desc).getInternalName()));
      }
      m.instructions.insert(after, l);
    }

    private static boolean wide(String kind) {
      return kind.equals("J") || kind.equals("D");
    }

    private static String kind(String desc) {
      return switch (desc.charAt(0)) {
        case 'B', 'S', 'I' -> "I";
        case '[' -> "L";
        default -> desc.substring(0, 1);
      };
    }

    private int spareLocal(String kind) {
      int local = spare;
      spare += wide(kind) ? 2 : 1;
      return local;
    }

    private static final String ELEMENTS = "IJFDLICI"; // in the order of the opcodes

    private void simple(InsnNode n) {
      int op = n.getOpcode();
      if (op == MONITORENTER || op == MONITOREXIT) {
        InsnList l = new InsnList();
        l.add(push(0));
        l.add(hook(op == MONITORENTER ? "enter" : "exit", "(Ljava/lang/Object;I)V"));
        m.instructions.insertBefore(n, l);
        m.instructions.remove(n);
      } else if (op >= IALOAD && op <= SALOAD && !realInitialiser) {
        String kind = ELEMENTS.substring(op - IALOAD, op - IALOAD + 1);
        InsnList l = new InsnList();
        l.add(new InsnNode(DUP2));
        l.add(push(arraySite(kind)));
        l.add(hook("readElement", "(Ljava/lang/Object;II)V"));
        m.instructions.insertBefore(n, l);
        if (!kind.equals("L")) {
          got(n, kind, kind);
        } else {
          gotElement(n);
        }
      } else if (op >= IASTORE && op <= SASTORE && !realInitialiser) {
        String kind = ELEMENTS.substring(op - IASTORE, op - IASTORE + 1);
        String type = kind.equals("L") ? "Ljava/lang/Object;" : kind;
        int at = "ILFDAC".indexOf(kind);
        int store =
            at < 0
                ? kind.equals("J") ? LSTORE : ASTORE
                : new int[] {ISTORE, ASTORE, FSTORE, DSTORE, ASTORE, ISTORE}[at];
        int load =
            at < 0
                ? kind.equals("J") ? LLOAD : ALOAD
                : new int[] {ILOAD, ALOAD, FLOAD, DLOAD, ALOAD, ILOAD}[at];
        int local = spareLocal(kind);
        InsnList l = new InsnList();
        l.add(new VarInsnNode(store, local));
        l.add(new InsnNode(DUP2));
        l.add(new VarInsnNode(load, local));
        l.add(push(arraySite(kind)));
        l.add(hook("writeElement" + kind, "(Ljava/lang/Object;I" + type + "I)V"));
        l.add(new VarInsnNode(load, local));
        m.instructions.insertBefore(n, l);
      }
    }

    /**
     * An element's static type is not known here, so that an older value cannot be put in its
     * place; only the value is told.
     */
    private void gotElement(AbstractInsnNode after) {
      InsnList l = new InsnList();
      l.add(new InsnNode(DUP));
      l.add(hook("gotElement", "(Ljava/lang/Object;)V"));
      m.instructions.insert(after, l);
    }

    /** What is told of an array; its elements' bytecodes do not tell small types from int. */
    private static String arrayType(String kind) {
      return switch (kind) {
        case "I", "Z" -> "int[]";
        case "J" -> "long[]";
        case "F" -> "float[]";
        case "D" -> "double[]";
        case "C" -> "char[]";
        default -> "Object[]";
      };
    }

    private int arraySite(String kind) {
      String type = arrayType(kind);
      return Site.add(new Place(file, line), type.replace("[]", ""), type, false, 0, type);
    }

    // -------------------------------------------------------------------------------- calls

    private void creation(TypeInsnNode t) {
      initialiseBefore(t, t.desc);
      refuse(t, t.desc, "new");
      if (t.desc.equals("java/lang/Object")) {
        t.desc = PLAIN;
      }
    }

    private void initialiseBefore(AbstractInsnNode i, String owner) {
      ClassIndex.Type info = index.initialised(owner);
      if (info != null && !info.name().equals(c.name)) {
        m.instructions.insertBefore(i, initialise(info.name()));
      }
    }

    private InsnList initialise(String owner) {
      InsnList l = new InsnList();
      l.add(push(staticsId(owner)));
      l.add(hook("initialise", "(I)V"));
      return l;
    }

    private void refuse(AbstractInsnNode i, String owner, String member) {
      String name = Refused.name(owner, member);
      if (name != null) {
        m.instructions.insertBefore(i, refusal(name));
      }
    }

    private InsnList refusal(String name) {
      InsnList l = new InsnList();
      l.add(new LdcInsnNode(name));
      l.add(push(site(name)));
      l.add(hook("notModelled", "(Ljava/lang/String;I)V"));
      return l;
    }

    private void call(MethodInsnNode call) {
      if (call.getOpcode() == INVOKESTATIC) {
        initialiseBefore(call, call.owner);
      }
      boolean inherited = inherited(call);
      if (index.get(call.owner) != null && !inherited) {
        return;
      }
      String owner = inherited ? "java/lang/Object" : call.owner;
      if (owner.equals(HANDLE) && isAccessMode(call.name)) {
        handle(call);
        return;
      }
      if (findsHandle(call)) {
        return;
      }
      if (ModelNames.isModel(owner)) {
        if (!Refused.hasMethod(owner, call.name, call.desc)) {
          m.instructions.insertBefore(call, refusal(ModelNames.original(owner) + "." + call.name));
        }
        arguments(call);
        return;
      }
      if (Refused.isOnFiles(owner, call.desc)) {
        onFiles(call);
        return;
      }
      refuse(call, owner, call.name);
      String hook = Refused.hook(owner, call.name, call.desc);
      if (hook != null && call.getOpcode() != INVOKESPECIAL) {
        String desc =
            call.getOpcode() == INVOKESTATIC
                ? call.desc
                : "(Ljava/lang/Object;" + call.desc.substring(1);
        m.instructions.set(call, hook(hook, desc));
        return;
      }
      if (call.name.equals("<init>") && owner.equals("java/lang/Object")) {
        call.owner = PLAIN;
        return;
      }
      steady(call);
      if (call.owner.startsWith("[") && call.name.equals("clone") && !realInitialiser) {
        cloned(call);
        return;
      }
      if (call.getOpcode() == INVOKEVIRTUAL || call.getOpcode() == INVOKEINTERFACE) {
        if (Contents.isContainer(owner) || Contents.isIterator(owner)) {
          contents(call);
          return;
        }
        if (!Contents.isPure(owner)) {
          boolean model = owner.startsWith("java/util/concurrent/"); // by an interface of it
          m.instructions.insertBefore(call, hook(model ? "modelled" : "effect", "()V"));
        }
      }
      arguments(call);
    }

    private void steady(MethodInsnNode call) {
      Steady steady = Steady.of(call.owner, call.name, call.desc);
      if (steady != null) {
        m.instructions.insertBefore(call, hook(steady.hook(), steady.hookDesc()));
        call.desc = steady.desc();
      }
    }

    /** Turns a call that makes a handle into one of the model's. */
    private boolean findsHandle(MethodInsnNode call) {
      boolean field =
          call.owner.equals("java/lang/invoke/MethodHandles$Lookup")
              && (call.name.equals("findVarHandle") || call.name.equals("findStaticVarHandle"));
      boolean element =
          call.owner.equals("java/lang/invoke/MethodHandles")
              && call.name.equals("arrayElementVarHandle");
      if (!field && !element) {
        return false;
      }
      String desc =
          field ? "(Ljava/lang/invoke/MethodHandles$Lookup;" + call.desc.substring(1) : call.desc;
      m.instructions.set(call, new MethodInsnNode(INVOKESTATIC, HANDLE, call.name, desc, false));
      return true;
    }

    /** A call of a method that takes whatever it is given, which is told to the model in words. */
    private void handle(MethodInsnNode call) {
      Type[] arguments = Type.getArgumentTypes(call.desc);
      InsnList l = new InsnList();
      int[] locals = spilled(arguments, l);
      l.add(push(arguments.length));
      l.add(new TypeInsnNode(ANEWARRAY, "java/lang/Object"));
      for (int i = 0; i < arguments.length; i++) {
        l.add(new InsnNode(DUP));
        l.add(push(i));
        l.add(new VarInsnNode(arguments[i].getOpcode(ILOAD), locals[i]));
        String boxed = boxed(arguments[i]);
        if (boxed != null) {
          l.add(box(boxed, arguments[i].getDescriptor()));
        }
        l.add(new InsnNode(AASTORE));
      }
      l.add(new LdcInsnNode(call.name));
      l.add(new LdcInsnNode(call.desc));
      l.add(push(site("VarHandle." + call.name)));
      l.add(
          new MethodInsnNode(
              INVOKEVIRTUAL,
              HANDLE,
              "access",
              "([Ljava/lang/Object;Ljava/lang/String;Ljava/lang/String;I)Ljava/lang/Object;",
              false));
      m.instructions.insertBefore(call, l);
      Type result = Type.getReturnType(call.desc);
      String boxed = boxed(result);
      InsnList after = new InsnList();
      if (result.getSort() == Type.VOID) {
        after.add(new InsnNode(POP));
      } else if (boxed != null) {
        after.add(new TypeInsnNode(CHECKCAST, boxed));
        after.add(
            new MethodInsnNode(
                INVOKEVIRTUAL,
                boxed,
                result.getClassName() + "Value",
                "()" + result.getDescriptor(),
                false));
      } else if (!result.getInternalName().equals("java/lang/Object")) {
        after.add(new TypeInsnNode(CHECKCAST, result.getInternalName()));
      }
      m.instructions.insert(call, after);
      m.instructions.remove(call);
    }

    private static @Nullable String boxed(Type type) {
      return switch (type.getSort()) {
        case Type.BOOLEAN -> "java/lang/Boolean";
        case Type.CHAR -> "java/lang/Character";
        case Type.BYTE -> "java/lang/Byte";
        case Type.SHORT -> "java/lang/Short";
        case Type.INT -> "java/lang/Integer";
        case Type.LONG -> "java/lang/Long";
        case Type.FLOAT -> "java/lang/Float";
        case Type.DOUBLE -> "java/lang/Double";
        default -> null;
      };
    }

    private static boolean isAccessMode(String method) {
      for (VarHandle.AccessMode mode : VarHandle.AccessMode.values()) {
        if (mode.methodName().equals(method)) {
          return true;
        }
      }
      return false;
    }

    /** Whether a call reaches what {@link Object} declares final, whatever type it names. */
    private static boolean inherited(MethodInsnNode call) {
      return switch (call.name + call.desc) {
        case "wait()V", "wait(J)V", "wait(JI)V", "notify()V", "notifyAll()V" ->
            call.getOpcode() != INVOKESPECIAL;
        default -> false;
      };
    }

    private void contents(MethodInsnNode call) {
      Type[] arguments = Type.getArgumentTypes(call.desc);
      InsnList l = new InsnList();
      int[] locals = spilled(arguments, l);
      int receiver = -1;
      if (Contents.shows(call.name)) {
        receiver = spare++;
        l.add(new InsnNode(DUP));
        l.add(new VarInsnNode(ASTORE, receiver));
      }
      l.add(new InsnNode(DUP));
      boolean element = Contents.isOfOneElement(call.owner, call.name, arguments);
      if (element) {
        l.add(new VarInsnNode(ILOAD, locals[0]));
      }
      l.add(push(Contents.use(call.name).code));
      l.add(push(site(simpleName(call.owner) + "." + call.name)));
      l.add(
          element
              ? hook("element", "(Ljava/lang/Object;III)V")
              : hook(Contents.isIterator(call.owner) ? "walk" : "call", "(Ljava/lang/Object;II)V"));
      restored(call, arguments, locals, l);
      m.instructions.insertBefore(call, l);
      if (receiver >= 0) {
        derived(call, receiver);
      }
    }

    /** Tells of a step on the file system that a path belongs to. */
    private void onFiles(MethodInsnNode call) {
      Type[] arguments = Type.getArgumentTypes(call.desc);
      InsnList l = new InsnList();
      int[] locals = spilled(arguments, l);
      l.add(new VarInsnNode(ALOAD, locals[0]));
      l.add(push(Refused.onlyLooks(call.name) ? 0 : 1));
      l.add(push(site("Files." + call.name)));
      l.add(hook("onFiles", "(Ljava/lang/Object;II)V"));
      restored(call, arguments, locals, l);
      m.instructions.insertBefore(call, l);
    }

    /** Tells of the collections that a call is given, for it reads what is in them. */
    private void arguments(MethodInsnNode call) {
      Type[] arguments = Type.getArgumentTypes(call.desc);
      boolean any = false;
      for (int i = 0; i < arguments.length; i++) {
        any |= Contents.isCollection(arguments[i]) || isArray(arguments[i]);
        any |= isAnArrayCopied(call, i);
      }
      if (!any) {
        return;
      }
      InsnList l = new InsnList();
      int[] locals = spilled(arguments, l);
      restored(call, arguments, locals, l);
      m.instructions.insertBefore(call, l);
      if (Contents.wraps(call.owner, call.name)) {
        derived(call, locals[0]);
      }
    }

    /** Moves a call's arguments from the stack to locals. */
    private int[] spilled(Type[] arguments, InsnList to) {
      int[] locals = new int[arguments.length];
      for (int i = arguments.length - 1; i >= 0; i--) {
        locals[i] = spare;
        spare += arguments[i].getSize();
        to.add(new VarInsnNode(arguments[i].getOpcode(ISTORE), locals[i]));
      }
      return locals;
    }

    /** Moves them back, and tells of each collection and each array among them. */
    private void restored(MethodInsnNode call, Type[] arguments, int[] locals, InsnList to) {
      boolean wraps = Contents.wraps(call.owner, call.name);
      for (int i = 0; i < arguments.length; i++) {
        if (isArray(arguments[i]) && !realInitialiser) {
          elements(call, arguments, locals, i, to);
        } else if (isAnArrayCopied(call, i)) {
          copied(locals, i, to);
        }
      }
      for (int i = 0; i < arguments.length; i++) {
        to.add(new VarInsnNode(arguments[i].getOpcode(ILOAD), locals[i]));
        if (Contents.isCollection(arguments[i]) && !wraps) {
          String type = simpleName(arguments[i].getInternalName());
          to.add(new InsnNode(DUP));
          to.add(push(Contents.useOfArgument(call.owner, call.name, i).code));
          to.add(push(site(type + " given to " + simpleName(call.owner) + "." + call.name)));
          to.add(hook("call", "(Ljava/lang/Object;II)V"));
        }
      }
    }

    private static boolean isArray(Type type) {
      return type.getSort() == Type.ARRAY;
    }

    /**
     * Tells of an array that a call is given, whole or, where the next two say so, a part of it.
     */
    private void elements(
        MethodInsnNode call, Type[] arguments, int[] locals, int array, InsnList to) {
      boolean part =
          array + 2 < arguments.length
              && arguments[array + 1].equals(Type.INT_TYPE)
              && arguments[array + 2].equals(Type.INT_TYPE)
              && call.owner.equals("java/util/Arrays");
      to.add(new VarInsnNode(ALOAD, locals[array]));
      to.add(part ? new VarInsnNode(ILOAD, locals[array + 1]) : push(0));
      to.add(part ? new VarInsnNode(ILOAD, locals[array + 2]) : push(Integer.MAX_VALUE));
      to.add(push(Contents.fills(call.owner, call.name) ? 1 : 0));
      to.add(push(elementsSite(kind(arguments[array].getDescriptor().substring(1)))));
      to.add(hook("elements", "(Ljava/lang/Object;IIII)V"));
    }

    /** Tells of an array that is copied by its own method. */
    private void cloned(MethodInsnNode call) {
      InsnList l = new InsnList();
      l.add(new InsnNode(DUP));
      l.add(push(0));
      l.add(push(Integer.MAX_VALUE));
      l.add(push(0));
      l.add(push(elementsSite(kind(call.owner.substring(1)))));
      l.add(hook("elements", "(Ljava/lang/Object;IIII)V"));
      m.instructions.insertBefore(call, l);
    }

    /** Whether it is one of the two arrays of {@code System.arraycopy}. */
    private static boolean isAnArrayCopied(MethodInsnNode call, int argument) {
      return call.owner.equals("java/lang/System")
          && call.name.equals("arraycopy")
          && (argument == 0 || argument == 2);
    }

    private void copied(int[] locals, int array, InsnList to) {
      to.add(new VarInsnNode(ALOAD, locals[array]));
      to.add(new VarInsnNode(ILOAD, locals[array + 1]));
      to.add(new VarInsnNode(ILOAD, locals[array + 1]));
      to.add(new VarInsnNode(ILOAD, locals[4]));
      to.add(new InsnNode(IADD));
      to.add(push(array == 0 ? 0 : 1));
      to.add(push(elementsSite("L"))); // of what kind, only its class would tell
      to.add(hook("elements", "(Ljava/lang/Object;IIII)V"));
    }

    /** Racing with the other sites of the kind, and with a value that nobody knows. */
    private int elementsSite(String kind) {
      String type = arrayType(kind);
      return Site.add(new Place(file, line), type.replace("[]", ""), "Object[]", false, 0, type);
    }

    private void derived(MethodInsnNode call, int from) {
      InsnList l = new InsnList();
      l.add(new InsnNode(DUP));
      l.add(new VarInsnNode(ALOAD, from));
      l.add(hook("derived", "(Ljava/lang/Object;Ljava/lang/Object;)V"));
      m.instructions.insert(call, l);
    }

    // ------------------------------------------------------------------------ invokedynamic

    private void dynamic(InvokeDynamicInsnNode dynamic) {
      if (!dynamic.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory")) {
        return;
      }
      for (int i = 0; i < dynamic.bsmArgs.length; i++) {
        if (i == 1 && dynamic.bsmArgs[i] instanceof Handle target && needsBridge(target)) {
          dynamic.bsmArgs[i] = bridge(target, Type.getArgumentTypes(dynamic.desc));
        }
      }
    }

    private boolean needsBridge(Handle target) {
      if (Refused.isOnFiles(target.getOwner(), target.getDesc())) {
        return true;
      }
      if (index.get(target.getOwner()) != null) {
        return switch (target.getTag()) {
          case H_INVOKESTATIC, H_NEWINVOKESPECIAL -> index.initialised(target.getOwner()) != null;
          default ->
              inherited(
                  new MethodInsnNode(
                      INVOKEVIRTUAL, target.getOwner(), target.getName(), target.getDesc(), false));
        };
      }
      boolean making = target.getTag() == H_NEWINVOKESPECIAL;
      return !Contents.isPure(target.getOwner())
          || making && target.getOwner().equals("java/lang/Object")
          || Refused.name(target.getOwner(), making ? "new" : target.getName()) != null
          || Refused.hook(target.getOwner(), target.getName(), target.getDesc()) != null
          || Steady.of(target.getOwner(), target.getName(), target.getDesc()) != null;
    }

    /**
     * A method which does what a method reference refers to, so that there is a place for the
     * hooks.
     */
    private Handle bridge(Handle target, Type[] captured) {
      int tag = target.getTag();
      List<Type> parameters = new ArrayList<>();
      boolean receiver =
          tag == H_INVOKEVIRTUAL || tag == H_INVOKEINTERFACE || tag == H_INVOKESPECIAL;
      if (receiver) {
        parameters.add(Type.getObjectType(target.getOwner()));
      }
      parameters.addAll(List.of(Type.getArgumentTypes(target.getDesc())));
      if (captured.length == 1 && receiver) {
        parameters.set(0, captured[0]);
      }
      Type result =
          tag == H_NEWINVOKESPECIAL
              ? Type.getObjectType(target.getOwner())
              : Type.getReturnType(target.getDesc());
      String desc = Type.getMethodDescriptor(result, parameters.toArray(new Type[0]));
      String name = "lambda$reference$" + bridges.size();
      MethodNode b =
          new MethodNode(ACC_PRIVATE | ACC_STATIC | ACC_SYNTHETIC, name, desc, null, null);
      LabelNode start = new LabelNode(new Label());
      b.instructions.add(start);
      b.instructions.add(new LineNumberNode(Math.max(line, 1), start));
      if (tag == H_NEWINVOKESPECIAL) {
        b.instructions.add(new TypeInsnNode(NEW, target.getOwner()));
        b.instructions.add(new InsnNode(DUP));
      }
      int slot = 0;
      for (int i = 0; i < parameters.size(); i++) {
        Type p = parameters.get(i);
        b.instructions.add(new VarInsnNode(p.getOpcode(ILOAD), slot));
        if (i == 0 && receiver && !p.getInternalName().equals(target.getOwner())) {
          b.instructions.add(new TypeInsnNode(CHECKCAST, target.getOwner()));
        }
        slot += p.getSize();
      }
      b.maxLocals = slot;
      int op =
          switch (tag) {
            case H_INVOKESTATIC -> INVOKESTATIC;
            case H_INVOKEINTERFACE -> INVOKEINTERFACE;
            case H_NEWINVOKESPECIAL, H_INVOKESPECIAL -> INVOKESPECIAL;
            default -> INVOKEVIRTUAL;
          };
      b.instructions.add(
          new MethodInsnNode(
              op, target.getOwner(), target.getName(), target.getDesc(), target.isInterface()));
      b.instructions.add(new InsnNode(result.getOpcode(IRETURN)));
      bridges.add(b);
      return new Handle(H_INVOKESTATIC, c.name, name, desc, (c.access & ACC_INTERFACE) != 0);
    }

    // -------------------------------------------------------------------------------- tools

    private int site(String what) {
      return Site.add(new Place(file, line), what);
    }

    private static MethodInsnNode hook(String name, String desc) {
      return new MethodInsnNode(INVOKESTATIC, HOOKS, name, desc, false);
    }

    private static AbstractInsnNode push(int value) {
      return value >= -1 && value <= 5
          ? new InsnNode(ICONST_0 + value)
          : value <= Byte.MAX_VALUE && value >= Byte.MIN_VALUE
              ? new IntInsnNode(BIPUSH, value)
              : value <= Short.MAX_VALUE && value >= Short.MIN_VALUE
                  ? new IntInsnNode(SIPUSH, value)
                  : new LdcInsnNode(value);
    }
  }
}
