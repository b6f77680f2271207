package workbook.explorer.trust;

import java.util.List;

/** What a thread of a random program does. */
sealed interface Stmt {
  /** The fields of a program: two plain ones and two volatile ones. */
  enum Field {
    X,
    Y,
    V,
    W;

    boolean isVolatile() {
      return this == V || this == W;
    }

    String lower() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** What is done to the atomic variable. */
  enum OnAtomic {
    GET,
    SET,
    INCREMENT,
    COMPARE_AND_SET
  }

  /** What is done to a lock. */
  enum OnLock {
    LOCK,
    UNLOCK,
    TRY
  }

  /** What is done to the semaphore. */
  enum OnSemaphore {
    ACQUIRE,
    RELEASE,
    TRY
  }

  record Read(int register, Field field) implements Stmt {}

  /** Writes the sum of a register, or of nothing where it is -1, and a constant. */
  record Write(Field field, int register, int add) implements Stmt {}

  record Sync(int monitor, List<Stmt> body) implements Stmt {}

  record Wait(int monitor) implements Stmt {}

  /** Waits in a loop as long as the field has this value. */
  record WaitWhile(int monitor, Field field, int value) implements Stmt {}

  record Notify(int monitor, boolean all) implements Stmt {}

  record Lock(OnLock call, int lock, int register) implements Stmt {}

  record Atomic(OnAtomic call, int register, int a, int b) implements Stmt {}

  record Permit(OnSemaphore call, int register) implements Stmt {}

  record Park() implements Stmt {}

  record Unpark(int thread) implements Stmt {}

  record Join(int thread) implements Stmt {}

  record If(int register, int value, List<Stmt> yes, List<Stmt> no) implements Stmt {}

  /** Goes round as long as the field has this value. */
  record Spin(Field field, int value) implements Stmt {}
}
