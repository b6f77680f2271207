package workbook.explorer.render.cases;

import static workbook.explorer.Actors.actor;
import static workbook.explorer.Actors.together;

import workbook.explorer.Scenario;

/**
 * The classic bugs, a few lines each; their line numbers are nobody's business, their pictures are.
 */
public class Bugs {
  private static final class Account {
    private int balance = 100;

    void transfer(Account to, int amount) {
      synchronized (this) {
        synchronized (to) {
          balance -= amount;
          to.balance += amount;
        }
      }
    }
  }

  private static final class Slot {
    private String item;

    synchronized void put(String s) throws InterruptedException {
      while (item != null) {
        wait();
      }
      item = s;
      notify();
    }

    synchronized String take() throws InterruptedException {
      while (item == null) {
        wait();
      }
      String s = item;
      item = null;
      notify();
      return s;
    }

    synchronized String takeOnceWoken() throws InterruptedException {
      if (item == null) {
        wait();
      }
      String s = item;
      item = null;
      notifyAll();
      return s;
    }

    synchronized void putForAll(String s) {
      item = s;
      notifyAll();
    }
  }

  private static final class Gate {
    synchronized void pass() throws InterruptedException {
      wait();
    }

    synchronized void open() {
      notify();
    }
  }

  private static final class Config {
    private static Config instance;
    private int port;

    private Config() {
      port = 8080;
    }

    private static Config get() {
      if (instance == null) {
        synchronized (Config.class) {
          if (instance == null) {
            instance = new Config();
          }
        }
      }
      return instance;
    }
  }

  private int count;
  private boolean stopped;
  private volatile Object instance;
  private volatile int total;

  @Scenario("two increments make 2")
  void lostUpdate() {
    together(actor("Ann", () -> count++), actor("Bob", () -> count++));
    assert count == 2 : "expected 2 but was " + count;
  }

  @Scenario("all callers get the same instance")
  void checkThenAct() {
    Object[] got = new Object[2];
    together(actor("Ann", () -> got[0] = lazily()), actor("Bob", () -> got[1] = lazily()));
    assert got[0] == got[1] : "two different instances";
  }

  private Object lazily() {
    if (instance == null) {
      instance = new Object();
    }
    return instance;
  }

  @Scenario("two opposite transfers both finish")
  void lockOrder() {
    Account a = new Account();
    Account b = new Account();
    together(actor("Ann", () -> a.transfer(b, 10)), actor("Bob", () -> b.transfer(a, 20)));
  }

  @Scenario("each taker gets an item")
  void ifForWhile() {
    Slot slot = new Slot();
    together(
        actor("Ann", () -> check(slot.takeOnceWoken())),
        actor("Bob", () -> check(slot.takeOnceWoken())),
        actor(
            "Carol",
            () -> {
              slot.putForAll("x");
              slot.putForAll("y");
            }));
  }

  private static void check(String item) {
    assert item != null : "took nothing";
  }

  @Scenario("two putters and two takers all finish")
  void notifyForNotifyAll() {
    Slot slot = new Slot();
    together(
        actor("Taker 1", slot::take),
        actor("Taker 2", slot::take),
        actor("Putter 1", () -> slot.put("x")),
        actor("Putter 2", () -> slot.put("y")));
  }

  @Scenario("who waits at the gate gets through once it is open")
  void signalBeforeWait() {
    Gate gate = new Gate();
    together(actor("Waiter", gate::pass), actor("Opener", gate::open));
  }

  @Scenario("every caller sees port 8080")
  void doubleCheckedLocking() {
    together(actor("Ann", () -> port(Config.get())), actor("Bob", () -> port(Config.get())));
  }

  private static void port(Config config) {
    int port = config.port;
    assert port == 8080 : "expected port 8080 but was " + port;
  }

  @Scenario("the worker ends once it is told to stop")
  void stopFlag() {
    together(
        actor(
            "Worker",
            () -> {
              while (!stopped) {
                Thread.onSpinWait();
              }
            }),
        actor("Stopper", () -> stopped = true));
  }

  @Scenario("twenty-one increments make 21")
  void longLoop() {
    together(
        actor(
            "Ann",
            () -> {
              for (int i = 0; i < 20; i++) {
                total++;
              }
            }),
        actor("Bob", () -> total++));
    assert total == 21 : "expected 21 but was " + total;
  }
}
