package workbook.ch05_queues.sentinel_shutdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static workbook.explorer.Actors.actor;
import static workbook.grader.cause.Misconception.LOST_ITEM;
import static workbook.grader.cause.Misconception.MISSING_SENTINEL;
import static workbook.grader.cause.Misconception.OVER_SYNCHRONISED;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import workbook.explorer.Actors;
import workbook.explorer.Scenario;
import workbook.grader.cause.Detects;

/** What may depend on who is quicker. */
final class SentinelShutdownScenarios {

  @Scenario("however two vans end, one of them is the last, and the sorter goes home")
  @Detects(MISSING_SENTINEL)
  void twoVansEnd() {
    var room = new MailRoom(2, 1, 2);
    Actors.together(
        actor("first van", () -> room.unload(List.of())),
        actor("second van", () -> room.unload(List.of())),
        actor("sorter", () -> room.sort(_ -> {})));
  }

  @Scenario("however two sorters share the letters of a van, none is left on the belt")
  @Detects(LOST_ITEM)
  void twoSortersShare() {
    var room = new MailRoom(1, 2, 1);
    var sorted = new int[2]; // each element has one thread that writes it
    Actors.together(
        actor("van", () -> room.unload(List.of(new Letter("Aix"), new Letter("Bonn")))),
        actor("first sorter", () -> sorted[0] = room.sort(_ -> {})),
        actor("second sorter", () -> sorted[1] = room.sort(_ -> {})));
    assertEquals(2, sorted[0] + sorted[1], "letters sorted, of two");
  }

  @Scenario("two sorters, two letters: each gets one in hand, though the van is not empty yet")
  @Detects(OVER_SYNCHRONISED)
  void eachSorterGetsALetter() {
    var room = new MailRoom(1, 2, 2);
    var bothInHand = new CountDownLatch(2);
    var letters = List.of(new Letter("Aix"), new Letter("Bonn")).iterator();
    var slowVan =
        new Iterator<Letter>() {
          @Override
          public boolean hasNext() {
            if (letters.hasNext()) {
              return true;
            }
            awaitQuietly(bothInHand);
            return false;
          }

          @Override
          public Letter next() {
            return letters.next();
          }
        };
    Consumer<Letter> together =
        _ -> {
          bothInHand.countDown();
          awaitQuietly(bothInHand);
        };
    Actors.together(
        actor("van", () -> room.unload(() -> slowVan)),
        actor("first sorter", () -> room.sort(together)),
        actor("second sorter", () -> room.sort(together)));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
