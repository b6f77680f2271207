package workbook.grader.grading.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static workbook.explorer.Actors.actor;

import workbook.explorer.Actors;
import workbook.explorer.Scenario;

/** Four scenarios: a race, a circle of locks, a signal given too early, and one without fault. */
@SuppressWarnings({"NakedNotify", "WaitNotInLoop"}) // the faults are planted
class SchedulesProbe {
  private final Object left = new Object();
  private final Object right = new Object();
  private int count;
  private boolean rung;

  @Scenario("fails: two unguarded increments add two")
  void race() {
    Actors.together(actor("Ann", () -> count++), actor("Bob", () -> count++));
    assertEquals(2, count);
  }

  @Scenario("fails: two locks taken in either order")
  void circle() {
    Actors.together(
        actor("Ann", () -> nested(left, right)), actor("Bob", () -> nested(right, left)));
  }

  @Scenario("fails: a signal is waited for that may have been given already")
  void lostSignal() {
    Actors.together(
        actor(
            "Ann",
            () -> {
              synchronized (left) {
                left.wait();
              }
            }),
        actor(
            "Bob",
            () -> {
              synchronized (left) {
                left.notifyAll();
              }
            }));
  }

  @Scenario("passes: a guarded count, and a signal with a condition")
  void right() {
    Actors.together(
        actor(
            "Ann",
            () -> {
              synchronized (left) {
                while (!rung) {
                  left.wait();
                }
                count++;
              }
            }),
        actor(
            "Bob",
            () -> {
              synchronized (left) {
                count++;
                rung = true;
                left.notifyAll();
              }
            }));
    assertEquals(2, count);
  }

  private void nested(Object outer, Object inner) {
    synchronized (outer) {
      synchronized (inner) {
        count++;
      }
    }
  }
}
