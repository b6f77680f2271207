package workbook.grader.worker;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import workbook.explorer.Exploration;
import workbook.explorer.trace.Finding;
import workbook.explorer.trace.Finding.Access;
import workbook.explorer.trace.Finding.DataRace;
import workbook.explorer.trace.Finding.Signal;
import workbook.explorer.trace.Finding.Waiting;
import workbook.explorer.trace.Step;
import workbook.grader.cause.Misconception;
import workbook.grader.verdict.Place;

/**
 * Names the misconception behind what the explorer found.
 *
 * <p>The explorer tells facts; a scenario tells what it was written to detect. Where the facts say
 * more (a circle of locks, two accesses under different locks, a signal that found nobody), they
 * have the last word.
 */
final class Diagnosis {
  /** Purposes that a race's locks say nothing against: the missing order is the point. */
  private static final Set<Misconception> ABOUT_ORDER =
      EnumSet.of(Misconception.UNSAFE_PUBLICATION, Misconception.STALE_READ);

  /** Purposes that explain a wrong value and cannot by themselves explain that all stand still. */
  private static final Set<Misconception> ABOUT_VALUES =
      EnumSet.of(
          Misconception.LOST_UPDATE,
          Misconception.UNGUARDED_ACCESS,
          Misconception.UNSAFE_PUBLICATION,
          Misconception.STALE_READ,
          Misconception.SECOND_INSTANCE,
          Misconception.LOST_ITEM,
          Misconception.WRONG_RESULT);

  /** How the explorer tells of a wait that ended although nobody signalled. */
  private static final String FOR_NO_REASON = "(spurious)";

  private final Frames frames;
  private final List<String> given;

  Diagnosis(Frames frames, List<String> given) {
    this.frames = frames;
    this.given = given;
  }

  /** Returns the cause of a finding in a scenario that was written to detect something. */
  Misconception cause(Finding finding, Misconception detects, Exploration told) {
    return switch (finding) {
      case Finding.AssertionFailed _, Finding.UncaughtException _, DataRace _
          when goesOnWithoutLooking(told.trace()) ->
          Misconception.IF_FOR_WHILE;
      case Finding.AssertionFailed _ -> fromRace(told.race(), detects);
      case Finding.UncaughtException _ when told.preemptions() == 0 && told.race() == null ->
          Misconception.UNCAUGHT_EXCEPTION;
      case Finding.UncaughtException(_, _, _, _, var torn)
          when told.race() != null && torn.isEmpty() && detects == Misconception.LOST_UPDATE ->
          fromRace(told.race(), Misconception.UNGUARDED_ACCESS); // no update was torn apart
      case Finding.UncaughtException _ -> fromRace(told.race(), detects);
      case DataRace race -> {
        Misconception cause = fromRace(race, detects);
        yield ABOUT_ORDER.contains(cause) || cause == Misconception.WRONG_LOCK
            ? cause
            : Misconception.UNGUARDED_ACCESS;
      }
      case Finding.Deadlock(List<Waiting> cycle, _) ->
          cycle.size() > 1 ? Misconception.LOCK_ORDER_INVERSION : Misconception.SELF_DEADLOCK;
      case Finding.LostWakeup _
          when detects == Misconception.LOST_UPDATE && tearsAnUpdate(told.trace()) ->
          detects; // they wait for a count that was lost
      case Finding.LostWakeup(_, List<Signal> signals) ->
          signals.isEmpty() && told.race() == null && ABOUT_VALUES.contains(detects)
              ? Misconception.DEADLOCK
              : fromSignals(signals, detects);
      case Finding.NoProgress(_, _, Finding.NoProgress.Reason reason, _) ->
          switch (reason) {
            case WRITE_NEVER_SEEN -> Misconception.STALE_READ;
            case LIVELOCK -> Misconception.LIVELOCK;
            case STARVATION -> Misconception.STARVATION;
            case SPINS_FOR_EVER, RUNS_FOR_EVER -> Misconception.ENDLESS_LOOP;
          };
      case Finding.LeakedLock _ -> Misconception.LOCK_LEAK;
      case Finding.ThreadLeft _ ->
          detects == Misconception.WRONG_RESULT ? Misconception.THREAD_LEAK : detects;
      case Finding.CannotOverlap _ ->
          detects == Misconception.SEQUENTIAL_IN_DISGUISE
              ? detects
              : Misconception.OVER_SYNCHRONISED;
      case Finding.NotModelled _ -> Misconception.UNSETTLED;
    };
  }

  private static Misconception fromRace(@Nullable Finding seen, Misconception detects) {
    if (!(seen instanceof DataRace race) || ABOUT_ORDER.contains(detects)) {
      return detects;
    }
    List<String> first = race.first().held();
    List<String> second = race.second().held();
    if (first.isEmpty() && second.isEmpty()) {
      return detects;
    }
    return first.isEmpty() || second.isEmpty() || !Collections.disjoint(first, second)
        ? Misconception.UNGUARDED_ACCESS
        : Misconception.WRONG_LOCK;
  }

