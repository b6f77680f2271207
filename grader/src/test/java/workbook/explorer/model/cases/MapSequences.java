package workbook.explorer.model.cases;

import static workbook.explorer.model.cases.Told.done;
import static workbook.explorer.model.cases.Told.told;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import workbook.explorer.Scenario;
import workbook.explorer.model.RandomSeed;

/** Random calls on maps by one thread. */
@SuppressWarnings("all")
public class MapSequences {
  private final Random random = new Random(RandomSeed.get());

  private Integer key() {
    int n = random.nextInt(40);
    return n == 0 ? null : n < 25 ? n % 6 : n % 16;
  }

  private String value() {
    int n = random.nextInt(20);
    return n == 0 ? null : "v" + n % 5;
  }

  private <T> T grown(T value) {
    if (random.nextInt(8) == 0) {
      throw new IllegalStateException();
    }
    return random.nextInt(4) == 0 ? null : value;
  }

  private void calls(ConcurrentMap<Integer, String> map, int times) {
    for (int i = 0; i < times; i++) {
      Integer k = key();
      String v = value();
      String w = value();
      switch (random.nextInt(28)) {
        case 0, 1, 2 -> told(() -> map.put(k, v));
        case 3 -> told(() -> map.get(k));
        case 4 -> told(() -> map.putIfAbsent(k, v));
        case 5 -> told(() -> map.remove(k));
        case 6 -> told(() -> map.remove(k, v));
        case 7 -> told(() -> map.replace(k, v));
        case 8 -> told(() -> map.replace(k, v, w));
        case 9 -> told(() -> map.compute(k, (a, b) -> grown(b + "c")));
        case 10 -> told(() -> map.computeIfAbsent(k, a -> grown("a" + a)));
        case 11 ->
            told(() -> map.computeIfPresent(k, (a, b) -> grown(b.length() > 6 ? "s" : b + "p")));
        case 12 -> told(() -> map.merge(k, v, (a, b) -> grown(a.length() > 6 ? b : a + b)));
        case 13 -> told(() -> map.getOrDefault(k, "none"));
        case 14 -> told(() -> map.containsKey(k) + " " + map.containsValue(v));
        case 15 -> told(() -> map.size() + " " + map.isEmpty());
        case 16 -> told(map::toString);
        case 17 -> told(() -> map.keySet().toString() + map.values() + map.entrySet());
        case 18 -> told(() -> map.keySet().remove(k));
        case 19 -> told(() -> map.values().remove(v));
        case 20 ->
            told(() -> map.keySet().contains(k) + " " + map.entrySet().contains(Map.entry(k, v)));
        case 21 -> told(() -> map.entrySet().removeIf(e -> e.getKey() % 3 == 0));
        case 22 -> done(() -> map.replaceAll((a, b) -> b.length() > 5 ? "r" : b + "r"));
        case 23 ->
            told(() -> {
              StringBuilder all = new StringBuilder();
              for (Iterator<Map.Entry<Integer, String>> it = map.entrySet().iterator();
                  it.hasNext(); ) {
                Map.Entry<Integer, String> e = it.next();
                all.append(e);
                if (e.getKey() % 4 == 1) {
                  it.remove();
                }
              }
              return all;
            });
        case 24 ->
            told(() -> {
              Map<Integer, String> copy = new LinkedHashMap<>(map);
              return map.equals(copy) + " " + (map.hashCode() == copy.hashCode());
            });
        case 25 ->
            told(() -> {
              List<Object> all = new ArrayList<>();
              map.forEach((a, b) -> all.add(a + b));
              return all;
            });
        case 26 -> {
          if (random.nextInt(6) == 0) {
            done(map::clear);
          } else {
            done(() -> map.putAll(Map.of(3, "x")));
          }
        }
        case 27 ->
            told(() ->
                map.values().stream().sorted().toList()
                    + ""
                    + map.keySet().stream().mapToInt(a -> a).sum());
        default -> throw new AssertionError();
      }
    }
  }

  @Scenario("the model does what the real class does")
  public void hashMap() {
    ConcurrentHashMap<Integer, String> map =
        random.nextBoolean()
            ? new ConcurrentHashMap<>()
            : new ConcurrentHashMap<>(16 + random.nextInt(40));
    calls(map, 40);
    bulk(map);
    calls(map, 10);
    bulk(map);
  }

  private void bulk(ConcurrentHashMap<Integer, String> map) {
    told(map::mappingCount);
    told(() -> map.contains("v1"));
    told(() -> map.search(100, (k, v) -> v.length() > 3 ? k : null));
    told(() -> map.searchKeys(100, k -> k > 4 ? k : null));
    told(() -> map.searchValues(100, v -> v.endsWith("c") ? v : null));
    told(() -> map.searchEntries(100, e -> e.getKey() == 2 ? e.getValue() : null));
    told(() -> map.reduce(100, (k, v) -> v, (a, b) -> a + b));
    told(() -> map.reduceKeys(100, Integer::sum));
    told(() -> map.reduceValues(100, String::length, Integer::max));
    told(() -> map.reduceEntries(100, (a, b) -> a.getKey() > b.getKey() ? a : b));
    told(() -> map.reduceKeysToInt(100, k -> k * 2, 5, Integer::sum));
    told(() -> map.reduceValuesToLong(100, v -> v.length(), 0, Long::sum));
    told(() -> map.reduceToDouble(100, (k, v) -> k / 2.0, 1, Double::sum));
    told(() -> map.reduceEntriesToInt(100, e -> e.getKey(), 0, Math::max));
    done(() -> map.forEachKey(100, k -> told(() -> k)));
    done(() -> map.forEach(100, (k, v) -> k % 2 == 0 ? v : null, v -> told(() -> v)));
    done(() -> map.forEachEntry(100, e -> e.setValue("e" + e.getKey())));
    told(map::toString);
    ConcurrentHashMap.KeySetView<Integer, String> keys = map.keySet("k");
    told(() -> keys.add(9));
    told(() -> keys.add(1));
    told(() -> keys.getMappedValue() + keys.getMap().size());
    told(() -> keys.removeAll(List.of(9, 2)));
    told(() -> map.keySet().add(3));
    told(() -> map.keys().hasMoreElements() ? map.keys().nextElement() : -1);
    Set<String> set = ConcurrentHashMap.newKeySet();
    told(
        () -> set.add("a") + " " + set.add("a") + set.addAll(List.of("b", "a")) + set + set.size());
    told(() -> set.removeIf("a"::equals) + "" + set.contains("a") + set.equals(Set.of("b")));
    told(() -> set.add(null));
  }

