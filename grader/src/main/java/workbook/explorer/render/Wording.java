package workbook.explorer.render;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import workbook.explorer.trace.Assertions;
import workbook.explorer.trace.Finding;
import workbook.explorer.trace.Finding.Access;
import workbook.explorer.trace.Finding.Waiting;
import workbook.explorer.trace.Step;

/** Puts steps and findings into words, as short as a lane is narrow. */
final class Wording {
  private static final int VALUE = 28;
  private static final int MESSAGE = 400;
  private static final String MONITOR = "monitor of ";
  private static final String SIGNAL = "a signal on ";
  private static final String END = "end of ";

  private final Set<String> ambiguous = new HashSet<>();

  /** Learns which fields' names need their class, because two classes have a field of that name. */
  Wording(List<Step> shown) {
    Set<String> full = new HashSet<>();
    Set<String> brief = new HashSet<>();
    for (Step step : shown) {
      String location = location(step);
      if (!location.isEmpty() && full.add(location) && !brief.add(brief(location))) {
        ambiguous.add(brief(location));
      }
    }
  }

  // ------------------------------------------------------------------------------------ names

  /** The location that a step accesses, or nothing. */
  static String location(Step step) {
    String object = step.object();
    return object != null && accesses(step.kind()) ? location(object) : "";
  }

  static boolean accesses(Step.Kind kind) {
    return kind == Step.Kind.READ || kind == Step.Kind.WRITE || kind == Step.Kind.UPDATE;
  }

  static boolean writes(Step.Kind kind) {
    return kind == Step.Kind.WRITE || kind == Step.Kind.UPDATE;
  }

  /** A location's name without the verb that a trace may have put before it. */
  static String location(String name) {
    for (String verb : List.of("reads ", "writes ")) {
      if (name.startsWith(verb)) {
        return name.substring(verb.length());
      }
    }
    return name;
  }

  private static String brief(String location) {
    return location.startsWith("contents of ")
        ? location
        : location.substring(location.lastIndexOf('.') + 1);
  }

  /**
   * What an object is called in a picture: "Account#2" for a monitor, "the end of Ann" for a
   * thread's.
   */
  static String name(String object) {
    if (object.startsWith(SIGNAL)) {
      return SIGNAL + name(object.substring(SIGNAL.length()));
    }
    if (object.startsWith(MONITOR)) {
      String of = object.substring(MONITOR.length());
      return of.contains(".class#") ? withoutNumber(of) : of;
    }
    if (object.startsWith(END)) {
      return "the " + withoutNumber(object);
    }
    if (object.startsWith("initialisation of ")) {
      return "the " + withoutNumber(object);
    }
    return location(object);
  }

  /** The object itself, where a thread waits for a signal on it. */
  static String waitedOn(String what) {
    return what.startsWith(SIGNAL) ? what.substring(SIGNAL.length()) : what;
  }

  static boolean awaitsSignal(String what) {
    return what.startsWith(SIGNAL);
  }

  static boolean isEndOfThread(String what) {
    return what.startsWith(END);
  }

  private static String withoutNumber(String name) {
    int hash = name.lastIndexOf('#');
    return hash < 0 ? name : name.substring(0, hash);
  }

  static boolean isStale(Step step) {
    return step.what().endsWith("(an older write)");
  }

  private static String value(String value) {
    return Columns.fit(Columns.oneLine(value), VALUE);
  }

  private static String listed(List<String> names) {
    return switch (names.size()) {
      case 0 -> "nobody";
      case 1 -> names.getFirst();
      default -> String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    };
  }

  static String named(List<String> objects) {
    return listed(objects.stream().map(Wording::name).toList());
  }

  private static String plural(List<?> subjects, String one, String many) {
    return subjects.size() == 1 ? one : many;
  }

  // ------------------------------------------------------------------------------------ steps

  /** A few words for one step. */
  String of(Step step) {
    String object = step.object();
    return Columns.oneLine(
        switch (step.kind()) {
          case READ, WRITE -> access(step);
          case WAIT -> waits(step);
          case WAKE -> wakes(step);
          case NOTIFY -> signals(step);
          case BLOCKED -> blocked(step);
          case JOIN ->
              object == null ? step.what() : "joins " + withoutNumber(object).replace(END, "");
          case EXCEPTION -> Assertions.inWords(failed(step.what()));
          case SPIN -> "goes round";
          default -> plain(step);
        });
  }

