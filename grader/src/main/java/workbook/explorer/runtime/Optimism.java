package workbook.explorer.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a thread reads without a lock, to ask afterwards whether nothing was written meanwhile: such
 * reads race, and no harm is done, if what was read is thrown away where something was. So a race
 * with them counts only once they were found valid, or were used without asking.
 */
final class Optimism {
  /** A race that may come to nothing; it counts once nobody can throw away what was read. */
  static final class Doubt {
    private final Runnable race;
    private int sections;
    private boolean thrownAway;

    Doubt(Runnable race) {
      this.race = race;
    }
  }

  private static final class Section {
    int since;
    final List<Doubt> doubts = new ArrayList<>();
  }

  private record Range(int from, int to) {}

  private final Map<Shared, Section> open = new LinkedHashMap<>();
  private final List<Range> thrownAway = new ArrayList<>();

  /** Begins to read under this lock's stamp. */
  void begin(Shared lock, int epoch) {
    end(lock);
    Section section = new Section();
    section.since = epoch;
    open.put(lock, section);
  }

  /** Whether a read made in this epoch may yet be thrown away. */
  boolean covers(int epoch) {
    for (Section s : open.values()) {
      if (s.since <= epoch) {
        return true;
      }
    }
    return false;
  }

  /** Whether a read made in this epoch was thrown away. */
  boolean isThrownAway(int epoch) {
    for (Range r : thrownAway) {
      if (r.from <= epoch && epoch <= r.to) {
        return true;
      }
    }
    return false;
  }

  /** Notes a race with a read made in this epoch. */
  void doubt(int epoch, Runnable race) {
    Doubt doubt = new Doubt(race);
    for (Section s : open.values()) {
      if (s.since <= epoch) {
        s.doubts.add(doubt);
        doubt.sections++;
      }
    }
  }

  /** Takes what was read so far under this lock's stamp for good; more may be read under it. */
  void good(Shared lock) {
    Section s = open.get(lock);
    if (s != null) {
      settle(s);
    }
  }

  /** What was read so far under this lock's stamp is of no use. */
  void bad(Shared lock, int epoch) {
    Section s = open.remove(lock);
    if (s != null) {
      thrownAway.add(new Range(s.since, epoch));
      s.doubts.forEach(d -> d.thrownAway = true);
    }
  }

  /** What was read under this lock's stamp will be used. */
  void end(Shared lock) {
    Section s = open.remove(lock);
    if (s != null) {
      settle(s);
    }
  }

  /** What was read under any stamp will be used. */
  void end() {
    List.copyOf(open.keySet()).forEach(this::end);
  }

  private static void settle(Section s) {
    for (Doubt d : s.doubts) {
      if (--d.sections == 0 && !d.thrownAway) {
        d.race.run();
      }
    }
    s.doubts.clear();
  }
}
