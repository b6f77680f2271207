package workbook.explorer.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import workbook.explorer.render.Picture.Edge;
import workbook.explorer.render.Picture.Mark;
import workbook.explorer.render.Picture.Row;
import workbook.explorer.render.Picture.State;
import workbook.explorer.trace.Finding;
import workbook.explorer.trace.Finding.Waiting;
import workbook.explorer.trace.Place;
import workbook.explorer.trace.Step;
import workbook.explorer.trace.Step.Kind;

/**
 * Chooses the steps that matter for a finding, and puts them into lanes.
 *
 * <p>Each step has a weight: what the finding rests on stays whatever happens, what explains it
 * stays where there is room, what merely touches the same things stays in a short picture only.
 */
final class Reduction {
  /** Rows that a picture has at most. */
  static final int MOST_ROWS = 28;

  /** Rows up to which steps are shown that only touch the same things. */
  private static final int ROOMY = 20;

  /** Lanes that fit side by side in 100 columns. */
  static final int MOST_LANES = 6;

  private static final int LONGEST_LOOP = 12;

  private static final Set<Kind> COORDINATION =
      EnumSet.of(Kind.WAIT, Kind.WAKE, Kind.NOTIFY, Kind.TIME_OUT, Kind.SPURIOUS, Kind.INTERRUPT);
  private static final Set<Kind> TAKES =
      EnumSet.of(Kind.LOCK, Kind.TRY_LOCK, Kind.WAKE, Kind.INITIALISE, Kind.UPDATE);

  private static final byte NEARBY = 1;
  private static final byte EXPLAINS = 2;
  private static final byte EVIDENCE = 3;

  /**
   * A row to be: a step, the rounds of a loop that are not shown, or what a thread is stuck in at
   * the end.
   */
  private record Draft(
      int index,
      String thread,
      Place at,
      Mark mark,
      @Nullable String text,
      int standsFor,
      byte weight) {
    static Draft of(String thread, Place at, Mark mark, String text, int standsFor, byte weight) {
      return new Draft(-1, thread, at, mark, text, standsFor, weight);
    }

    boolean isStep() {
      return text == null;
    }
  }

  private final List<Step> steps;
  private final Finding finding;
  private final Finding.@Nullable DataRace race;
  private final byte[] weight;
  private final BitSet matters = new BitSet();
  private final Map<Integer, Integer> indexOf = new HashMap<>();

  /** What the words of a step do not say, by its index. */
  private final Map<Integer, String> addition = new HashMap<>();

  private final List<Draft> stuck = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private Reduction(List<Step> steps, Finding finding, Finding.@Nullable DataRace race) {
    this.steps = steps;
    this.finding = finding;
    this.race = race;
    this.weight = new byte[steps.size()];
    for (int i = 0; i < steps.size(); i++) {
      indexOf.put(steps.get(i).number(), i);
    }
  }

  static Picture picture(
      List<Step> steps, Finding finding, Finding.@Nullable DataRace race, String expected) {
    return new Reduction(List.copyOf(steps), finding, race).picture(Columns.oneLine(expected));
  }

  private Picture picture(String expected) {
    weigh();
    List<Draft> drafts = kept();
    drafts.addAll(stuck);
    List<String> all = lanes(drafts);
    List<String> lanes = all.size() <= MOST_LANES ? all : mostInvolved(all, drafts);
    List<Row> rows = rows(drafts, lanes);
    int shown = (int) rows.stream().filter(r -> r.number() > 0).count();
    int stoodFor = drafts.stream().mapToInt(Draft::standsFor).sum();
    List<Edge> edges = edges();
    notes.addAll(Wording.notes(finding, steps));
    if (race != null && !race.equals(finding)) {
      notes.add(Wording.race(race));
    }
    return new Picture(
        lanes.stream().map(Columns::oneLine).toList(),
        rows,
        steps.size() - shown - stoodFor,
        all.size() - lanes.size(),
        edges,
        finding instanceof Finding.Deadlock,
        List.copyOf(notes),
        expected,
        Wording.came(finding));
  }

  // ---------------------------------------------------------------------------------- weights