  private String access(Step step) {
    String location = location(step);
    if (location.isEmpty()) {
      return plain(step);
    }
    if (location.startsWith("contents of ")) {
      return step.what().matches("[\\w.$<>]+") ? step.what() + "()" : step.what();
    }
    String verb = step.kind() == Step.Kind.READ ? "reads" : "writes";
    if (!step.what().startsWith(verb + " " + location)) {
      return plain(step);
    }
    String value = step.value();
    String shown =
        value == null ? "" : (step.kind() == Step.Kind.READ ? ": " : " = ") + value(value);
    return verb + " " + field(location) + shown + (isStale(step) ? " (stale)" : "");
  }

  private String field(String location) {
    String brief = brief(location);
    return ambiguous.contains(brief) ? location : brief;
  }

  /** The words of the trace, with the object's name as it is in pictures. */
  private static String plain(Step step) {
    String object = step.object();
    String what = step.what();
    if (object == null || location(step).equals(object) && !what.contains(object)) {
      return what;
    }
    return step.kind() == Step.Kind.OTHER && what.endsWith(" " + object)
        ? what.substring(0, what.length() - object.length() - 1) + "()"
        : what.replace(object, name(object));
  }

  private static String waits(Step step) {
    String object = step.object();
    return object == null || !object.startsWith(MONITOR) ? plain(step) : "waits on " + name(object);
  }

  private static String wakes(Step step) {
    String object = step.object();
    if (object == null || !step.what().startsWith("wakes up " + object)) {
      return plain(step);
    }
    String how = step.what().substring("wakes up ".length() + object.length());
    return "wakes up" + how.replace("for no reason (spurious)", "for no reason");
  }

  private static String signals(Step step) {
    String object = step.object();
    String what = step.what();
    boolean all = what.startsWith("signals all on ");
    int colon = what.lastIndexOf(": ");
    if (object == null || colon < 0 || !(all || what.startsWith("signals one on "))) {
      return plain(step);
    }
    String call =
        object.startsWith(MONITOR) ? (all ? "notifyAll" : "notify") : all ? "signalAll" : "signal";
    String whom = what.substring(colon + ": ".length());
    return call + "() " + (whom.equals("nobody is waiting") ? "wakes nobody" : whom);
  }

  private static String blocked(Step step) {
    String object = step.object();
    if (object == null) {
      return step.what();
    }
    String prefix = "must wait for ";
    int who = step.what().indexOf(", who holds");
    return "waits for "
        + name(object)
        + (who > prefix.length() && step.what().startsWith(prefix)
            ? ", held by " + step.what().substring(prefix.length(), who)
            : "");
  }

  private static String failed(String what) {
    String text = thrown(what);
    return text.startsWith("AssertionError: ") || text.startsWith("AssertionFailedError: ")
        ? "fails" + text.substring(text.indexOf(':'))
        : text;
  }

  private static String thrown(String what) {
    String text = what.startsWith("dies of ") ? what.substring("dies of ".length()) : what;
    int colon = text.indexOf(':');
    String type = colon < 0 ? text : text.substring(0, colon);
    return type.substring(type.lastIndexOf('.') + 1) + (colon < 0 ? "" : text.substring(colon));
  }

  /** What a thread waits for at the end, in its lane. */
  static String atTheEnd(Waiting w) {
    String by = w.heldBy();
    return Columns.oneLine(
        "waits for "
            + name(w.what())
            + (by == null || isEndOfThread(w.what()) ? "" : ", held by " + by));
  }

  // --------------------------------------------------------------------------------- findings

  /** What happened instead of what was expected. */
  static String came(Finding finding) {
    return Columns.fitStart(
        Columns.oneLine(
            switch (finding) {
              case Finding.AssertionFailed f ->
                  "%s (thread %s, %s)"
                      .formatted(Assertions.inWords(f.message()), f.thread(), f.at());
              case Finding.UncaughtException f ->
                  "thread %s dies of %s (%s)"
                      .formatted(f.thread(), thrown(f.type() + ": " + f.message()), f.at());
              case Finding.Deadlock f ->
                  f.cycle().size() == 1
                      ? f.cycle().getFirst().thread() + " waits for itself, for ever"
                      : "deadlock: %s wait for each other, for ever".formatted(threads(f.cycle()));
              case Finding.LostWakeup f -> {
                List<Waiting> own = withoutJoins(f.waiting());
                yield "%s %s for ever: nobody will wake %s"
                    .formatted(
                        threads(own), plural(own, "waits", "wait"), plural(own, "it", "them"));
              }
              case Finding.NoProgress f ->
                  "%s makes no progress at %s: it %s"
                      .formatted(
                          f.thread(),
                          f.at(),
                          f.reason() == Finding.NoProgress.Reason.STARVATION
                              ? "never gets its turn"
                              : "goes round for ever");
              case Finding.DataRace f ->
                  "a data race on %s%s"
                      .formatted(
                          location(f.location()),
                          f.harmless() ? ", though every schedule gave a right result" : "");
              case Finding.LeakedLock f ->
                  "%s has ended and still holds %s".formatted(f.thread(), name(f.lock()));
              case Finding.ThreadLeft f ->
                  "the scenario is over, and %s %s not ended"
                      .formatted(threads(f.left()), plural(f.left(), "has", "have"));
              case Finding.CannotOverlap f ->
                  "%s can never run while %s is under way".formatted(f.second(), f.first());
              case Finding.NotModelled f ->
                  "no verdict: %s is not modelled (%s)".formatted(f.name(), f.at());
            }),
        MESSAGE);
  }

