package workbook.explorer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.explorer.Explorer;
import workbook.explorer.Sink;
import workbook.explorer.model.cases.AtomicSequences;
import workbook.explorer.model.cases.CollectionSequences;
import workbook.explorer.model.cases.HandleSequences;
import workbook.explorer.model.cases.LockSequences;
import workbook.explorer.model.cases.MapSequences;
import workbook.explorer.model.cases.MeetingSequences;
import workbook.explorer.model.cases.SynchronizerSequences;

/**
 * Random sequences of calls by one thread have the same results on a model as on the real class.
 */
class SequencesTest {
  private static final int SEQUENCES = Integer.getInteger("models.sequences", 30);
  private static final long SEED = Long.getLong("models.seed", 1L);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "readWriteLock",
        "stampedLock",
      })
  void locks(String method) throws Exception {
    compare(LockSequences.class, method);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashMap", "hashMapCreation", "skipListMap", "skipListSet"})
  void maps(String method) throws Exception {
    compare(MapSequences.class, method);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "linkedQueue",
        "linkedDeque",
        "blockingQueues",
        "blockingDeque",
        "synchronousQueue",
        "transferQueue",
        "delayQueue",
        "copyOnWriteList",
        "copyOnWriteSet"
      })
  void collections(String method) throws Exception {
    compare(CollectionSequences.class, method);
  }

  @ParameterizedTest
  @ValueSource(strings = {"numbers", "references", "arrays", "adders"})
  void atomics(String method) throws Exception {
    compare(AtomicSequences.class, method);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mutex", "permits"})
  void synchronizers(String method) throws Exception {
    compare(SynchronizerSequences.class, method);
  }

  @ParameterizedTest
  @ValueSource(strings = {"numbers", "references", "elements", "updaters", "mistakes"})
  void handles(String method) throws Exception {
    compare(HandleSequences.class, method);
  }

  @ParameterizedTest
  @ValueSource(strings = {"phaser", "barrier", "parking", "locals"})
  void meetings(String method) throws Exception {
    compare(MeetingSequences.class, method);
  }

  private static void compare(Class<?> sequences, String method) throws Exception {
    Explorer explorer = Explorer.of(sequences);
    for (long seed = SEED; seed < SEED + SEQUENCES; seed++) {
      RandomSeed.set(seed);
      Sink.take();
      sequences.getMethod(method).invoke(sequences.getConstructor().newInstance());
      String real = Sink.take();
      Set<String> modelled = explorer.outcomes(sequences.getName(), method, true, 10).values();
      assertEquals(
          Set.of(real), modelled, method + ", -Dmodels.seed=" + seed + difference(real, modelled));
    }
  }

  private static String difference(String real, Set<String> modelled) {
    String other = modelled.isEmpty() ? "" : modelled.iterator().next();
    int same = 0;
    while (same < Math.min(real.length(), other.length())
        && real.charAt(same) == other.charAt(same)) {
      same++;
    }
    return "\n  both ..."
        + real.substring(Math.max(0, same - 60), same)
        + "\n  real ..."
        + real.substring(same, Math.min(real.length(), same + 60))
        + "\n  modelled ..."
        + other.substring(same, Math.min(other.length(), same + 60))
        + "\n";
  }
}