  private void weigh() {
    Set<String> contended = contended();
    switch (finding) {
      case Finding.AssertionFailed f -> failure(f.thread(), f.evidence(), contended);
      case Finding.UncaughtException f -> failure(f.thread(), f.evidence(), contended);
      case Finding.Deadlock f -> {
        blocking(f.cycle());
        endsStuck(f.cycle(), true);
        endsStuck(f.others(), false);
      }
      case Finding.LostWakeup f -> {
        signals(f);
        accesses(contended, NEARBY);
        endsStuck(f.waiting(), true);
      }
      case Finding.NoProgress f -> noProgress(f, contended);
      case Finding.DataRace f -> race(f);
      case Finding.LeakedLock f -> leak(f);
      case Finding.ThreadLeft f -> {
        about(waitedOn(f.left()), EXPLAINS);
        accesses(contended, NEARBY);
        endsStuck(f.left(), true);
      }
      case Finding.CannotOverlap f -> {
        blocking(f.waiting());
        accesses(contended, NEARBY);
        endsStuck(f.waiting(), true);
      }
      case Finding.NotModelled f -> notModelled(f);
    }
    if (race != null && !race.equals(finding)) {
      access(race.first(), race, EXPLAINS);
      access(race.second(), race, EXPLAINS);
      accesses(Set.of(Wording.location(race.location())), EXPLAINS);
    }
    int setUp = firstStart();
    for (int i = 0; i < steps.size(); i++) {
      Step s = steps.get(i);
      if (s.kind() == Kind.EXCEPTION) {
        must(i);
      } else if (weight[i] < EVIDENCE && (i < setUp || s.at().equals(Place.NOWHERE))) {
        weight[i] = 0;
      }
    }
  }

  private void raise(int i, byte to) {
    weight[i] = (byte) Math.max(weight[i], to);
  }

  private void must(int i) {
    weight[i] = EVIDENCE;
    matters.set(i);
  }

