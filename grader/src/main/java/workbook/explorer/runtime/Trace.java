package workbook.explorer.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import workbook.explorer.trace.Finding;
import workbook.explorer.trace.Place;
import workbook.explorer.trace.Step;

/** The steps of one run, kept only in the run that is shown. */
final class Trace {
  /** Ends the text of a read that returns an older write than the last. */
  static final String OLDER = " (an older write)";

  /** An access as it is told in a data race. */
  record Mark(SimThread thread, boolean write, Entry entry) {
    Finding.Access access() {
      return new Finding.Access(
          thread.name(), write, entry.at, String.valueOf(entry.value), entry.held);
    }
  }

  /** A step whose text is still growing. */
  static final class Entry {
    final SimThread thread;
    final Step.Kind kind;
    final int seq;
    final Place at;
    final @Nullable Shared on;
    final @Nullable String object;
    final List<String> held;
    String what;
    @Nullable String value;

    /** Made by code that is not rewritten, so that nobody can be held up there for real. */
    boolean outOfReach;

    Entry(
        SimThread thread,
        Step.Kind kind,
        Place at,
        String what,
        @Nullable Shared on,
        @Nullable String object,
        List<String> held) {
      this.thread = thread;
      this.kind = kind;
      this.seq = thread.steps - 1;
      this.at = at;
      this.what = what;
      this.on = on;
      this.object = object;
      this.held = held;
    }

    boolean shown() {
      return switch (on) {
        case Location location -> location.sharedByThreads;
        case ClassInit init -> init.contended;
        case null, default -> true;
      };
    }
  }

  final List<Entry> entries = new ArrayList<>();

  record Told(
      SimThread thread,
      Shared on,
      boolean all,
      Entry entry,
      List<SimThread> woken,
      List<SimThread> left) {}

  final List<Told> signals = new ArrayList<>();

  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (Entry e : entries) {
      if (e.shown()) {
        steps.add(
            new Step(
                steps.size() + 1,
                e.thread.name(),
                e.kind,
                e.at,
                e.what,
                e.object,
                e.value,
                e.held));
      }
    }
    return List.copyOf(steps);
  }

  List<Forced> forced() {
    List<Forced> all = new ArrayList<>();
    for (Entry e : entries) {
      if (e.outOfReach) {
        continue;
      }
      List<String> woken = List.of();
      for (Told told : signals) {
        if (told.entry() == e) {
          woken = told.woken().stream().map(SimThread::name).toList();
        }
      }
      Forced.Target target =
          e.on instanceof Location
              ? Forced.Target.LOCATION
              : e.on instanceof Monitor ? Forced.Target.MONITOR : Forced.Target.OTHER;
      String label = String.valueOf(e.object);
      all.add(
          new Forced(e.thread.name(), e.kind, e.at, label, target, woken, e.what.endsWith(OLDER)));
    }
    return List.copyOf(all);
  }

  /**
   * The steps, by their numbers within the thread, that change what other threads know of; but not
   * what a pool's thread does between tasks, where no code under test has called it.
   */
  List<Integer> changes(String thread) {
    List<Integer> changes = new ArrayList<>();
    for (Entry e : entries) {
      boolean write = e.kind == Step.Kind.WRITE || e.kind == Step.Kind.UPDATE;
      boolean common = !(e.on instanceof Location location) || location.of.sharedByThreads;
      if (write && common && !e.at.equals(Place.NOWHERE) && e.thread.name().equals(thread)) {
        changes.add(e.seq);
      }
    }
    return changes;
  }

  int numberOf(Entry entry) {
    int n = 0;
    for (Entry e : entries) {
      if (e.shown()) {
        n++;
      }
      if (e == entry) {
        return n;
      }
    }
    return 0;
  }

  /** Finds accesses of one thread to a location between which another thread wrote it. */
  List<Finding.Interleaving> interleavings() {
    Map<Shared, Map<SimThread, Integer>> lastRead = new HashMap<>();
    Map<Shared, List<Integer>> writes = new HashMap<>();
    List<Finding.Interleaving> found = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    int number = 0;
    for (Entry e : entries) {
      if (!e.shown()) {
        continue;
      }
      number++;
      steps.add(new Step(number, e.thread.name(), e.kind, e.at, e.what, e.object, e.value, e.held));
      Shared on = e.on;
      if (on == null) {
        continue;
      }
      boolean write = e.kind == Step.Kind.WRITE || e.kind == Step.Kind.UPDATE;
      boolean read = e.kind == Step.Kind.READ || e.kind == Step.Kind.UPDATE;
      if (write) {
        Integer before = lastRead.computeIfAbsent(on, k -> new HashMap<>()).get(e.thread);
        if (before != null) {
          for (int other : writes.getOrDefault(on, List.of())) {
            if (other > before && !steps.get(other - 1).thread().equals(e.thread.name())) {
              found.add(
                  new Finding.Interleaving(
                      String.valueOf(e.object),
                      e.thread.name(),
                      before,
                      number,
                      steps.get(other - 1).thread(),
                      other));
              break;
            }
          }
        }
        writes.computeIfAbsent(on, k -> new ArrayList<>()).add(number);
      }
      if (read) {
        lastRead.computeIfAbsent(on, k -> new HashMap<>()).put(e.thread, number);
      }
    }
    return List.copyOf(found);
  }
}
