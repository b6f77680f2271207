package workbook.explorer.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.explorer.Actors.actor;
import static workbook.explorer.Actors.together;

import org.junit.jupiter.api.Test;
import workbook.explorer.Exploration;
import workbook.explorer.Explorer;
import workbook.explorer.Scenario;
import workbook.explorer.render.Lanes;
import workbook.explorer.trace.Finding;

class StampCardTest {
  static class StampCard {
    private int stamps;

    void stamp() {
      stamps++;
    }

    synchronized void stampInTurn() {
      stamps++;
    }

    synchronized int stamps() {
      return stamps;
    }
  }

  @Scenario("two stamps are two stamps")
  void inTurn() {
    StampCard card = new StampCard();
    together(actor("Ann", card::stampInTurn), actor("Bob", card::stampInTurn));
    assertEquals(2, card.stamps());
  }

  @Scenario("two stamps are two stamps")
  void atOnce() {
    StampCard card = new StampCard();
    together(actor("Ann", card::stamp), actor("Bob", card::stamp));
    assertEquals(2, card.stamps());
  }

  @Test
  void whoStampsInTurnLosesNothing() {
    Exploration told = Explorer.explore(StampCardTest.class, "inTurn");
    told.requireNoFault();
    assertTrue(told.exhaustive());
  }

  @Test
  void whoStampsAtOnceLosesOne() {
    Exploration told = Explorer.explore(StampCardTest.class, "atOnce");
    Finding finding = told.finding().orElseThrow();
    assertInstanceOf(Finding.AssertionFailed.class, finding);
    String lanes = Lanes.of(told.trace(), finding, told.race(), told.expected()).text();
    assertTrue(lanes.contains("reads stamps: 0"), lanes);
  }
}
