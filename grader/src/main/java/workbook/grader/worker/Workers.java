package workbook.grader.worker;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.Gate;

/**
 * Lends worker JVMs out, one to a job at a time, and replaces those that are spent.
 *
 * <p>Starting a JVM costs more than most exercises' tests, so a worker that comes back whole is
 * lent again.
 */
public final class Workers implements AutoCloseable {
  /** How many workers in a row may die before they have begun with a job. */
  private static final int TRIES = 3;

  private final Limits limits;
  private final int debugPort;
  private final Deque<WorkerProcess> idle = new ArrayDeque<>(); // guarded by this

  /** Those that have explored schedules, and are several times as fast at it. Guarded by this. */
  private final Deque<WorkerProcess> practised = new ArrayDeque<>();

  private boolean anySpent; // guarded by this
  private boolean closed; // guarded by this

  /** Makes an empty pool; a JVM is started when there is something to do. */
  public Workers(Limits limits) {
    this(limits, 0);
  }

  private Workers(Limits limits, int debugPort) {
    this.limits = limits;
    this.debugPort = debugPort;
  }

  /** Makes a pool whose JVMs wait for a debugger before they do anything, and then for ever. */
  public static Workers underDebugger(int port) {
    return new Workers(Limits.NONE, port);
  }

  /**
   * Does a job in another JVM and returns the checks that came of it.
   *
   * @param progress told the name of each test as it begins
   */
  public List<Check> perform(Job job, Consumer<String> progress) {
    WorkerProcess.Report report = report(job, progress);
    Gate gate = job.kind() == Job.Kind.BEHAVIOUR ? Gate.BEHAVIOUR : Gate.SCHEDULES;
    return report.taken()
        ? report.checks()
        : List.of(
            Check.inconclusive(
                gate, gate.id(), TRIES + " worker JVMs in a row could not be started"));
  }

  /** Does a job of measuring in another JVM; what could not be measured is not in the list. */
  public List<Measure> measure(Job job) {
    return report(job, _ -> {}).measures();
  }

  private WorkerProcess.Report report(Job job, Consumer<String> progress) {
    for (int i = 0; i < TRIES; i++) {
      WorkerProcess worker = borrow(job.kind());
      boolean whole = false;
      try {
        WorkerProcess.Report report = worker.perform(job, progress);
        whole = report.whole();
        if (report.taken()) {
          return report;
        }
      } finally {
        giveBack(worker, job.kind(), whole);
      }
    }
    return new WorkerProcess.Report(List.of(), List.of(), false, false);
  }

  /** Starts workers ahead of their first job, which then need not wait for them. */
  public void warmUp(int count) {
    for (int i = 0; i < count; i++) {
      giveBack(new WorkerProcess(limits, debugPort), Job.Kind.BEHAVIOUR, true);
    }
  }

  private WorkerProcess borrow(Job.Kind kind) {
    synchronized (this) {
      for (Deque<WorkerProcess> shelf : shelves(kind)) {
        for (WorkerProcess worker = shelf.poll(); worker != null; worker = shelf.poll()) {
          if (worker.isAlive()) {
            return worker;
          }
        }
      }
    }
    return new WorkerProcess(limits, debugPort);
  }

  /**
   * Returns where to look for a worker. Once an answer's tests have spent one, those that are
   * practised in exploring, which leaves no thread behind, are kept out of the way of more.
   */
  private List<Deque<WorkerProcess>> shelves(Job.Kind kind) { // called with this locked
    return switch (kind) {
      case SCHEDULES, MEASURE -> List.of(practised, idle);
      case BEHAVIOUR -> anySpent ? List.of(idle) : List.of(idle, practised);
    };
  }

  private void giveBack(WorkerProcess worker, Job.Kind kind, boolean whole) {
    synchronized (this) {
      anySpent |= !whole;
      if (whole && !closed) {
        (kind == Job.Kind.BEHAVIOUR ? idle : practised).push(worker);
        return;
      }
    }
    worker.close();
  }

  @Override
  public void close() {
    List<WorkerProcess> all;
    synchronized (this) {
      closed = true;
      all = Stream.of(idle, practised).flatMap(Collection::stream).toList();
      idle.clear();
      practised.clear();
    }
    all.forEach(WorkerProcess::close);
  }
}