  @Scenario("the model does what the real class does")
  public void hashMapCreation() {
    told(() -> new ConcurrentHashMap<>(-1));
    told(() -> new ConcurrentHashMap<>(1, 0f));
    told(() -> new ConcurrentHashMap<>(3, 0.5f, 4).size());
    told(() -> new ConcurrentHashMap<>(Map.of("a", 1)));
    ConcurrentHashMap<String, Integer> map = new ConcurrentHashMap<>();
    told(() -> map.computeIfAbsent("a", k -> map.computeIfAbsent("a", l -> 1)));
    told(() -> map.compute("a", (k, v) -> map.put("a", 1)));
    told(map::toString);
  }

  @Scenario("the model does what the real class does")
  public void skipListMap() {
    ConcurrentSkipListMap<Integer, String> map =
        random.nextBoolean()
            ? new ConcurrentSkipListMap<>()
            : new ConcurrentSkipListMap<>(Comparator.reverseOrder());
    calls(map, 25);
    navigate(map);
    ConcurrentNavigableMap<Integer, String> part =
        switch (random.nextInt(4)) {
          case 0 -> map.descendingMap();
          case 1 -> map.headMap(10, random.nextBoolean());
          case 2 -> map.tailMap(3, random.nextBoolean());
          default -> map.comparator() == null ? map.subMap(2, 12) : map.subMap(12, 2);
        };
    navigate(part);
    calls(part, 25);
    navigate(part);
    calls(map, 10);
    navigate(map);
    told(() -> map.subMap(5, 1).size());
    told(() -> map.subMap(null, 1).size());
  }

  private void navigate(ConcurrentNavigableMap<Integer, String> map) {
    for (int i = 0; i < 12; i++) {
      Integer k = key();
      switch (random.nextInt(16)) {
        case 0 -> told(map::firstEntry);
        case 1 -> told(map::lastEntry);
        case 2 -> told(() -> map.lowerEntry(k));
        case 3 -> told(() -> map.floorKey(k));
        case 4 -> told(() -> map.ceilingEntry(k));
        case 5 -> told(() -> map.higherKey(k));
        case 6 -> told(map::firstKey);
        case 7 -> told(map::lastKey);
        case 8 -> told(map::pollFirstEntry);
        case 9 -> told(map::pollLastEntry);
        case 10 -> told(() -> map.descendingMap().toString() + map.descendingKeySet());
        case 11 ->
            told(() ->
                !(map instanceof ConcurrentSkipListMap)
                    ? ""
                    : map.keySet().headSet(k) + "" + map.navigableKeySet().tailSet(k, false));
        case 12 ->
            told(() ->
                !(map instanceof ConcurrentSkipListMap)
                    ? ""
                    : map.headMap(k) + "" + map.tailMap(k));
        case 13 -> told(() -> map.firstEntry().setValue("no"));
        case 14 -> told(() -> map.entrySet().iterator().next().setValue("no"));
        case 15 -> told(() -> map.values().stream().reduce("", String::concat));
        default -> throw new AssertionError();
      }
    }
  }

  @Scenario("the model does what the real class does")
  public void skipListSet() {
    NavigableSet<Integer> set =
        random.nextBoolean()
            ? new ConcurrentSkipListSet<>(List.of(5, 3, 9))
            : new ConcurrentSkipListSet<>(Comparator.reverseOrder());
    for (int i = 0; i < 50; i++) {
      Integer k = key();
      switch (random.nextInt(18)) {
        case 0, 1, 2, 3 -> told(() -> set.add(k));
        case 4 -> told(() -> set.remove(k));
        case 5 -> told(() -> set.contains(k));
        case 6 -> told(set::size);
        case 7 -> told(set::toString);
        case 8 -> told(set::first);
        case 9 -> told(set::last);
        case 10 ->
            told(() -> set.lower(k) + " " + set.floor(k) + " " + set.ceiling(k) + set.higher(k));
        case 11 -> told(set::pollFirst);
        case 12 -> told(set::pollLast);
        case 13 -> told(() -> set.descendingSet() + "" + set.headSet(k) + set.tailSet(k, false));
        case 14 -> told(() -> set.removeAll(List.of(1, 2, k)));
        case 15 -> told(() -> set.equals(Set.copyOf(set)) + " " + set.hashCode());
        case 16 -> told(() -> set.addAll(List.of(1, 7)));
        case 17 ->
            told(() -> set.removeIf(n -> n % 3 == 0) + " " + set.retainAll(List.of(1, 2, 3, 4, 5)));
        default -> throw new AssertionError();
      }
    }
  }
}
