package workbook.explorer.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.explorer.Exploration;
import workbook.explorer.Explorer;
import workbook.explorer.cases.Counters;
import workbook.explorer.cases.Locks;
import workbook.explorer.cases.Publications;
import workbook.explorer.cases.Signals;

/**
 * The same input gives the same bytes, whatever else the machine does, and a token the same trace.
 */
class SameAgainTest {
  private static final int TIMES = 50;
  private static final String ON_THREADS = "explorer.threads";

  private static Exploration explore(String scenario) {
    String[] parts = scenario.split("\\.", -1);
    return Explorer.explore(type(parts[0]), parts[1]);
  }

  private static Class<?> type(String name) {
    return switch (name) {
      case "Counters" -> Counters.class;
      case "Locks" -> Locks.class;
      case "Publications" -> Publications.class;
      case "Signals" -> Signals.class;
      default -> throw new IllegalArgumentException(name);
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Counters.plainField",
        "Counters.volatileField",
        "Counters.synchronisedMethod",
        "Locks.oppositeMonitors",
        "Locks.tryAndBackOff",
        "Publications.doubleChecked",
        "Publications.plainStopFlag",
        "Signals.ifInsteadOfWhile",
        "Signals.notifyForNotifyAll",
      })
  void fiftyOfFifty(String scenario) throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    Thread busy = new Thread(() -> keepBusy(over), "busy");
    busy.start();
    try {
      String first = explore(scenario).toString();
      for (int i = 1; i < TIMES; i++) {
        assertEquals(first, explore(scenario).toString());
      }
    } finally {
      over.set(true);
      busy.join();
    }
  }

  /** Keeps a core, and the memory, busy. */
  private static void keepBusy(AtomicBoolean over) {
    List<int[]> litter = new ArrayList<>();
    while (!over.get()) {
      litter.add(new int[100]);
      if (litter.size() > 1_000) {
        litter.clear();
      }
    }
  }

  @Test
  void withoutTheContinuationsOfTheJdkNothingIsDifferent() {
    String first = explore("Signals.ifInsteadOfWhile").toString();
    System.setProperty(ON_THREADS, "true");
    try {
      assertEquals(first, explore("Signals.ifInsteadOfWhile").toString());
    } finally {
      System.clearProperty(ON_THREADS);
    }
  }

  @Test
  void randomProgramsToo() {
    Generator generator = new Generator(5, false);
    List<Plan> plans = IntStream.range(0, 20).mapToObj(i -> generator.plan()).toList();
    assertEquals(told(plans), told(plans));
  }

  private static List<String> told(List<Plan> plans) {
    Troupe troupe = new Troupe(plans);
    return IntStream.range(0, plans.size())
        .mapToObj(i -> troupe.explorer().explore(Troupe.name(i), "run").toString())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Counters.plainField",
        "Locks.oppositeMonitors",
        "Locks.lockLeft",
        "Publications.doubleChecked",
        "Publications.plainStopFlag",
        "Publications.storeBuffer",
        "Signals.ifInsteadOfWhile",
        "Signals.notifyForNotifyAll",
      })
  void aTokenGivesTheIdenticalTraceInAnotherLoader(String scenario) {
    Exploration first = explore(scenario);
    String[] parts = scenario.split("\\.", -1);
    Class<?> type = type(parts[0]);
    Exploration again = Explorer.of(type).replay(type.getName(), parts[1], first.replay());
    assertNotNull(first.found());
    assertEquals(first.found(), again.found());
    assertEquals(first.trace(), again.trace());
    assertEquals(first.threads(), again.threads());
  }
}