  private static String threads(List<Waiting> waiting) {
    return listed(waiting.stream().map(Waiting::thread).toList());
  }

  static List<Waiting> withoutJoins(List<Waiting> waiting) {
    List<Waiting> own = waiting.stream().filter(w -> !isEndOfThread(w.what())).toList();
    return own.isEmpty() ? waiting : own;
  }

  /** What the rows do not say by themselves. */
  static List<String> notes(Finding finding, List<Step> trace) {
    List<String> notes =
        switch (finding) {
          case Finding.AssertionFailed f -> between(f.evidence(), trace);
          case Finding.UncaughtException f -> between(f.evidence(), trace);
          case Finding.Deadlock f ->
              f.others().stream()
                  .filter(w -> !isEndOfThread(w.what()))
                  .map(w -> "Outside the circle, " + w.thread() + " " + atTheEnd(w) + ".")
                  .toList();
          case Finding.LostWakeup f -> signals(f, trace);
          case Finding.NoProgress f -> List.of(why(f, trace));
          case Finding.DataRace f -> List.of(race(f));
          case Finding.LeakedLock f ->
              List.of(
                  "%s is taken at %s and not given back: whoever wants it next waits for ever."
                      .formatted(name(f.lock()), f.takenAt()));
          case Finding.ThreadLeft f ->
              f.left().stream()
                  .map(w -> w.thread() + " " + atTheEnd(w) + " (" + w.at() + ").")
                  .toList();
          case Finding.CannotOverlap f ->
              f.waiting().isEmpty()
                  ? List.of(
                      "In every schedule %s begins only when %s is over, or the other way round."
                          .formatted(f.second(), f.first()))
                  : List.of();
          case Finding.NotModelled _ -> List.of();
        };
    return notes.stream().map(Columns::oneLine).toList();
  }

  private static List<String> between(List<Finding.Interleaving> evidence, List<Step> trace) {
    return evidence.stream()
        .limit(2)
        .map(e ->
            "In step %s %s writes %s from what it read in step %s; the write of %s in step %s came in between, unseen.%s"
                .formatted(
                    e.write(),
                    e.thread(),
                    location(e.location()),
                    e.read(),
                    e.other(),
                    e.between(),
                    givenBack(e, trace)))
        .toList();
  }

  /**
   * Tells of a lock that was held at the read and at the write, and not all the time from the one
   * to the other.
   */
  private static String givenBack(Finding.Interleaving e, List<Step> trace) {
    Set<String> held = new HashSet<>();
    trace.stream().filter(s -> s.number() == e.read()).forEach(s -> held.addAll(s.held()));
    trace.stream().filter(s -> s.number() == e.write()).forEach(s -> held.retainAll(s.held()));
    for (Step s : trace) {
      String object = s.object();
      if (s.number() > e.read()
          && s.number() < e.write()
          && s.thread().equals(e.thread())
          && s.kind() == Step.Kind.UNLOCK
          && object != null
          && held.contains(object)) {
        return " Both hold %s, which is given back between them, in step %s."
            .formatted(name(object), s.number());
      }
    }
    return "";
  }

  private static List<String> signals(Finding.LostWakeup f, List<Step> trace) {
    List<Waiting> waiting = withoutJoins(f.waiting());
    Set<String> awaited = awaited(waiting, trace);
    List<String> notes = new ArrayList<>();
    for (Finding.Signal s : f.signals().reversed()) {
      List<String> missed = missed(s, waiting, trace);
      if (awaited.contains(s.object()) && notes.size() < 2) {
        if (s.woken().isEmpty()) {
          notes.addFirst(
              "The signal of %s in step %s found nobody waiting, and is not kept for later."
                  .formatted(s.thread(), s.step()));
        } else if (!missed.isEmpty()) {
          notes.addFirst(
              "The signal of %s in step %s woke %s; %s %s not woken."
                  .formatted(
                      s.thread(),
                      s.step(),
                      listed(s.woken()),
                      listed(missed),
                      plural(missed, "was", "were")));
        }
      }
    }
    for (Waiting w : waiting) {
      if (!w.what().startsWith(SIGNAL)) {
        String note = "No other thread can still do anything about %s.".formatted(name(w.what()));
        if (!notes.contains(note)) {
          notes.add(note);
        }
      } else if (f.signals().stream().noneMatch(s -> awaited.contains(s.object()))) {
        notes.add("No thread signals there in this schedule.");
        break;
      }
    }
    return notes;
  }

