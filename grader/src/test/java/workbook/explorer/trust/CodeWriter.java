package workbook.explorer.trust;

import static org.objectweb.asm.Opcodes.*;

import java.util.List;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import workbook.explorer.trust.Stmt.Field;

/** Turns a plan into a class such as {@code javac} would make of it. */
final class CodeWriter {
  static final String PACKAGE = "workbook.explorer.trust.stage";
  private static final String STAGE = "workbook/explorer/trust/stage/Stage";
  private static final String LOCK = "java/util/concurrent/locks/ReentrantLock";
  private static final String ATOMIC = "java/util/concurrent/atomic/AtomicInteger";
  private static final String SEMAPHORE = "java/util/concurrent/Semaphore";
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final int FIRST_REGISTER = 1;
  private static final int FREE = FIRST_REGISTER + Plan.REGISTERS;

  private final String self;
  private MethodVisitor m;
  private int line;
  private int nextLocal;

  private CodeWriter(String self, MethodVisitor none) {
    this.self = self;
    this.m = none;
  }

  /**
   * The limits on schedules for which there is a method {@code runN}; {@code run} has the usual
   * one.
   */
  static final List<Integer> BUDGETS = List.of(1, 3, 10, 40);

  static byte[] write(Plan plan, String name) {
    ClassWriter c =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES | ClassWriter.COMPUTE_MAXS) {
          @Override
          protected String getCommonSuperClass(String a, String b) {
            return "java/lang/Object";
          }
        };
    String self = (PACKAGE + "." + name).replace('.', '/');
    c.visit(V21, ACC_PUBLIC | ACC_SUPER, self, null, STAGE, null);
    c.visitSource(name + ".java", null);
    MethodVisitor init = c.visitMethod(ACC_PUBLIC, "<init>", "()V", null, null);
    new CodeWriter(self, init).constructor(plan);
    scenario(c, plan, "run", 50_000);
    for (int budget : BUDGETS) {
      scenario(c, plan, "run" + budget, budget);
    }
    MethodVisitor act = c.visitMethod(0, "act", "(I)V", null, null);
    act.visitCode();
    for (int t = 1; t <= plan.threads().size(); t++) {
      Label next = new Label();
      act.visitVarInsn(ILOAD, 1);
      act.visitIntInsn(BIPUSH, t);
      act.visitJumpInsn(IF_ICMPNE, next);
      act.visitVarInsn(ALOAD, 0);
      act.visitMethodInsn(INVOKEVIRTUAL, self, "thread" + t, "()V", false);
      act.visitLabel(next);
    }
    act.visitInsn(RETURN);
    act.visitMaxs(0, 0);
    act.visitEnd();
    for (int t = 1; t <= plan.threads().size(); t++) {
      MethodVisitor body = c.visitMethod(0, "thread" + t, "()V", null, null);
      new CodeWriter(self, body)
          .thread(t, plan.threads().get(t - 1), plan.tie(t) == Plan.Tie.JOINED);
    }
    c.visitEnd();
    return c.toByteArray();
  }

  private static void scenario(ClassWriter c, Plan plan, String name, int budget) {
    MethodVisitor m = c.visitMethod(ACC_PUBLIC, name, "()V", null, null);
    AnnotationVisitor a = m.visitAnnotation("Lworkbook/explorer/Scenario;", true);
    a.visit("value", "a random program");
    a.visit("spuriousWakeups", plan.spurious());
    a.visit("maxSchedules", budget);
    a.visitEnd();
    m.visitCode();
    m.visitVarInsn(ALOAD, 0);
    m.visitMethodInsn(INVOKESPECIAL, STAGE, "play", "()V", false);
    m.visitInsn(RETURN);
    m.visitMaxs(0, 0);
    m.visitEnd();
  }

  private void constructor(Plan plan) {
    m.visitCode();
    m.visitVarInsn(ALOAD, 0);
    push(plan.threads().size());
    push(plan.permits());
    push(plan.tied(Plan.Tie.JOINED));
    push(plan.tied(Plan.Tie.DAEMON));
    m.visitMethodInsn(INVOKESPECIAL, STAGE, "<init>", "(IIII)V", false);
    end();
  }

  private void end() {
    m.visitInsn(RETURN);
    m.visitMaxs(0, 0);
    m.visitEnd();
  }

  private void thread(int number, List<Stmt> body, boolean tells) {
    line = number * 100;
    nextLocal = FREE;
    m.visitCode();
    for (int r = 0; r < Plan.REGISTERS; r++) {
      push(0);
      m.visitVarInsn(ISTORE, FIRST_REGISTER + r);
    }
    body.forEach(this::statement);
    if (tells) {
      m.visitVarInsn(ALOAD, 0);
      push(number);
      for (int r = 0; r < Plan.REGISTERS; r++) {
        m.visitVarInsn(ILOAD, FIRST_REGISTER + r);
      }
      m.visitMethodInsn(INVOKEVIRTUAL, self, "result", "(IIII)V", false);
    }
    end();
  }

  private void push(int value) {
    m.visitIntInsn(SIPUSH, value);
  }

  private void load(int register) {
    m.visitVarInsn(ILOAD, FIRST_REGISTER + register);
  }

  private void store(int register) {
    m.visitVarInsn(ISTORE, FIRST_REGISTER + register);
  }

  private void field(String name, String desc) {
    m.visitVarInsn(ALOAD, 0);
    m.visitFieldInsn(GETFIELD, self, name, desc);
  }

  private void read(Field f) {
    field(f.lower(), "I");
  }

  private void monitor(int number) {
    field("m" + number, OBJECT);
  }

  private void call(String owner, String name, String desc) {
    m.visitMethodInsn(INVOKEVIRTUAL, owner, name, desc, false);
  }

  private void statement(Stmt s) {
    Label here = new Label();
    m.visitLabel(here);
    m.visitLineNumber(++line, here);
    switch (s) {
      case Stmt.Read(int register, Field f) -> {
        read(f);
        store(register);
      }
      case Stmt.Write(Field f, int register, int add) -> {
        m.visitVarInsn(ALOAD, 0);
        push(add);
        if (register >= 0) {
          load(register);
          m.visitInsn(IADD);
        }
        m.visitFieldInsn(PUTFIELD, self, f.lower(), "I");
      }
      case Stmt.Sync(int number, List<Stmt> body) -> synchronised(number, body);
      case Stmt.Wait(int number) -> {
        monitor(number);
        call("java/lang/Object", "wait", "()V");
      }
      case Stmt.WaitWhile(int number, Field f, int value) -> {
        Label on = new Label();
        Label back = new Label();
        m.visitLabel(back);
        read(f);
        push(value);
        m.visitJumpInsn(IF_ICMPNE, on);
        monitor(number);
        call("java/lang/Object", "wait", "()V");
        m.visitJumpInsn(GOTO, back);
        m.visitLabel(on);
      }
      case Stmt.Notify(int number, boolean all) -> {
        monitor(number);
        call("java/lang/Object", all ? "notifyAll" : "notify", "()V");
      }
      case Stmt.Lock(Stmt.OnLock call, int number, int register) -> {
        field("l" + number, "L" + LOCK + ";");
        switch (call) {
          case LOCK -> call(LOCK, "lock", "()V");
          case UNLOCK -> call(LOCK, "unlock", "()V");
          case TRY -> {
            call(LOCK, "tryLock", "()Z");
            store(register);
          }
        }
      }
      case Stmt.Atomic(Stmt.OnAtomic call, int register, int a, int b) -> {
        field("n", "L" + ATOMIC + ";");
        switch (call) {
          case GET -> call(ATOMIC, "get", "()I");
          case SET -> {
            push(b);
            call(ATOMIC, "set", "(I)V");
            return;
          }
          case INCREMENT -> call(ATOMIC, "incrementAndGet", "()I");
          case COMPARE_AND_SET -> {
            push(a);
            push(b);
            call(ATOMIC, "compareAndSet", "(II)Z");
          }
        }
        store(register);
      }
      case Stmt.Permit(Stmt.OnSemaphore call, int register) -> {
        field("s", "L" + SEMAPHORE + ";");
        switch (call) {
          case ACQUIRE -> call(SEMAPHORE, "acquire", "()V");
          case RELEASE -> call(SEMAPHORE, "release", "()V");
          case TRY -> {
            call(SEMAPHORE, "tryAcquire", "()Z");
            store(register);
          }
        }
      }
      case Stmt.Park() ->
          m.visitMethodInsn(
              INVOKESTATIC, "java/util/concurrent/locks/LockSupport", "park", "()V", false);
      case Stmt.Unpark(int thread) -> {
        threadNumber(thread);
        m.visitMethodInsn(
            INVOKESTATIC,
            "java/util/concurrent/locks/LockSupport",
            "unpark",
            "(Ljava/lang/Thread;)V",
            false);
      }
      case Stmt.Join(int thread) -> {
        threadNumber(thread);
        call("java/lang/Thread", "join", "()V");
      }
      case Stmt.If(int register, int value, List<Stmt> yes, List<Stmt> no) -> {
        Label otherwise = new Label();
        Label on = new Label();
        load(register);
        push(value);
        m.visitJumpInsn(IF_ICMPNE, otherwise);
        yes.forEach(this::statement);
        m.visitJumpInsn(GOTO, on);
        m.visitLabel(otherwise);
        no.forEach(this::statement);
        m.visitLabel(on);
      }
      case Stmt.Spin(Field f, int value) -> {
        Label back = new Label();
        m.visitLabel(back);
        read(f);
        push(value);
        m.visitJumpInsn(IF_ICMPEQ, back);
      }
    }
  }

  private void threadNumber(int thread) {
    field("threads", "[Ljava/lang/Thread;");
    push(thread);
    m.visitInsn(AALOAD);
  }

  private void synchronised(int number, List<Stmt> body) {
    int local = nextLocal++;
    Label from = new Label();
    Label to = new Label();
    Label handler = new Label();
    Label handlerEnd = new Label();
    Label on = new Label();
    monitor(number);
    m.visitInsn(DUP);
    m.visitVarInsn(ASTORE, local);
    m.visitInsn(MONITORENTER);
    m.visitLabel(from);
    body.forEach(this::statement);
    m.visitVarInsn(ALOAD, local);
    m.visitInsn(MONITOREXIT);
    m.visitLabel(to);
    m.visitJumpInsn(GOTO, on);
    m.visitLabel(handler);
    m.visitVarInsn(ASTORE, local + 10);
    m.visitVarInsn(ALOAD, local);
    m.visitInsn(MONITOREXIT);
    m.visitLabel(handlerEnd);
    m.visitVarInsn(ALOAD, local + 10);
    m.visitInsn(ATHROW);
    m.visitLabel(on);
    m.visitTryCatchBlock(from, to, handler, null); // after those of the body, which come first
    m.visitTryCatchBlock(handler, handlerEnd, handler, null);
    nextLocal--;
  }
}
