package workbook.explorer.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.explorer.Exploration;
import workbook.explorer.Explorer;
import workbook.explorer.cases.Counters;
import workbook.explorer.cases.Locks;
import workbook.explorer.cases.Publications;
import workbook.explorer.cases.Signals;
import workbook.explorer.cases.Yardsticks;
import workbook.explorer.search.Search;

/**
 * The small programs by which other tools were measured, and what must be said of each.
 *
 * <p>{@code mvn -pl grader test -Dtest=YardstickTest -Dyardstick=print} prints what it costs;
 * figures depend on the machine, so they are in no file.
 */
class YardstickTest {
  private static final int REPEATS = 10;
  private static final int WARM = 20;
  private static final int MOST = 200_000;

  /** A program and the kind of fault in it; none where it is right. */
  private record Case(Class<?> type, String method, String fault) {
    @Override
    public String toString() {
      return type.getSimpleName() + "." + method;
    }

    Exploration explore() {
      return Explorer.explore(type, method);
    }
  }

  private static final List<Case> CASES =
      List.of(
          new Case(Counters.class, "plainField", "AssertionFailed"),
          new Case(Counters.class, "synchronisedMethod", ""),
          new Case(Locks.class, "oppositeLocks", "Deadlock"),
          new Case(Locks.class, "oppositeMonitors", "Deadlock"),
          new Case(Publications.class, "lazily", "AssertionFailed"),
          new Case(Publications.class, "doubleChecked", "AssertionFailed"),
          new Case(Signals.class, "ifInsteadOfWhile", "UncaughtException"),
          new Case(Signals.class, "signalBeforeWait", "LostWakeup"),
          new Case(Signals.class, "notifyForNotifyAll", "LostWakeup"),
          new Case(Signals.class, "notifyAllOfThem", ""),
          new Case(Yardsticks.class, "oneSentinelForTwo", "LostWakeup"),
          new Case(Yardsticks.class, "aSentinelForEach", ""),
          new Case(Signals.class, "boundedRing", ""),
          new Case(Signals.class, "admitsTooMany", "AssertionFailed"),
          new Case(Yardsticks.class, "kitchenThatClosesTooEarly", "AssertionFailed"),
          new Case(Signals.class, "crewThatLosesWork", "AssertionFailed"),
          new Case(Yardsticks.class, "poolShutDown", ""),
          new Case(Yardsticks.class, "poolShutDownNow", "AssertionFailed"),
          new Case(Locks.class, "lockLeft", "LeakedLock"),
          new Case(Yardsticks.class, "virtualThreads", "AssertionFailed"),
          new Case(Yardsticks.class, "virtualThreadPerTask", "AssertionFailed"));

  static List<Case> cases() {
    return CASES;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theVerdictIsRight(Case one) {
    Exploration told = one.explore();
    assertEquals(
        one.fault(),
        told.finding().map(f -> f.getClass().getSimpleName()).orElse(""),
        told::toString);
    assertTrue(!one.fault().isEmpty() || told.exhaustive(), told::toString);
  }

  @Test
  @EnabledIfSystemProperty(named = "yardstick", matches = "print")
  void print() throws IOException, InterruptedException {
    System.out.println(
        "| case | verdict | schedules | cold ms, with the JVM's start | warm median ms | same | all"
            + " outcomes, reduced | all outcomes, plain search |");
    System.out.println("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    long schedules = 0;
    long nanos = 0;
    for (Case one : CASES) {
      Exploration first = one.explore();
      long[] took = new long[WARM];
      int same = 0;
      for (int i = 0; i < WARM; i++) {
        long start = System.nanoTime();
        Exploration again = one.explore();
        took[i] = System.nanoTime() - start;
        same += i < REPEATS && again.equals(first) ? 1 : 0;
        schedules += again.schedules();
        nanos += took[i];
      }
      Arrays.sort(took);
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %d | %d | %.1f | %d/%d | %s | %s |%n",
          one,
          first.finding().map(f -> f.getClass().getSimpleName()).orElse("passes, all tried"),
          first.schedules(),
          cold(one),
          took[WARM / 2] / 1e6,
          same,
          REPEATS,
          all(one, true),
          all(one, false));
    }
    System.out.printf(
        Locale.ROOT, "%.0f schedules a second, warm, over all cases%n", schedules / (nanos / 1e9));
  }

  private static String all(Case one, boolean reduced) {
    Search.Outcomes found =
        Explorer.of(one.type()).outcomes(one.type().getName(), one.method(), reduced, MOST);
    return (found.complete() ? "" : "more than ") + found.schedules();
  }

  private static long cold(Case one) throws IOException, InterruptedException {
    long[] took = new long[3];
    for (int i = 0; i < took.length; i++) {
      long start = System.nanoTime();
      Process jvm =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Once.class.getName(),
                  one.type().getName(),
                  one.method())
              .redirectErrorStream(true)
              .start();
      String said = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(jvm.waitFor(1, TimeUnit.MINUTES) && jvm.exitValue() == 0, said);
      took[i] = (System.nanoTime() - start) / 1_000_000;
    }
    Arrays.sort(took);
    return took[took.length / 2];
  }

  /** Explores one case in a JVM of its own. */
  static final class Once {
    private Once() {}

    public static void main(String[] args) throws ClassNotFoundException {
      System.out.println(Explorer.explore(Class.forName(args[0]), args[1]));
    }
  }
}
