package workbook.grader.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.IntegerValue;
import com.sun.jdi.Location;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import workbook.grader.catalog.BadContentException;
import workbook.grader.catalog.Submission;
import workbook.grader.cause.Misconception;
import workbook.grader.fixture.TinyWorkbook;
import workbook.grader.report.Progress;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.Gate;
import workbook.grader.worker.ReplayToken;

/** One schedule is run again: by the explorer, on real threads, and under a debugger. */
@Timeout(120)
class ReplayTest {
  private static final String KEY = "workbook/ch01_first/task/";
  private static final String TASK = "workbook.ch01_first.task.Task";

  private static final String RIGHT =
      TinyWorkbook.answer(
          "return 42;",
          """
          private int sum;

            public synchronized void add(int more) {
              int before = sum;
              sum = before + more;
            }

            public synchronized int sum() {
              return sum;
            }
          """);

  private static final String WRONG = RIGHT.replace("synchronized void", "void");

  private static final String SCENARIOS =
      """
      package workbook.ch01_first.task;

      import static org.junit.jupiter.api.Assertions.assertEquals;
      import static workbook.explorer.Actors.actor;
      import static workbook.explorer.Actors.together;

      import workbook.explorer.Scenario;
      import workbook.grader.cause.Detects;
      import workbook.grader.cause.Misconception;

      @Detects(Misconception.LOST_UPDATE)
      class TaskScenarios {
        @Scenario("nothing is lost")
        void both() {
          Task task = new Task();
          together(actor("Ann", () -> task.add(3)), actor("Bob", () -> task.add(4)));
          assertEquals(7, task.sum(), "the sum");
        }
      }
      """;

  @TempDir static Path folder;
  private static TinyWorkbook workbook;

  @BeforeAll
  static void writeWorkbook() {
    workbook =
        TinyWorkbook.in(folder.resolve("workbook"))
            .write("solutions/src/main/java/" + KEY + "Task.java", RIGHT)
            .write("exercises/src/test/java/" + KEY + "TaskScenarios.java", SCENARIOS);
  }

  private static Grader grader() {
    return new Grader(
        folder.resolve("work"), Depth.NORMAL, false, Progress.none(), Grades.IMPATIENT);
  }

  private static ReplayToken failing(Grader grader, Submission answer) throws InterruptedException {
    Check check =
        grader
            .grade(List.of(answer), List.of())
            .getFirst()
            .verdict()
            .decidedBy()
            .orElseThrow(() -> new AssertionError("it passes"));
    assertEquals(Misconception.LOST_UPDATE, check.cause(), check.toString());
    return ReplayToken.parse(check.schedule().replay());
  }

  private static List<Check> ofSchedules(List<Check> checks) {
    return checks.stream().filter(c -> c.gate() == Gate.SCHEDULES).toList();
  }

  @Test
  void theSameScheduleFailsAgainAndOnRealThreads() throws InterruptedException {
    try (Grader grader = grader()) {
      Submission wrong = workbook.submission("wrong", WRONG);
      ReplayToken token = failing(grader, wrong);
      List<Check> checks = ofSchedules(grader.replay(wrong, token, 0));
      assertEquals(2, checks.size(), checks.toString());
      assertEquals(Misconception.LOST_UPDATE, checks.get(0).cause());
      assertEquals(token.text(), checks.get(0).schedule().replay());
      assertEquals(Check.Status.PASSED, checks.get(1).status());
      assertTrue(checks.get(1).message().contains("fail in the same way"), checks.toString());
      assertTrue(
          checks.get(1).message().contains("the sum: expected 7, but it was "), checks.toString());
    }
  }

  @Test
  void otherCodeIsTold() throws InterruptedException {
    try (Grader grader = grader()) {
      ReplayToken token = failing(grader, workbook.submission("wrong", WRONG));
      Submission mended = workbook.submission("mended", RIGHT);
      List<Check> checks = ofSchedules(grader.replay(mended, token, 0));
      assertEquals(Check.Status.INCONCLUSIVE, checks.getFirst().status());
      assertTrue(checks.getFirst().message().contains("has changed"), checks.toString());
      assertTrue(checks.stream().noneMatch(Check::hasFailed), checks.toString());
    }
  }

  @Test
  void aScenarioThatIsGoneIsTold() {
    try (Grader grader = grader()) {
      var token = new ReplayToken("TaskScenarios", "gone", "s1:1", "0000");
      List<Check> checks =
          ofSchedules(grader.replay(workbook.submission("wrong", WRONG), token, 0));
      assertEquals(1, checks.size());
      assertTrue(checks.getFirst().message().contains("no scenario"), checks.toString());
    }
  }