  /**
   * Returns whether a thread that woke for no reason went on without reading again what it had read
   * last before it began to wait.
   */
  private static boolean goesOnWithoutLooking(List<Step> trace) {
    for (int i = 0; i < trace.size(); i++) {
      if (trace.get(i).kind() == Step.Kind.WAKE && trace.get(i).what().endsWith(FOR_NO_REASON)) {
        String sleeper = trace.get(i).thread();
        List<Step> before = ofThread(trace.subList(0, i), sleeper);
        List<Step> after = ofThread(trace.subList(i + 1, trace.size()), sleeper);
        Optional<Step> asked =
            before.reversed().stream().filter(s -> s.kind() == Step.Kind.READ).findFirst();
        if (asked.isPresent()
            && !after.isEmpty()
            && after.stream().noneMatch(s -> sameQuestion(s, asked.get()))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns whether a thread writes over what another wrote since it read, in a single line. */
  private static boolean tearsAnUpdate(List<Step> trace) {
    for (int i = 0; i < trace.size(); i++) {
      Step write = trace.get(i);
      List<Step> before = trace.subList(0, i).stream().filter(s -> isOfOneField(s, write)).toList();
      if (write.kind() == Step.Kind.WRITE
          && !before.isEmpty()
          && before.getLast().kind() == Step.Kind.WRITE
          && !before.getLast().thread().equals(write.thread())) {
        Optional<Step> own = ofThread(before, write.thread()).reversed().stream().findFirst();
        if (own.isPresent()
            && own.get().kind() == Step.Kind.READ
            && own.get().at().equals(write.at())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isOfOneField(Step one, Step other) {
    return one.object() != null
        && other.object() != null
        && field(one.object()).equals(field(other.object()));
  }

  /** What a step on a field calls it, without the verb. */
  private static String field(String object) {
    return object.substring(object.lastIndexOf(' ') + 1);
  }

  private static List<Step> ofThread(List<Step> trace, String thread) {
    return trace.stream().filter(s -> s.thread().equals(thread)).toList();
  }

  private static boolean sameQuestion(Step one, Step other) {
    return one.kind() == other.kind()
        && one.at().equals(other.at())
        && Objects.equals(one.object(), other.object());
  }

  private static Misconception fromSignals(List<Signal> signals, Misconception detects) {
    if (signals.stream()
        .anyMatch(s -> !s.all() && !s.woken().isEmpty() && !s.stillWaiting().isEmpty())) {
      return Misconception.NOTIFY_FOR_NOTIFY_ALL;
    }
    return signals.stream().anyMatch(s -> s.woken().isEmpty())
        ? Misconception.LOST_SIGNAL
        : detects;
  }

  /** Returns the learner's line that a finding points to. */
  @Nullable Place place(Finding finding, Exploration told) {
    Stream<workbook.explorer.trace.Place> named =
        switch (finding) {
          case Finding.AssertionFailed f -> evidence(f.evidence(), f.at(), told);
          case Finding.UncaughtException f -> evidence(f.evidence(), f.at(), told);
          case DataRace race ->
              Stream.of(race.first(), race.second())
                  .sorted(java.util.Comparator.comparingInt(a -> a.held().size()))
                  .map(Access::at);
          case Finding.Deadlock f -> f.cycle().stream().map(Waiting::at);
          case Finding.LostWakeup f -> f.waiting().stream().map(Waiting::at);
          case Finding.NoProgress f -> Stream.of(f.at());
          case Finding.LeakedLock f -> Stream.of(f.takenAt());
          case Finding.ThreadLeft f -> f.left().stream().map(Waiting::at);
          case Finding.CannotOverlap f -> f.waiting().stream().map(Waiting::at);
          case Finding.NotModelled f -> Stream.of(f.at());
        };
    Optional<workbook.explorer.trace.Place> learners = named.filter(this::isLearners).findFirst();
    return learners.or(() -> lastOf(told)).map(p -> new Place(p.file(), p.line())).orElse(null);
  }

  /** First where the compound action began that was torn apart, then where it showed. */
  private static Stream<workbook.explorer.trace.Place> evidence(
      List<Finding.Interleaving> evidence, workbook.explorer.trace.Place at, Exploration told) {
    return Stream.concat(
        evidence.stream()
            .flatMap(i -> told.trace().stream().filter(s -> s.number() == i.read()).map(Step::at)),
        Stream.of(at));
  }

  private Optional<workbook.explorer.trace.Place> lastOf(Exploration told) {
    return told.trace().reversed().stream().map(Step::at).filter(this::isLearners).findFirst();
  }

  /** What is given is not the learner's: a fault that shows there was made elsewhere. */
  private boolean isLearners(workbook.explorer.trace.Place place) {
    return place.line() > 0 && frames.isLearnersFile(place.file()) && !given.contains(place.file());
  }
}
