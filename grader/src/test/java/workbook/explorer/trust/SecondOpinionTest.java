package workbook.explorer.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.explorer.Explorer;
import workbook.explorer.cases.Counters;
import workbook.explorer.cases.Locks;
import workbook.explorer.cases.Publications;
import workbook.explorer.cases.Signals;
import workbook.explorer.cases.Yardsticks;

/**
 * What another model checker, Lincheck, makes of the programs by which this one is measured. Where
 * the two do not agree, it is said why.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondOpinionTest {
  /** So many schedules show all that Lincheck finds in the programs below; found by trying. */
  private static final int SCHEDULES = 100;

  /**
   * A program that Lincheck can run.
   *
   * @param disagreement why it says something else than the explorer; empty where it does not
   */
  private record Case(Class<?> type, String method, int schedules, String disagreement) {
    Case(Class<?> type, String method) {
      this(type, method, SCHEDULES, "");
    }

    String name() {
      return type.getName() + "." + method;
    }

    @Override
    public String toString() {
      return type.getSimpleName() + "." + method;
    }
  }

  // Not among them, for Lincheck 3.7 cannot run them: of Yardsticks.virtualThreads it dies, by an
  // exception of its own; virtualThreadPerTask it takes for hanging; and
  // in Signals.crewThatLosesWork a thread that holds the monitor is told that it does not.
  private static final List<Case> CASES =
      List.of(
          new Case(Counters.class, "plainField"),
          new Case(Counters.class, "synchronisedMethod"),
          new Case(Locks.class, "oppositeLocks"),
          new Case(Locks.class, "oppositeMonitors"),
          new Case(Publications.class, "lazily"),
          new Case(
              Publications.class,
              "doubleChecked",
              SCHEDULES,
              "Lincheck has one memory in which every write is seen at once; the fault needs one"
                  + " that is seen late"),
          new Case(Signals.class, "ifInsteadOfWhile", 2_000, ""),
          new Case(Signals.class, "signalBeforeWait"),
          new Case(
              Signals.class,
              "notifyForNotifyAll",
              SCHEDULES,
              "to Lincheck notify() wakes all who wait, and so no signal is lost"),
          new Case(Signals.class, "notifyAllOfThem"),
          new Case(Yardsticks.class, "oneSentinelForTwo"),
          new Case(Yardsticks.class, "aSentinelForEach"),
          new Case(Signals.class, "boundedRing"),
          new Case(Signals.class, "admitsTooMany"),
          new Case(Yardsticks.class, "kitchenThatClosesTooEarly"),
          new Case(Yardsticks.class, "poolShutDown"),
          new Case(Yardsticks.class, "poolShutDownNow"),
          new Case(
              Locks.class,
              "lockLeft",
              SCHEDULES,
              "to Lincheck a lock that is still held at the end is no fault"));

  private final Map<String, String> opinions = new HashMap<>();
  private final List<String> rest = new ArrayList<>();

  static Stream<Case> cases() {
    return CASES.stream();
  }

  @BeforeAll
  void ask() throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-ea",
                "-XX:+EnableDynamicAgentLoading",
                "-cp",
                System.getProperty("java.class.path"),
                SecondOpinion.class.getName()));
    for (Case one : CASES) {
      command.addAll(List.of(one.type().getName(), one.method(), String.valueOf(one.schedules())));
    }
    Process jvm = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (BufferedReader said = jvm.inputReader(StandardCharsets.UTF_8)) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        if (line.startsWith(SecondOpinion.SAYS)) {
          String[] words = line.substring(SecondOpinion.SAYS.length()).split(" ", 3);
          opinions.put(words[0], words[2]);
        } else {
          rest.add(line);
        }
      }
    }
    jvm.waitFor();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void twoOpinions(Case one) {
    String second = opinions.get(one.name());
    assertTrue(second != null, () -> "Lincheck did not come to it:\n" + String.join("\n", rest));
    assertTrue(second.equals("holds") || second.startsWith("fails "), second);
    boolean faulty = Explorer.explore(one.type(), one.method()).finding().isPresent();
    boolean agree = faulty == second.startsWith("fails ");
    assertEquals(
        one.disagreement().isEmpty(),
        agree,
        () ->
            "the explorer finds "
                + (faulty ? "a fault" : "none")
                + ", and to Lincheck it "
                + second
                + (one.disagreement().isEmpty()
                    ? ""
                    : "; they now agree, so strike out: " + one.disagreement()));
  }

  @AfterAll
  void tell() {
    opinions.forEach((program, opinion) -> System.out.println(program + ": " + opinion));
  }
}