  @Test
  void aTokenThatIsNotWholeOrMistypedIsTold() {
    String text = new ReplayToken("TaskScenarios", "both", "s1:1.2x3;Task.sum", "12ab").text();
    assertEquals(text, ReplayToken.parse(text).text());
    for (String bad :
        List.of(
            text.replace("1.2", "1.3"),
            text.replace("both", "bath"),
            text.replace("12ab", "12ac"),
            text.substring(0, text.length() - 1),
            text.substring(0, text.indexOf(';')),
            "both",
            "@~")) {
      String said =
          assertThrows(BadContentException.class, () -> ReplayToken.parse(bad)).getMessage();
      assertTrue(said.contains("Copy the whole line"), said);
    }
  }

  /** A breakpoint that was hit: by which thread, and what was seen there. */
  private record Hit(String thread, int more, int before, int sum) {}

  @Test
  void aDebuggerStopsAtTheLearnersLine() throws Exception {
    try (Grader grader = grader()) {
      Submission wrong = workbook.submission("wrong", WRONG);
      ReplayToken token = failing(grader, wrong);
      List<Check> without = grader.replay(wrong, token, 0);
      int port = freePort();
      CompletableFuture<List<Check>> with =
          CompletableFuture.supplyAsync(() -> grader.replay(wrong, token, port));
      List<Hit> hits = debug(attach(port, with), lineOf("sum = before + more;"));
      assertEquals(without, with.get(60, TimeUnit.SECONDS));
      assertEquals(4, hits.size(), hits.toString()); // two threads, simulated and then real
      for (Hit hit : hits) {
        assertEquals(0, hit.before(), hits.toString());
      }
      assertEquals(
          List.of(new Hit("Ann", 3, 0, 0), new Hit("Bob", 4, 0, 0)),
          hits.subList(2, 4).stream().sorted((a, b) -> a.more() - b.more()).toList(),
          "on real threads both have read before either writes");
      assertFalse(ofSchedules(without).isEmpty());
    }
  }

  private static int lineOf(String code) {
    List<String> lines = WRONG.lines().map(String::strip).toList();
    return lines.indexOf(code) + 1;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static VirtualMachine attach(int port, CompletableFuture<?> run)
      throws IllegalConnectorArgumentsException, InterruptedException {
    AttachingConnector connector =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(c -> c.name().equals("com.sun.jdi.SocketAttach"))
            .findFirst()
            .orElseThrow();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    arguments.get("hostname").setValue("localhost");
    arguments.get("port").setValue(Integer.toString(port));
    while (true) {
      try {
        return connector.attach(arguments);
      } catch (IOException notYet) {
        assertFalse(run.isDone(), "it does not wait for a debugger");
        Thread.sleep(50);
      }
    }
  }

  /** Does what a debugger does for a person: stops at a line, looks, and goes on. */
  private static List<Hit> debug(VirtualMachine vm, int line)
      throws InterruptedException, AbsentInformationException, IncompatibleThreadStateException {
    List<Hit> hits = new ArrayList<>();
    ClassPrepareRequest prepared = vm.eventRequestManager().createClassPrepareRequest();
    prepared.addClassFilter(TASK);
    prepared.setSuspendPolicy(EventRequest.SUSPEND_ALL);
    prepared.enable();
    vm.resume();
    try {
      while (true) {
        EventSet events = vm.eventQueue().remove();
        for (Event event : events) {
          switch (event) {
            case ClassPrepareEvent e -> {
              List<Location> places = e.referenceType().locationsOfLine(line);
              assertFalse(places.isEmpty(), "no code for line " + line);
              vm.eventRequestManager().createBreakpointRequest(places.getFirst()).enable();
            }
            case BreakpointEvent e -> hits.add(look(e));
            case VMDisconnectEvent _ -> {
              return hits;
            }
            default -> {}
          }
        }
        events.resume();
      }
    } catch (VMDisconnectedException gone) {
      return hits;
    }
  }

  private static Hit look(BreakpointEvent event)
      throws AbsentInformationException, IncompatibleThreadStateException {
    StackFrame frame = event.thread().frame(0);
    ReferenceType type = frame.location().declaringType();
    assertEquals("Task.java", frame.location().sourceName());
    return new Hit(
        event.thread().name(),
        value(frame.getValue(frame.visibleVariableByName("more"))),
        value(frame.getValue(frame.visibleVariableByName("before"))),
        value(frame.thisObject().getValue(type.fieldByName("sum"))));
  }

  private static int value(com.sun.jdi.Value value) {
    return ((IntegerValue) value).value();
  }
}
