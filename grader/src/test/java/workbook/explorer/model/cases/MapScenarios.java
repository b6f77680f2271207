package workbook.explorer.model.cases;

import static workbook.explorer.Actors.actor;
import static workbook.explorer.Actors.together;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import workbook.explorer.Scenario;

/** Two threads and a concurrent map. */
@SuppressWarnings("all")
public class MapScenarios {
  private final ConcurrentMap<String, Integer> map = new ConcurrentHashMap<>();
  private final Map<String, int[]> boxes = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private int plain;

  @Scenario("two computations on one key are two")
  void computeTwice() {
    Runnable add = () -> map.compute("a", (k, v) -> v == null ? 1 : v + 1);
    together(actor("Ann", add::run), actor("Bob", add::run));
    assert map.get("a") == 2;
  }

  @Scenario("two computations on one key are two, although each takes its time")
  void computeSlowly() {
    Runnable add =
        () ->
            map.compute(
                "a",
                (k, v) -> {
                  calls.incrementAndGet();
                  int was = v == null ? 0 : v;
                  calls.incrementAndGet();
                  return was + 1;
                });
    together(actor("Ann", add::run), actor("Bob", add::run));
    assert map.get("a") == 2 && calls.get() == 4;
  }

  @Scenario("while one thread computes another may read what was there")
  void readWhileComputing() {
    map.put("a", 1);
    together(
        actor(
            "Ann",
            () ->
                map.compute(
                    "a",
                    (k, v) -> {
                      calls.set(1);
                      return v + 1;
                    })),
        actor(
            "Bob",
            () -> {
              if (calls.get() == 1) {
                assert map.get("a") == 2 : "computed, and not yet stored";
              }
            }));
  }

  @Scenario("two mergings are two")
  void merge() {
    together(
        actor("Ann", () -> map.merge("a", 1, Integer::sum)),
        actor("Bob", () -> map.merge("a", 1, Integer::sum)));
    assert map.get("a") == 2;
  }

  @Scenario("to get and then to put loses a change")
  void getThenPut() {
    Runnable add = () -> map.put("a", map.getOrDefault("a", 0) + 1);
    together(actor("Ann", add::run), actor("Bob", add::run));
    assert map.get("a") == 2;
  }

  @Scenario("to replace until it worked loses nothing")
  void replaceInALoop() {
    map.put("a", 0);
    Runnable add =
        () -> {
          int before;
          do {
            before = map.get("a");
          } while (!map.replace("a", before, before + 1));
        };
    together(actor("Ann", add::run), actor("Bob", add::run));
    assert map.get("a") == 2;
  }

  @Scenario("what is absent is made once")
  void computeIfAbsentOnce() {
    Runnable make =
        () ->
            map.computeIfAbsent(
                "a",
                k -> {
                  calls.incrementAndGet();
                  return 1;
                });
    together(actor("Ann", make::run), actor("Bob", make::run));
    assert calls.get() == 1;
  }

  @Scenario("to look and then to make may make it twice")
  void checkThenPut() {
    Runnable make =
        () -> {
          if (!map.containsKey("a")) {
            calls.incrementAndGet();
            map.put("a", 1);
          }
        };
    together(actor("Ann", make::run), actor("Bob", make::run));
    assert calls.get() == 1;
  }

  @Scenario("one of two gets it")
  void removeOnce() {
    map.put("a", 1);
    Runnable take =
        () -> {
          if (map.remove("a") != null) {
            calls.incrementAndGet();
          }
        };
    together(actor("Ann", take::run), actor("Bob", take::run));
    assert calls.get() == 1;
  }

  @Scenario("what was done before a put is seen after a get")
  void publication() {
    together(
        actor("Ann", () -> boxes.put("a", new int[] {7})),
        actor(
            "Bob",
            () -> {
              int[] box = boxes.get("a");
              assert box == null || box[0] == 7;
            }));
  }

