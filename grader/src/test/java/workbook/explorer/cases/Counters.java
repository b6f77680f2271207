package workbook.explorer.cases;

import static workbook.explorer.Actors.actor;
import static workbook.explorer.Actors.together;

import java.util.concurrent.atomic.AtomicInteger;
import workbook.explorer.Scenario;

/** Two threads and a count. */
@SuppressWarnings({
  "NullAway",
  "ThreadPriorityCheck",
  "DoubleCheckedLocking",
  "NonAtomicVolatileUpdate",
  "WaitNotInLoop",
  "ReferenceEquality",
  "NotifyInsteadOfNotifyAll",
  "LockNotBeforeTry"
})
public class Counters {
  private int plain;
  private int guarded;
  private volatile int shouted;
  private final AtomicInteger atomic = new AtomicInteger();

  private synchronized void add() {
    guarded++;
  }

  @Scenario("two additions to a plain field are two")
  void plainField() {
    together(actor("Ann", () -> plain++), actor("Bob", () -> plain++));
    assert plain == 2 : "expected 2 but was " + plain;
  }

  @Scenario("two additions under a lock are two")
  void synchronisedMethod() {
    together(
        actor("Ann", this::add),
        actor(
            "Bob",
            () -> {
              add();
              add();
            }));
    assert guarded == 3 : "expected 3 but was " + guarded;
  }

  @Scenario("two additions to a volatile field are two")
  void volatileField() {
    together(actor("Ann", () -> shouted++), actor("Bob", () -> shouted++));
    assert shouted == 2 : "expected 2 but was " + shouted;
  }

  @Scenario("two additions to an atomic variable are two")
  void atomicVariable() {
    together(actor("Ann", atomic::incrementAndGet), actor("Bob", atomic::incrementAndGet));
    assert atomic.get() == 2 : "expected 2 but was " + atomic;
  }
}