  /**
   * The objects on which signals could have helped: what is told, and what the threads last waited
   * on.
   */
  static Set<String> awaited(List<Waiting> waiting, List<Step> trace) {
    Set<String> objects = new HashSet<>();
    for (Waiting w : waiting) {
      objects.add(waitedOn(w.what()));
      Step wait = lastWait(w.thread(), trace);
      if (wait != null && wait.object() != null) {
        objects.add(wait.object());
      }
    }
    return objects;
  }

  /**
   * Those of the waiting threads whose last wait had begun when the signal came, which woke others.
   */
  static List<String> missed(Finding.Signal signal, List<Waiting> waiting, List<Step> trace) {
    List<String> missed = new ArrayList<>();
    for (Waiting w : waiting) {
      Step wait = lastWait(w.thread(), trace);
      boolean begun = wait == null || wait.number() < signal.step();
      if (begun && signal.stillWaiting().contains(w.thread())) {
        missed.add(w.thread());
      }
    }
    return missed;
  }

  private static @Nullable Step lastWait(String thread, List<Step> trace) {
    for (Step s : trace.reversed()) {
      if (s.kind() == Step.Kind.WAIT && s.thread().equals(thread)) {
        return s;
      }
    }
    return null;
  }

  private static String why(Finding.NoProgress f, List<Step> trace) {
    return switch (f.reason()) {
      case SPINS_FOR_EVER ->
          "What the loop at %s looks at is changed by no thread any more.".formatted(f.at());
      case WRITE_NEVER_SEEN -> neverSeen(f, trace);
      case RUNS_FOR_EVER ->
          "The loop at %s does nothing that another thread could see, and waits for nothing."
              .formatted(f.at());
      case LIVELOCK -> "The threads go on acting, each in answer to the other, and none gets on.";
      case STARVATION ->
          "The others come and go for ever, and %s never gets its turn.".formatted(f.thread());
    };
  }

  private static String neverSeen(Finding.NoProgress f, List<Step> trace) {
    Step read = null;
    for (Step s : trace) {
      if (s.thread().equals(f.thread()) && isStale(s)) {
        read = s;
      }
    }
    Step missed = read == null ? null : missedWrite(read, trace);
    return read == null || missed == null
        ? "The write that would end the loop is to a plain field, and need never become visible."
        : "Nothing orders the write of %s in step %s before these reads of %s: it need never become visible to %s."
            .formatted(missed.thread(), missed.number(), location(read), f.thread());
  }

  /** The write that a read of an older value passes over, or null. */
  static @Nullable Step missedWrite(Step read, List<Step> trace) {
    Step missed = null;
    for (Step s : trace) {
      if (s.number() < read.number()
          && writes(s.kind())
          && !s.thread().equals(read.thread())
          && location(s).equals(location(read))) {
        missed = s;
      }
    }
    return missed;
  }

  /** Tells of a read that returned an older value. */
  static String stale(Step read, Step missed) {
    return Columns.oneLine(
        "%s gets an old value of %s in step %s: nothing orders the write of %s in step %s before it."
            .formatted(
                read.thread(), location(read), read.number(), missed.thread(), missed.number()));
  }

  /** Tells of what changed between a signal and the going on of the thread that it woke. */
  static String overtaken(Step signal, Step write, Step wake) {
    return Columns.oneLine(
        "%s is woken in step %s and goes on in step %s; %s has written %s in between, in step %s."
            .formatted(
                wake.thread(),
                signal.number(),
                wake.number(),
                write.thread(),
                location(write),
                write.number()));
  }

  static String race(Finding.DataRace f) {
    boolean contents = location(f.location()).startsWith("contents of ");
    return Columns.oneLine(
        "Data race on %s: %s, and %s; nothing orders the two."
            .formatted(
                location(f.location()), access(f.first(), contents), access(f.second(), contents)));
  }

  private static String access(Access a, boolean ofContents) {
    String did = !a.write() ? "reads" : ofContents ? "changes it" : "writes " + value(a.value());
    String held = a.held().isEmpty() ? "no lock" : "holding " + named(a.held());
    return "%s %s (%s, %s)".formatted(a.thread(), did, a.at(), held);
  }
}
