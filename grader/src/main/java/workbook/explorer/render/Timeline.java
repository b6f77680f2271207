package workbook.explorer.render;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import workbook.explorer.render.Picture.State;
import workbook.explorer.trace.Finding;
import workbook.explorer.trace.Finding.Waiting;
import workbook.explorer.trace.Step;
import workbook.explorer.trace.Step.Kind;

/**
 * Tells what a thread is up to between its steps: steps are moments, and a wait is what lies
 * between two of them.
 */
final class Timeline {
  private static final Set<Kind> ENDS_A_WAIT =
      EnumSet.of(Kind.JOIN, Kind.WAKE, Kind.TIME_OUT, Kind.SPURIOUS, Kind.SLEEP);
  private static final Set<Kind> TAKES = EnumSet.of(Kind.LOCK, Kind.WAKE);
  private static final Set<Kind> GIVES_BACK = EnumSet.of(Kind.UNLOCK, Kind.WAIT);

  private final List<Step> steps;
  private final Map<String, List<Integer>> byThread = new HashMap<>();
  private final Map<String, Integer> startedAt = new HashMap<>();
  private final Map<String, List<String>> heldAtTheEnd = new HashMap<>();

  Timeline(List<Step> steps, Finding finding) {
    this.steps = steps;
    for (int i = 0; i < steps.size(); i++) {
      Step s = steps.get(i);
      byThread.computeIfAbsent(s.thread(), t -> new ArrayList<>()).add(i);
      if (s.kind() == Kind.START && s.what().startsWith("starts ")) {
        startedAt.putIfAbsent(s.what().substring("starts ".length()), i);
      }
    }
    for (Waiting w : waiting(finding)) {
      heldAtTheEnd.put(w.thread(), w.holds());
    }
  }

  private static List<Waiting> waiting(Finding finding) {
    return switch (finding) {
      case Finding.Deadlock f -> {
        List<Waiting> all = new ArrayList<>(f.cycle());
        all.addAll(f.others());
        yield all;
      }
      case Finding.LostWakeup f -> f.waiting();
      case Finding.NoProgress f -> f.others();
      case Finding.ThreadLeft f -> f.left();
      case Finding.CannotOverlap f -> f.waiting();
      case Finding.AssertionFailed _,
          Finding.UncaughtException _,
          Finding.DataRace _,
          Finding.LeakedLock _,
          Finding.NotModelled _ ->
          List.of();
    };
  }

  /** What a thread is up to right after the step with this index; -1 for before the first. */
  State after(int index, String thread) {
    if (startedAt.getOrDefault(thread, -1) > index) {
      return State.AWAY;
    }
    int last = -1;
    int next = -1;
    for (int i : byThread.getOrDefault(thread, List.of())) {
      if (i <= index) {
        last = i;
      } else {
        next = i;
        break;
      }
    }
    if (last >= 0
        && (steps.get(last).kind() == Kind.END || steps.get(last).kind() == Kind.EXCEPTION)) {
      return State.AWAY;
    }
    boolean holds = !held(thread, last, next).isEmpty();
    if (waits(last, next)) {
      return holds ? State.WAITS_AND_HOLDS : State.WAITS;
    }
    return holds ? State.HOLDS : State.PAUSED;
  }

  private boolean waits(int last, int next) {
    if (next >= 0 && ENDS_A_WAIT.contains(steps.get(next).kind())) {
      return true;
    }
    int i = last;
    if (i >= 0 && steps.get(i).kind() == Kind.UNLOCK) {
      i = before(i);
      return i >= 0 && steps.get(i).kind() == Kind.WAIT;
    }
    return i >= 0 && (steps.get(i).kind() == Kind.WAIT || steps.get(i).kind() == Kind.BLOCKED);
  }

  private int before(int index) {
    String thread = steps.get(index).thread();
    int before = -1;
    for (int i : byThread.getOrDefault(thread, List.of())) {
      if (i >= index) {
        break;
      }
      before = i;
    }
    return before;
  }

  /**
   * What a thread holds between two of its steps: what its next step says, or else what its last
   * one did.
   */
  private Set<String> held(String thread, int last, int next) {
    @Nullable Step done = last < 0 ? null : steps.get(last);
    if (next >= 0) {
      Step s = steps.get(next);
      Set<String> held = new LinkedHashSet<>(s.held());
      if (s.kind() == Kind.UNLOCK && s.object() != null) {
        boolean waiting = done != null && done.kind() == Kind.WAIT;
        if (waiting) {
          held.remove(s.object());
        } else {
          held.add(s.object());
        }
      }
      return held;
    }
    List<String> told = heldAtTheEnd.get(thread);
    if (told != null) {
      return new LinkedHashSet<>(told);
    }
    if (done == null) {
      return Set.of();
    }
    Set<String> held = new LinkedHashSet<>(done.held());
    String object = done.object();
    if (object != null && TAKES.contains(done.kind())) {
      held.add(object);
    } else if (object != null && GIVES_BACK.contains(done.kind())) {
      held.remove(object);
    }
    return held;
  }
}
