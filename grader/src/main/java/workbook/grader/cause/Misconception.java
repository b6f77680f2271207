package workbook.grader.cause;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The closed list of causes for which an answer is rejected.
 *
 * <p>Closed, because a cause that everybody may coin is no vocabulary: the self-check compares each
 * wrong variant's stated cause with the one found, and {@code docs/misconceptions.md} explains
 * each.
 */
public enum Misconception {
  // Shared data
  LOST_UPDATE("two threads read, compute and write back without excluding each other"),
  CHECK_THEN_ACT("the test and the act are two steps, and another thread comes between them"),
  UNGUARDED_ACCESS("shared data is read or written without the lock that guards it"),
  WRONG_LOCK("the same data is guarded by different locks, which excludes nobody"),
  UNSAFE_PUBLICATION("an object is handed to other threads before they are sure to see it whole"),
  STALE_READ("a thread may never see what another has written, for nothing orders the two"),
  SECOND_INSTANCE("what must exist once is made twice"),
  // Locks
  LOCK_ORDER_INVERSION(
      "two locks are taken in different orders, so each thread waits for the other"),
  SELF_DEADLOCK("a thread waits for what only it can release"),
  LOCK_LEAK("a lock is not released on every way out"),
  STRANGER_RELEASE("a lock is released by a thread that does not hold it"),
  OVER_SYNCHRONISED("what could run at the same time is made to wait"),
  SEQUENTIAL_IN_DISGUISE("work that looks concurrent runs one piece after the other"),
  LIVELOCK("threads keep busy giving way to each other, and none gets on"),
  STARVATION("a thread can be passed over for ever"),
  // Signals and waiting
  LOST_SIGNAL("a signal is given when nobody waits for it, and is gone"),
  NOTIFY_FOR_NOTIFY_ALL("one waiter is woken where another, or all, should have been"),
  IF_FOR_WHILE("a woken thread goes on without looking at its condition again"),
  BUSY_WAIT("a thread burns a processor while it waits"),
  SLEEP_FOR_SIGNAL("a thread sleeps and hopes where it should be told"),
  SWALLOWED_INTERRUPT("an interrupt is caught and forgotten"),
  NO_TIMEOUT("a wait that must be bounded is not"),
  // Threads and tasks
  MISSING_JOIN("a result is used, or the end declared, before the thread that makes it is done"),
  RUN_FOR_START("run() is called where start() should be, so no thread begins"),
  THREAD_LEAK("a thread is left running, or waiting, when its work is over"),
  LOST_FAILURE("a failure in a thread is swallowed"),
  LOST_ITEM("an item that was handed over is never worked on"),
  DUPLICATED_ITEM("an item is worked on more than once"),
  WRONG_ORDER("items or results come in another order than was promised"),
  MISSING_SENTINEL("a consumer is never told that nothing more will come"),
  EARLY_END("a consumer stops while there is still work for it"),
  UNBOUNDED("a limit that must hold is not kept"),
  NOT_CANCELLED("work goes on that was called off"),
  // Processes
  PROCESS_LOCAL_LOCK("a lock of one process is used where another process must be kept out"),
  TORN_WRITE("a reader can meet a file or message half written"),
  RESOURCE_LEAK("a file, socket or process is not closed on every way out"),
  // Whatever the subject
  WRONG_RESULT("the result is wrong even without any other thread"),
  UNCAUGHT_EXCEPTION("an exception ends a thread that should have gone on"),
  DEADLOCK("every thread waits, and nobody is left to wake them"),
  ENDLESS_LOOP("the code runs on and on without getting anywhere"),
  UNSETTLED("no verdict could be reached"),
  FORBIDDEN_SHORTCUT("the exercise asks for it to be done another way"),
  OUTSIDE_THE_EXERCISE("the code reaches for what no exercise needs"),
  EXITS_THE_PROGRAM("the code ends the whole program"),
  OUT_OF_MEMORY("the code uses up the memory"),
  TOO_MUCH_OUTPUT("the code prints without end"),
  DOES_NOT_COMPILE("the compiler refuses the code"),
  CHANGED_SIGNATURE("something that others call has another name, another shape, or is gone"),
  MISSING_FILE("a file of the exercise is gone or empty"),
  WRONG_PACKAGE("the package line does not fit the folder");

  private final String meaning;

  Misconception(String meaning) {
    this.meaning = meaning;
  }

  /** Returns the name used in reports and in a wrong variant's first line: {@code lost-update}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns what goes wrong, as half a sentence for a learner. */
  public String meaning() {
    return meaning;
  }

  /** Returns the misconception with that {@link #id()}, if there is one. */
  public static Optional<Misconception> of(String id) {
    return Arrays.stream(values()).filter(m -> m.id().equals(id)).findFirst();
  }
}
