package workbook.explorer.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import workbook.explorer.Exploration;
import workbook.explorer.Explorer;
import workbook.explorer.render.Picture.Mark;
import workbook.explorer.render.Picture.Row;
import workbook.explorer.render.Picture.State;
import workbook.explorer.render.cases.Bugs;
import workbook.explorer.trace.Finding;

/** What the explorer really tells of the classic bugs becomes a picture in which they are seen. */
class ClassicBugsTest {
  private static Exploration explore(String bug) {
    return Explorer.explore(Bugs.class, bug);
  }

  private static Lanes lanes(Exploration e) {
    return Lanes.of(e.trace(), e.finding().orElseThrow(), e.race(), e.expected());
  }

  private static List<String> told(Picture p) {
    return p.rows().stream().map(r -> p.lanes().get(r.lane()) + " " + r.text()).toList();
  }

  private static Set<Integer> numbers(Picture p) {
    return p.rows().stream().map(Row::number).collect(Collectors.toSet());
  }

  @Test
  void aLostUpdateIsFiveAccessesAndAFailure() {
    Picture p = lanes(explore("lostUpdate")).picture();
    assertEquals(
        List.of(
            "Ann reads count: 0",
            "Bob reads count: 0",
            "Bob writes count = 1",
            "Ann writes count = 1",
            "main reads count: 1",
            "main fails: expected 2 but was 1"),
        told(p));
    assertEquals(List.of("Ann", "Bob", "main"), p.lanes());
    assertEquals(List.of(-1, 0, -1, 1, 0, -1), p.rows().stream().map(Row::from).toList());
    assertTrue(p.notes().getFirst().contains("came in between, unseen"), p.notes().toString());
  }

  @Test
  void ofCheckThenActEveryStepOfTheEvidenceIsThere() {
    Exploration e = explore("checkThenAct");
    Finding.AssertionFailed f =
        assertInstanceOf(Finding.AssertionFailed.class, e.finding().orElseThrow());
    assertTrue(!f.evidence().isEmpty());
    Picture p = lanes(e).picture();
    for (Finding.Interleaving i : f.evidence()) {
      assertTrue(
          numbers(p).containsAll(Set.of(i.read(), i.between(), i.write())), told(p).toString());
    }
  }

  @Test
  void aDeadlockIsDrawnAsTheCircleThatItIs() {
    Lanes lanes = lanes(explore("lockOrder"));
    assertEquals(
        List.of(
            "Ann locks Account#1",
            "Bob locks Account#2",
            "Bob waits for Account#1, held by Ann",
            "Ann waits for Account#2, held by Bob"),
        told(lanes.picture()));
    assertEquals(
        List.of(State.WAITS_AND_HOLDS, State.WAITS_AND_HOLDS),
        lanes.picture().rows().getLast().after());
    String circle = "Ann ─waits for─▶ Account#2 ─held by─▶ Bob ─waits for─▶ Account#1 ─held by";
    assertTrue(lanes.text().contains(circle), lanes::text);
  }

  @Test
  void whoDidNotLookAgainIsToldWhatChangedMeanwhile() {
    Picture p = lanes(explore("ifForWhile")).picture();
    assertTrue(
        p.notes().stream()
            .anyMatch(n -> n.contains("is woken in step") && n.contains("in between")),
        () -> p.notes().toString());
    assertEquals(Mark.FAILS, p.rows().getLast().mark());
  }

  @Test
  void theSignalThatWokeTheWrongThreadIsMarked() {
    Exploration e = explore("notifyForNotifyAll");
    Picture p = lanes(e).picture();
    List<Row> wrong = p.rows().stream().filter(r -> r.text().contains(", not ")).toList();
    assertEquals(1, wrong.size(), () -> told(p).toString());
    assertTrue(wrong.getFirst().matters());
    Finding.LostWakeup f = assertInstanceOf(Finding.LostWakeup.class, e.finding().orElseThrow());
    for (Finding.Signal s : f.signals()) {
      assertTrue(numbers(p).contains(s.step()), () -> told(p).toString());
    }
  }

  @Test
  void theSignalThatFoundNobodyIsMarked() {
    Picture p = lanes(explore("signalBeforeWait")).picture();
    assertEquals(List.of("Opener notify() wakes nobody", "Waiter waits on Gate#1"), told(p));
    assertTrue(p.rows().stream().allMatch(Row::matters));
  }

  @Test
  void aStaleValueIsSetBesideTheWriteThatItMisses() {
    Picture p = lanes(explore("doubleCheckedLocking")).picture();
    assertTrue(
        p.rows().stream().anyMatch(r -> r.text().equals("reads port: 0 (stale)") && r.matters()),
        () -> told(p).toString());
    assertTrue(
        p.rows().stream().anyMatch(r -> r.text().equals("writes port = 8080") && r.matters()));
    assertTrue(p.notes().stream().anyMatch(n -> n.startsWith("Data race on Config.instance")));
  }

  @Test
  void aLoopWithoutEndIsOneRound() {
    Picture p = lanes(explore("stopFlag")).picture();
    assertEquals(Mark.GOES_ROUND, p.rows().getLast().mark());
    assertTrue(p.rows().size() <= 4, () -> told(p).toString());
    assertTrue(told(p).contains("Stopper writes stopped = true"));
  }

  @Test
  void theRoundsOfALongLoopAreCounted() {
    Exploration e = explore("longLoop");
    Picture p = lanes(e).picture();
    assertTrue(p.rows().size() <= 14, () -> told(p).toString());
    assertTrue(
        p.rows().stream().anyMatch(r -> r.text().endsWith(" more rounds")),
        () -> told(p).toString());
  }
}