  @Scenario("a put under one key orders nothing for who reads another")
  void publicationByAnotherKey() {
    together(
        actor(
            "Ann",
            () -> {
              plain = 1;
              map.put("a", 1);
            }),
        actor(
            "Bob",
            () -> {
              map.get("b");
              plain = 2;
            }));
  }

  @Scenario("the map guards its entries, not what they hold")
  void valuesAreNotGuarded() {
    boxes.put("a", new int[1]);
    together(actor("Ann", () -> boxes.get("a")[0]++), actor("Bob", () -> boxes.get("a")[0]++));
    assert boxes.get("a")[0] == 2;
  }

  @Scenario("iteration goes on while others change the map")
  void iteration() {
    map.put("a", 1);
    map.put("b", 1);
    together(
        actor(
            "Ann",
            () -> {
              int n = 0;
              for (String k : map.keySet()) {
                n++;
              }
              assert n >= 1 && n <= 3;
            }),
        actor(
            "Bob",
            () -> {
              map.remove("a");
              map.put("c", 1);
            }));
  }

  @Scenario("an iteration is no picture of one moment")
  void iterationIsNoSnapshot() {
    map.put("a", 1);
    together(
        actor(
            "Ann",
            () -> {
              int sum = 0;
              for (int v : map.values()) {
                sum += v;
              }
              assert sum < 3 : "money that was moved was counted twice";
            }),
        actor(
            "Bob",
            () -> {
              map.put("b", 1);
              map.put("b", 2);
              map.remove("a");
            }));
  }

  @Scenario("the size that was asked for may be out of date")
  void sizeThenPut() {
    Runnable add =
        () -> {
          if (map.size() < 1) {
            map.put(Thread.currentThread().getName(), 1);
          }
        };
    together(actor("Ann", add::run), actor("Bob", add::run));
    assert map.size() == 1;
  }

  @Scenario("a function must not update the map that runs it")
  void recursion() {
    together(actor("Ann", () -> map.computeIfAbsent("a", k -> map.computeIfAbsent("b", l -> 1))));
  }

  @Scenario("a function that waits for a lock whose holder waits for the key")
  void deadlockByFunction() {
    ReentrantLock lock = new ReentrantLock();
    together(
        actor(
            "Ann",
            () ->
                map.compute(
                    "a",
                    (k, v) -> {
                      lock.lock();
                      lock.unlock();
                      return 1;
                    })),
        actor(
            "Bob",
            () -> {
              lock.lock();
              map.put("a", 2);
              lock.unlock();
            }));
  }

  @Scenario("who waits for a key by looking again and again goes on in the end")
  void spin() {
    together(
        actor("Ann", () -> map.put("a", 1)),
        actor(
            "Bob",
            () -> {
              while (map.isEmpty()) {
                Thread.onSpinWait();
              }
              while (!map.containsKey("a")) {
                Thread.yield();
              }
            }));
  }

  @Scenario("who waits for a key that nobody puts waits for ever")
  void spinForEver() {
    together(
        actor("Ann", () -> map.put("a", 1)),
        actor(
            "Bob",
            () -> {
              while (!map.containsKey("b")) {
                Thread.yield();
              }
            }));
  }

  @Scenario("of two who add the same one is told that it was new")
  void keySet() {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    Runnable add =
        () -> {
          if (seen.add("a")) {
            calls.incrementAndGet();
          }
        };
    together(actor("Ann", add::run), actor("Bob", add::run));
    assert calls.get() == 1 && seen.size() == 1;
  }

  @Scenario("different keys are independent")
  void differentKeys() {
    together(
        actor(
            "Ann",
            () -> {
              map.merge("a", 1, Integer::sum);
              map.merge("a", 1, Integer::sum);
            }),
        actor(
            "Bob",
            () -> {
              map.merge("b", 1, Integer::sum);
              map.merge("b", 1, Integer::sum);
            }),
        actor(
            "Eve",
            () -> {
              map.merge("c", 1, Integer::sum);
              map.merge("c", 1, Integer::sum);
            }));
    assert map.size() == 3;
  }
}
