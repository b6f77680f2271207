package workbook.explorer.trust;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that a run of a plan has come to at some moment. */
final class State {
  static final int NEW = 0;
  static final int RUNNING = 1;
  static final int WAITING = 2;
  static final int WOKEN = 3;
  static final int DONE = 4;

  /** The registers of each thread; the last one is for what no statement names. */
  private static final int REGISTERS = 7;

  static final int HIDDEN = REGISTERS - 1;

  private static final int OBJECTS = 2;
  private static final int FIELDS = 4;

  /** A write to a plain field, and what its thread knew of at that moment. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Write(int thread, int[] clock, int value) {
    boolean before(int[] later) {
      return thread < 0 || later[thread] >= clock[thread];
    }
  }

  final int[] pc;
  final int[] status;
  final int[] saved;
  final boolean[] token;
  final int[][] registers;
  final int[] value = new int[FIELDS];
  final int[] owner = {-1, -1};
  final int[] depth = new int[OBJECTS];
  final int[] lockOwner = {-1, -1};
  final int[] lockDepth = new int[OBJECTS];
  int atomic;
  int permits;
  int spurious;
  @Nullable String failure;

  final int[][] clock;
  final int[][] lifeClock;
  final int[][] monitorClock;
  final int[][] lockClock;
  final int[][] volatileClock;
  int[] atomicClock;
  int[] semaphoreClock;
  final int[][] lastRead;
  final int[][] lastWrite;
  final List<List<Write>> writes = new ArrayList<>();

  State(int threads, int permits) {
    this.permits = permits;
    pc = new int[threads];
    status = new int[threads];
    saved = new int[threads];
    token = new boolean[threads];
    registers = new int[threads][REGISTERS];
    clock = new int[threads][threads];
    lifeClock = new int[threads][threads];
    monitorClock = new int[OBJECTS][threads];
    lockClock = new int[OBJECTS][threads];
    volatileClock = new int[FIELDS][threads];
    atomicClock = new int[threads];
    semaphoreClock = new int[threads];
    lastRead = new int[FIELDS][threads];
    lastWrite = new int[FIELDS][threads];
    for (int f = 0; f < FIELDS; f++) {
      writes.add(new ArrayList<>(List.of(new Write(-1, new int[0], 0))));
    }
  }

  private State(State s) {
    pc = s.pc.clone();
    status = s.status.clone();
    saved = s.saved.clone();
    token = s.token.clone();
    registers = deep(s.registers);
    System.arraycopy(s.value, 0, value, 0, FIELDS);
    System.arraycopy(s.owner, 0, owner, 0, OBJECTS);
    System.arraycopy(s.depth, 0, depth, 0, OBJECTS);
    System.arraycopy(s.lockOwner, 0, lockOwner, 0, OBJECTS);
    System.arraycopy(s.lockDepth, 0, lockDepth, 0, OBJECTS);
    atomic = s.atomic;
    permits = s.permits;
    spurious = s.spurious;
    failure = s.failure;
    clock = deep(s.clock);
    lifeClock = deep(s.lifeClock);
    monitorClock = s.monitorClock.clone(); // those inside are replaced, never changed
    lockClock = s.lockClock.clone();
    volatileClock = s.volatileClock.clone();
    atomicClock = s.atomicClock;
    semaphoreClock = s.semaphoreClock;
    lastRead = deep(s.lastRead);
    lastWrite = deep(s.lastWrite);
    for (List<Write> w : s.writes) {
      writes.add(new ArrayList<>(w));
    }
  }

  private static int[][] deep(int[][] a) {
    int[][] copy = a.clone();
    for (int i = 0; i < copy.length; i++) {
      copy[i] = copy[i].clone();
    }
    return copy;
  }

  State copy() {
    return new State(this);
  }

  /** A text that two states share only where they are the same in every respect. */
  String key() {
    StringBuilder text = new StringBuilder(200);
    for (int[] a : List.of(pc, status, saved, value, owner, depth, lockOwner, lockDepth)) {
      add(text, a);
    }
    for (boolean b : token) {
      text.append(b ? '1' : '0');
    }
    text.append((char) atomic).append((char) permits).append((char) spurious);
    text.append(failure == null ? "" : failure);
    for (int[][] all :
        List.of(
            registers,
            clock,
            lifeClock,
            monitorClock,
            lockClock,
            volatileClock,
            lastRead,
            lastWrite)) {
      for (int[] a : all) {
        add(text, a);
      }
    }
    add(text, atomicClock);
    add(text, semaphoreClock);
    for (List<Write> of : writes) {
      text.append('w').append((char) of.size());
      for (Write w : of) {
        text.append((char) (w.thread() + 1)).append((char) w.value());
        add(text, w.clock());
      }
    }
    return text.toString();
  }

  private static void add(StringBuilder text, int[] a) {
    for (int i : a) {
      text.append((char) (i + 1));
    }
  }

  @Override
  public String toString() {
    return Arrays.toString(pc) + Arrays.toString(status) + Arrays.toString(value);
  }
}