  /**
   * The index of the first start of a thread: what comes before is set-up, which no thread can
   * disturb.
   */
  private int firstStart() {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).kind() == Kind.START) {
        return i;
      }
    }
    return -1;
  }

  /** Locations that several threads touch while others could, one of them writing. */
  private Set<String> contended() {
    Map<String, Set<String>> by = new LinkedHashMap<>();
    Set<String> written = new HashSet<>();
    Set<String> alive = new HashSet<>();
    for (Step s : steps) {
      if (s.kind() == Kind.START) {
        alive.add(started(s));
      } else if (s.kind() == Kind.END) {
        alive.remove(s.thread());
      }
      String location = Wording.location(s);
      boolean alone = alive.isEmpty() || (alive.size() == 1 && alive.contains(s.thread()));
      if (!location.isEmpty() && !(alone && isFirstThread(s.thread()))) {
        by.computeIfAbsent(location, l -> new HashSet<>()).add(s.thread());
        if (Wording.writes(s.kind())) {
          written.add(location);
        }
      }
    }
    Set<String> contended = new LinkedHashSet<>();
    by.forEach((location, threads) -> {
      if (threads.size() > 1 && written.contains(location)) {
        contended.add(location);
      }
    });
    return contended;
  }

  private boolean isFirstThread(String thread) {
    return steps.getFirst().thread().equals(thread);
  }

  private static String started(Step start) {
    return start.what().startsWith("starts ") ? start.what().substring("starts ".length()) : "";
  }

  private void accesses(Set<String> locations, byte to) {
    for (int i = 0; i < steps.size(); i++) {
      if (locations.contains(Wording.location(steps.get(i)))) {
        raise(i, to);
      }
    }
  }

  private void waitsAndSignals(byte to) {
    for (int i = 0; i < steps.size(); i++) {
      if (COORDINATION.contains(steps.get(i).kind())) {
        raise(i, to);
      }
    }
  }

  private void about(Set<String> objects, byte to) {
    for (int i = 0; i < steps.size(); i++) {
      String object = steps.get(i).object();
      if (object != null && objects.contains(object) && steps.get(i).kind() != Kind.UNLOCK) {
        raise(i, to);
      }
    }
  }

  private static Set<String> waitedOn(List<Waiting> waiting) {
    Set<String> objects = new LinkedHashSet<>();
    waiting.forEach(w -> objects.add(Wording.waitedOn(w.what())));
    return objects;
  }

  // ------------------------------------------------------------------------ by kind of finding

  private void failure(String thread, List<Finding.Interleaving> evidence, Set<String> contended) {
    Set<String> locations = new LinkedHashSet<>();
    List<Finding.Interleaving> told =
        evidence.subList(Math.max(0, evidence.size() - 6), evidence.size());
    for (Finding.Interleaving e : told) {
      locations.add(Wording.location(e.location()));
      for (int number : new int[] {e.read(), e.between(), e.write()}) {
        Integer i = indexOf.get(number);
        if (i != null) {
          must(i);
          List<String> held = steps.get(i).held();
          if (!held.isEmpty()) {
            addition.put(i, ", holding " + Wording.named(held));
          }
        }
      }
    }
    accesses(locations, EXPLAINS);
    accesses(contended, evidence.isEmpty() ? EXPLAINS : NEARBY);
    waitsAndSignals(EXPLAINS);
    for (int i = 0; i < steps.size(); i++) {
      Step read = steps.get(i);
      Step missed = Wording.isStale(read) ? Wording.missedWrite(read, steps) : null;
      if (missed != null) {
        must(i);
        must(steps.indexOf(missed));
        accesses(Set.of(Wording.location(read)), EXPLAINS);
        if (notes.isEmpty()) {
          notes.add(Wording.stale(read, missed));
        }
      }
    }
    if (evidence.isEmpty()) {
      overtaken(thread, contended);
    }
  }

  /** Finds what others wrote between a signal and the going on of the thread that it woke. */
  private void overtaken(String thread, Set<String> contended) {
    int wake = last(thread, Kind.WAKE);
    if (wake < 0) {
      return;
    }
    int signal = -1;
    for (int i = 0; i < wake; i++) {
      Step s = steps.get(i);
      if (s.kind() == Kind.NOTIFY && wakes(s, thread)) {
        signal = i;
      }
    }
    for (int i = wake - 1; signal >= 0 && i > signal; i--) {
      Step s = steps.get(i);
      if (Wording.writes(s.kind())
          && !s.thread().equals(thread)
          && !s.thread().equals(steps.get(signal).thread())
          && contended.contains(Wording.location(s))) {
        must(signal);
        must(i);
        must(wake);
        notes.add(Wording.overtaken(steps.get(signal), s, steps.get(wake)));
        return;
      }
    }
  }

  private static boolean wakes(Step signal, String thread) {
    int list = signal.what().indexOf("wakes ");
    return list >= 0
        && Arrays.stream(signal.what().substring(list + "wakes ".length()).split(", ", -1))
            .anyMatch(name ->
                name.equals(thread)
                    || (signal.object() != null && name.equals(thread + " " + signal.object())));
  }

  private int last(String thread, Kind kind) {
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (steps.get(i).kind() == kind && steps.get(i).thread().equals(thread)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * What led to threads waiting for what others hold: the taking of each lock and the waiting for
   * it.
   */
  private void blocking(List<Waiting> waiting) {
    Set<String> objects = waitedOn(waiting);
    for (Waiting w : waiting) {
      objects.addAll(w.holds());
    }
    about(objects, NEARBY);
    for (Waiting w : waiting) {
      for (int i = steps.size() - 1; i >= 0; i--) {
        Step s = steps.get(i);
        if (s.thread().equals(w.heldBy())
            && takes(s.kind())
            && Wording.waitedOn(w.what()).equals(s.object())) {
          must(i);
          break;
        }
      }
    }
  }

  private static boolean takes(Kind kind) {
    return TAKES.contains(kind);
  }

  /** Shows threads waiting at the end, by their last step where that says so. */
  private void endsStuck(List<Waiting> waiting, boolean rested) {
    List<Waiting> own = rested ? Wording.withoutJoins(waiting) : waiting;
    for (Waiting w : own) {
      if (!rested && Wording.isEndOfThread(w.what())) {
        continue;
      }
      int last = lastWait(w.thread());
      if (last >= 0) {
        if (rested) {
          must(last);
        } else {
          raise(last, EXPLAINS);
        }
      } else if (!w.at().equals(Place.NOWHERE)) {
        stuck.add(Draft.of(w.thread(), w.at(), Mark.WAITS, Wording.atTheEnd(w), 0, EVIDENCE));
      }
    }
  }

  /** The index of the step with which a thread's last wait begins, if it has done nothing since. */
  private int lastWait(String thread) {
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step s = steps.get(i);
      if (s.thread().equals(thread)) {
        if (s.kind() == Kind.WAIT || s.kind() == Kind.BLOCKED) {
          return i;
        }
        if (s.kind() != Kind.UNLOCK) {
          return -1;
        }
      }
    }
    return -1;
  }

  private void signals(Finding.LostWakeup f) {
    List<Waiting> waiting = Wording.withoutJoins(f.waiting());
    Set<String> objects = Wording.awaited(waiting, steps);
    about(objects, EXPLAINS);
    waitsAndSignals(EXPLAINS);
    for (Waiting w : waiting) {
      for (int i = 0; i < steps.size(); i++) {
        Kind kind = steps.get(i).kind();
        if (Wording.awaitsSignal(w.what())
            && (kind == Kind.LOCK || kind == Kind.BLOCKED)
            && Wording.waitedOn(w.what()).equals(steps.get(i).object())) {
          weight[i] = 0; // who holds the monitor is drawn; that it was taken says nothing more
        }
      }
    }
    List<Finding.Signal> told =
        f.signals().stream().filter(s -> objects.contains(s.object())).toList();
    for (Finding.Signal s : told.subList(Math.max(0, told.size() - 12), told.size())) {
      Integer i = indexOf.get(s.step());
      if (i != null) {
        raise(i, EVIDENCE);
        List<String> missed = Wording.missed(s, waiting, steps);
        if (s.woken().isEmpty() || !missed.isEmpty()) {
          must(i);
        }
        if (!s.woken().isEmpty() && !missed.isEmpty()) {
          addition.put(i, ", not " + String.join(", ", missed));
        }
      }
    }
  }

  private void noProgress(Finding.NoProgress f, Set<String> contended) {
    accesses(contended, NEARBY);
    waitsAndSignals(NEARBY);
    List<Integer> own = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).thread().equals(f.thread()) && !steps.get(i).at().equals(Place.NOWHERE)) {
        own.add(i);
      }
    }
    int rounds = 0;
    boolean circle =
        f.reason() == Finding.NoProgress.Reason.LIVELOCK
            || f.reason() == Finding.NoProgress.Reason.STARVATION;
    if (circle) {
      for (int i = Math.max(0, steps.size() - 4 * LONGEST_LOOP); i < steps.size(); i++) {
        if (!own.isEmpty()) {
          raise(i, EXPLAINS);
        }
      }
    } else {
      int from = lastRounds(own);
      Set<String> looked = new LinkedHashSet<>();
      for (int k = from; k < own.size(); k++) {
        looked.add(Wording.location(steps.get(own.get(k))));
      }
      looked.remove("");
      accesses(looked, EXPLAINS);
      int period = period(own, from);
      for (int k = from; k < own.size(); k++) {
        if (k < from + period) {
          must(own.get(k));
        } else {
          weight[own.get(k)] = 0;
          rounds++;
        }
      }
      for (String location : looked) {
        for (int i = steps.size() - 1; i >= 0; i--) {
          Step s = steps.get(i);
          if (Wording.writes(s.kind())
              && !s.thread().equals(f.thread())
              && Wording.location(s).equals(location)) {
            must(i);
            break;
          }
        }
      }
    }
    Place at =
        f.at().equals(Place.NOWHERE) && !own.isEmpty() ? steps.get(own.getLast()).at() : f.at();
    boolean starves = f.reason() == Finding.NoProgress.Reason.STARVATION;
    stuck.add(
        Draft.of(
            f.thread(),
            at,
            starves ? Mark.WAITS : Mark.GOES_ROUND,
            starves ? "never gets its turn" : "goes round for ever",
            rounds,
            EVIDENCE));
    List<Waiting> others = new ArrayList<>(f.others());
    if (circle) {
      for (Waiting w : f.others()) {
        if (w.heldBy() == null && !Wording.isEndOfThread(w.what())) { // it could go on, as ever
          others.remove(w);
          stuck.add(
              Draft.of(w.thread(), w.at(), Mark.GOES_ROUND, "goes round for ever", 0, EVIDENCE));
        }
      }
    }
    endsStuck(others, false);
  }

  /** Where, in a thread's steps, the rounds begin with which they end. */
  private int lastRounds(List<Integer> own) {
    int start = Math.max(0, own.size() - 1);
    for (int period = 1; period <= LONGEST_LOOP && 2 * period <= own.size(); period++) {
      int from = own.size() - period;
      while (from > 0 && sameRound(own.get(from - 1), own.get(from - 1 + period))) {
        from--;
      }
      if (own.size() - from >= 2 * period) {
        return from;
      }
    }
    return start;
  }

  private int period(List<Integer> own, int from) {
    for (int period = 1; from + period < own.size(); period++) {
      boolean same = true;
      for (int k = from; same && k + period < own.size(); k++) {
        same = sameRound(own.get(k), own.get(k + period));
      }
      if (same) {
        return period;
      }
    }
    return own.size() - from;
  }

  private boolean sameRound(int a, int b) {
    Step x = steps.get(a);
    Step y = steps.get(b);
    return x.kind() == y.kind() && x.at().equals(y.at()) && x.what().equals(y.what());
  }

  private void race(Finding.DataRace f) {
    accesses(Set.of(Wording.location(f.location())), NEARBY);
    Set<String> locks = new LinkedHashSet<>(f.first().held());
    locks.addAll(f.second().held());
    for (int i = 0; i < steps.size(); i++) {
      String object = steps.get(i).object();
      if (object != null && locks.contains(object)) {
        raise(i, NEARBY);
      }
    }
    int second = access(f.second(), f, EVIDENCE);
    access(f.first(), f, EVIDENCE, second < 0 ? steps.size() : second);
  }

  private int access(Finding.Access a, Finding.DataRace race, byte to) {
    return access(a, race, to, steps.size());
  }

  /** Finds the last step before {@code end} that made the access, and gives it a weight. */
  private int access(Finding.Access a, Finding.DataRace race, byte to, int end) {
    String location = Wording.location(race.location());
    for (int i = end - 1; i >= 0; i--) {
      Step s = steps.get(i);
      if (s.thread().equals(a.thread())
          && s.at().equals(a.at())
          && Wording.location(s).equals(location)
          && (a.write() ? Wording.writes(s.kind()) : s.kind() != Kind.WRITE)) {
        if (to == EVIDENCE) {
          must(i);
        } else {
          raise(i, to);
        }
        return i;
      }
    }
    return -1;
  }

  private void leak(Finding.LeakedLock f) {
    int taken = -1;
    for (int i = 0; i < steps.size(); i++) {
      Step s = steps.get(i);
      boolean own = s.thread().equals(f.thread());
      if (own && takes(s.kind()) && f.lock().equals(s.object())) {
        taken = i;
      } else if (f.lock().equals(s.object()) && s.kind() == Kind.BLOCKED) {
        raise(i, EXPLAINS);
      }
    }
    if (taken < 0) {
      return;
    }
    must(taken);
    for (int i = taken + 1; i < steps.size(); i++) {
      if (steps.get(i).thread().equals(f.thread())) {
        raise(i, EXPLAINS);
        if (steps.get(i).kind() == Kind.END) {
          must(i);
          addition.put(i, ", holding " + Wording.name(f.lock()));
        }
      }
    }
  }

  private void notModelled(Finding.NotModelled f) {
    for (int i = Math.max(0, steps.size() - 4); i < steps.size(); i++) {
      raise(i, NEARBY);
    }
    if (!steps.isEmpty() && !f.at().equals(Place.NOWHERE)) {
      stuck.add(
          Draft.of(steps.getLast().thread(), f.at(), Mark.FAILS, "calls " + f.name(), 0, EVIDENCE));
    }
  }

  // ------------------------------------------------------------------------------------- rows

  /**
   * What to show, repetitions folded; where it is too much, the lightest and earliest is left out
   * first.
   */
  private List<Draft> kept() {
    int room = MOST_ROWS - stuck.size();
    List<Draft> heavy = folded(atLeast(EXPLAINS));
    List<Draft> drafts = heavy.size() < ROOMY ? folded(atLeast(NEARBY)) : heavy;
    for (byte lightest = NEARBY; lightest <= EVIDENCE; lightest++) {
      int excess = drafts.size() - (lightest == NEARBY ? ROOMY : room);
      List<Draft> left = new ArrayList<>();
      for (Draft d : drafts) {
        if (excess > 0 && d.weight() == lightest) {
          excess--;
        } else {
          left.add(d);
        }
      }
      drafts = left;
    }
    return drafts;
  }

  private List<Integer> atLeast(byte least) {
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      if (weight[i] >= least && !repeatsLast(chosen, i)) {
        chosen.add(i);
      }
    }
    return chosen;
  }

  /** Whether a step reads again, in the same line, what was read just before. */
  private boolean repeatsLast(List<Integer> chosen, int i) {
    if (chosen.isEmpty() || weight[i] == EVIDENCE || steps.get(i).kind() != Kind.READ) {
      return false;
    }
    Step before = steps.get(chosen.getLast());
    return before.thread().equals(steps.get(i).thread()) && sameRound(chosen.getLast(), i);
  }

  /**
   * Replaces what repeats, without the first and the last round, by a row that counts the rounds.
   */
  private List<Draft> folded(List<Integer> chosen) {
    List<Draft> drafts = new ArrayList<>();
    int i = 0;
    while (i < chosen.size()) {
      int bestPeriod = 0;
      int bestRounds = 0;
      for (int period = 1; period <= LONGEST_LOOP; period++) {
        int n = rounds(chosen, i, period);
        int saved = (n - 2) * period - 1;
        if (n >= 4 && saved > Math.max(0, (bestRounds - 2) * bestPeriod - 1)) {
          bestPeriod = period;
          bestRounds = n;
        }
      }
      int first = bestRounds == 0 ? 1 : bestPeriod;
      for (int k = 0; k < first; k++) {
        drafts.add(draft(chosen.get(i + k)));
      }
      i += first;
      if (bestRounds > 0) {
        Step s = steps.get(chosen.get(i));
        int left = bestRounds - 2;
        drafts.add(
            Draft.of(
                s.thread(),
                s.at(),
                Mark.GOES_ROUND,
                "… " + left + " more rounds",
                left * bestPeriod,
                weight[chosen.get(i)]));
        i += left * bestPeriod;
        for (int k = 0; k < bestPeriod; k++) {
          drafts.add(draft(chosen.get(i + k)));
        }
        i += bestPeriod;
      }
    }
    return drafts;
  }

  private int rounds(List<Integer> chosen, int from, int period) {
    int k = from;
    while (k + period < chosen.size() && alike(chosen.get(k), chosen.get(k + period))) {
      k++;
    }
    return (k - from) / period + 1;
  }

  private boolean alike(int a, int b) {
    Step x = steps.get(a);
    Step y = steps.get(b);
    return weight[a] < EVIDENCE
        && weight[b] < EVIDENCE
        && x.thread().equals(y.thread())
        && x.kind() == y.kind()
        && x.at().equals(y.at())
        && String.valueOf(x.object()).equals(String.valueOf(y.object()));
  }

  private Draft draft(int index) {
    Step s = steps.get(index);
    Mark mark =
        switch (s.kind()) {
          case EXCEPTION -> Mark.FAILS;
          case WAIT, BLOCKED -> Mark.WAITS;
          case SPIN -> Mark.GOES_ROUND;
          case END -> finding instanceof Finding.LeakedLock ? Mark.FAILS : Mark.ACTS;
          default -> Mark.ACTS;
        };
    return new Draft(index, s.thread(), s.at(), mark, null, 0, weight[index]);
  }

  /** The threads that have rows: in the order of their starting, the first thread of all last. */
  private List<String> lanes(List<Draft> drafts) {
    Set<String> order = new LinkedHashSet<>();
    for (Step s : steps) {
      if (s.kind() == Kind.START) {
        order.add(started(s));
      }
    }
    String first = steps.isEmpty() ? "" : steps.getFirst().thread();
    steps.stream().map(Step::thread).filter(t -> !t.equals(first)).forEach(order::add);
    drafts.stream().map(Draft::thread).filter(t -> !t.equals(first)).forEach(order::add);
    order.add(first);
    Set<String> seen = new HashSet<>();
    drafts.forEach(d -> seen.add(d.thread()));
    order.retainAll(seen);
    return List.copyOf(order);
  }

  private List<String> mostInvolved(List<String> lanes, List<Draft> drafts) {
    Map<String, Integer> involved = new HashMap<>();
    for (Draft d : drafts) {
      involved.merge(d.thread(), d.isStep() && matters.get(d.index()) ? 100 : 1, Integer::sum);
    }
    List<String> chosen = new ArrayList<>(lanes);
    while (chosen.size() > MOST_LANES) {
      int least = chosen.size() - 1;
      for (int i = chosen.size() - 1; i >= 0; i--) {
        if (involved.getOrDefault(chosen.get(i), 0) < involved.getOrDefault(chosen.get(least), 0)) {
          least = i;
        }
      }
      chosen.remove(least);
    }
    return chosen;
  }

  private List<Row> rows(List<Draft> drafts, List<String> lanes) {
    List<Step> shown =
        drafts.stream().filter(Draft::isStep).map(d -> steps.get(d.index())).toList();
    Wording words = new Wording(shown);
    Timeline timeline = new Timeline(steps, finding);
    List<Row> rows = new ArrayList<>();
    Set<String> stuckNow = new HashSet<>();
    int index = -1;
    int before = -1;
    for (Draft d : drafts) {
      int lane = lanes.indexOf(d.thread());
      if (lane < 0) {
        continue;
      }
      String text = d.text();
      int number = 0;
      if (text == null) {
        Step s = steps.get(d.index());
        index = d.index();
        number = s.number();
        text = words.of(s) + addition.getOrDefault(d.index(), "");
      } else if (d.mark() == Mark.WAITS) {
        index = steps.size() - 1;
        stuckNow.add(d.thread());
      }
      List<State> after = new ArrayList<>();
      for (String thread : lanes) {
        State state = timeline.after(index, thread);
        after.add(
            stuckNow.contains(thread)
                ? state.holds() ? State.WAITS_AND_HOLDS : State.WAITS
                : state);
      }
      int held = text.indexOf(", held by ");
      if (held > 0 && lanes.size() > 3 && finding instanceof Finding.Deadlock) {
        text = text.substring(0, held); // the circle below says it, and lanes are narrow
      }
      boolean fromOther = before >= 0 && before != lane;
      rows.add(
          new Row(
              number,
              d.at(),
              lane,
              fromOther ? before : -1,
              d.mark(),
              text,
              number == 0
                  ? d.mark() != Mark.GOES_ROUND || stuck.contains(d)
                  : matters.get(d.index()),
              List.copyOf(after)));
      before = lane;
    }
    return List.copyOf(rows);
  }

  private List<Edge> edges() {
    List<Waiting> waiting =
        switch (finding) {
          case Finding.Deadlock f -> f.cycle();
          case Finding.CannotOverlap f -> f.waiting();
          case Finding.AssertionFailed _,
              Finding.UncaughtException _,
              Finding.LostWakeup _,
              Finding.NoProgress _,
              Finding.DataRace _,
              Finding.LeakedLock _,
              Finding.ThreadLeft _,
              Finding.NotModelled _ ->
              List.of();
        };
    return waiting.stream()
        .map(w ->
            new Edge(
                Columns.oneLine(w.thread()),
                Columns.oneLine(Wording.name(w.what())),
                w.heldBy() == null ? null : Columns.oneLine(w.heldBy())))
        .toList();
  }
}
