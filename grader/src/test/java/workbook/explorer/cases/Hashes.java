package workbook.explorer.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import workbook.explorer.Actors;
import workbook.explorer.Scenario;

/**
 * Programs that rely, or do not rely, on every object's having an identity hash code of its own.
 */
public final class Hashes {
  private static final class Thing {}

  @Scenario("two objects have two identity hash codes")
  void areTakenForUnique() {
    assertNotEquals(System.identityHashCode(new Thing()), System.identityHashCode(new Thing()));
  }

  @Scenario("two objects have two hash codes")
  void hashCodesAreTakenForUnique() {
    assertNotEquals(new Thing().hashCode(), new Object().hashCode());
  }

  @Scenario("an object keeps its identity hash code")
  void staysTheSame() {
    var thing = new Thing();
    int first = System.identityHashCode(thing);
    Actors.together(
        Actors.actor("Ann", () -> assertEquals(first, System.identityHashCode(thing))),
        Actors.actor("Bob", () -> assertEquals(first, thing.hashCode())));
  }

  @Scenario("a hash table tells objects apart, whatever their hash codes")
  void hashTable() {
    Map<Thing, String> table = new HashMap<>();
    var one = new Thing();
    var other = new Thing();
    table.put(one, "one");
    table.put(other, "other");
    assertEquals("one", table.get(one));
    assertEquals(2, new TreeSet<>(table.values()).size());
  }
}
