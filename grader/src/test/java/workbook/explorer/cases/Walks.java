package workbook.explorer.cases;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Vector;
import java.util.concurrent.Semaphore;
import workbook.explorer.Actors;
import workbook.explorer.Scenario;

/** Collections that one thread adds to while another looks at all that is in them. */
public final class Walks {
  private final List<Integer> plain = new ArrayList<>(List.of(1, 2));
  private final List<Integer> wrapped = Collections.synchronizedList(plain);
  private final Map<String, Integer> byName =
      Collections.synchronizedMap(new HashMap<>(Map.of("a", 1)));
  private final Vector<Integer> vector = new Vector<>(List.of(1, 2));
  private final Hashtable<String, Integer> table = new Hashtable<>(Map.of("a", 1));
  private int sum;

  private void besides(Runnable adds, Runnable looks) {
    Actors.together(Actors.actor("adds", adds::run), Actors.actor("looks", looks::run));
  }

  private void addUp(Iterable<Integer> numbers) {
    for (int number : numbers) {
      sum += number;
    }
  }

  // ------------------------------------------------------------------------------ well guarded

  @Scenario("a wrapper is walked over under its own lock")
  void underTheWrappersLock() {
    besides(
        () -> wrapped.add(3),
        () -> {
          synchronized (wrapped) {
            addUp(wrapped);
          }
        });
  }

  @Scenario("a map's view is walked over under the lock of the map")
  void underTheMapsLock() {
    besides(
        () -> byName.put("b", 2),
        () -> {
          Collection<Integer> values = byName.values();
          synchronized (byName) {
            addUp(values);
          }
        });
  }

  @Scenario("a table's view is walked over under the lock of the table")
  void underTheTablesLock() {
    besides(
        () -> table.put("b", 2),
        () -> {
          synchronized (table) {
            addUp(table.values());
          }
        });
  }

  @Scenario("a wrapper is copied in one call")
  void copiedInOneCall() {
    besides(() -> wrapped.add(3), () -> addUp(new ArrayList<>(wrapped)));
  }

  @Scenario("a wrapper sees to its own loop")
  void forEach() {
    besides(() -> wrapped.add(3), () -> wrapped.forEach(number -> sum += number));
  }

  @Scenario("a list is copied under the lock that guards it")
  void copiedUnderALock() {
    besides(
        () -> {
          synchronized (this) {
            plain.add(3);
          }
        },
        () -> {
          List<Integer> copy;
          synchronized (this) {
            copy = List.copyOf(plain);
          }
          addUp(copy);
        });
  }

  @Scenario("two threads only look")
  void bothLook() {
    besides(() -> List.copyOf(plain), () -> addUp(Collections.unmodifiableList(plain)));
  }

  @Scenario("an unguarded list is wrapped, and only the wrapper used")
  void wrappedByBoth() {
    var shared = Collections.synchronizedCollection(plain);
    besides(() -> shared.add(3), () -> sum = shared.size());
  }

  // ------------------------------------------------------------------------------ badly guarded

  @Scenario("a wrapper is walked over without its lock")
  void withoutTheWrappersLock() {
    besides(() -> wrapped.add(3), () -> addUp(wrapped));
  }

  @Scenario("a wrapper is streamed without its lock")
  void streamed() {
    besides(() -> wrapped.add(3), () -> sum = wrapped.stream().mapToInt(Integer::intValue).sum());
  }

  @Scenario("a map's view is walked over under the lock of the view")
  void underTheViewsLock() {
    besides(
        () -> byName.put("b", 2),
        () -> {
          Collection<Integer> values = byName.values();
          synchronized (values) {
            addUp(values);
          }
        });
  }

  @Scenario("a list is copied without the lock that guards it")
  void copiedWithoutALock() {
    besides(
        () -> {
          synchronized (this) {
            plain.add(3);
          }
        },
        () -> addUp(List.copyOf(plain)));
  }

  @Scenario("a list is given to another one without the lock that guards it")
  void givenAway() {
    besides(
        () -> {
          synchronized (this) {
            plain.add(3);
          }
        },
        () -> {
          List<Integer> mine = new ArrayList<>();
          mine.addAll(plain);
        });
  }

  @Scenario("an iterator is taken under the lock and used without it")
  void iteratorEscapes() {
    besides(
        () -> {
          synchronized (this) {
            plain.add(3);
          }
        },
        () -> {
          Iterator<Integer> numbers;
          synchronized (this) {
            numbers = plain.iterator();
          }
          sum = numbers.next();
        });
  }

  @Scenario("a view is handed out that others read without the lock")
  void viewEscapes() {
    besides(
        () -> {
          synchronized (this) {
            plain.add(3);
          }
        },
        () -> {
          List<Integer> view;
          synchronized (this) {
            view = Collections.unmodifiableList(plain);
          }
          sum = view.size();
        });
  }

  @Scenario("a list is sorted without the lock that guards it")
  void sorted() {
    besides(
        () -> {
          synchronized (this) {
            sum = plain.get(0);
          }
        },
        () -> Collections.sort(plain));
  }

  @Scenario("what is wrapped is used beside its wrapper")
  void besideItsWrapper() {
    besides(() -> wrapped.add(3), () -> sum = plain.size());
  }

  @Scenario("a table's view is walked over without the lock of the table")
  void tableWithoutALock() {
    besides(() -> table.put("b", 2), () -> addUp(table.values()));
  }

  @Scenario("a vector is changed while it is walked over")
  void vectorWithoutALock() {
    besides(() -> vector.add(3), () -> addUp(vector));
  }

  // --------------------------------------------------------------------- each in its own place

  @Scenario("two threads replace elements in different places of a list")
  void eachInItsPlace() {
    besides(() -> plain.set(0, 10), () -> plain.set(1, 20));
    sum = plain.get(0) + plain.get(1);
    if (sum != 30) {
      throw new AssertionError("the sum is " + sum);
    }
  }

  @Scenario("the same through a wrapper that does not lock")
  void eachInItsPlaceOfAView() {
    List<Integer> checked = Collections.checkedList(plain, Integer.class);
    besides(() -> checked.set(0, 10), () -> plain.set(1, 20));
  }

  @Scenario("one replaces an element, the other reads another one and the length")
  void readsAnotherPlace() {
    besides(() -> plain.set(0, 10), () -> sum = plain.get(1) + plain.size());
  }

  @Scenario("two threads replace the element in the same place")
  void bothInOnePlace() {
    besides(() -> plain.set(0, 10), () -> plain.set(0, 20));
  }

  @Scenario("one replaces an element that the other reads")
  void readsThatPlace() {
    besides(() -> plain.set(1, 10), () -> sum = plain.get(1));
  }

  @Scenario("one replaces an element while the other walks over all of them")
  void replacedOnTheWalk() {
    besides(() -> plain.set(1, 10), () -> addUp(plain));
  }

  @Scenario("one replaces an element while the other copies the list")
  void replacedWhileCopied() {
    besides(() -> plain.set(1, 10), () -> sum = List.copyOf(plain).size());
  }

  @Scenario("one replaces an element while the other makes the list longer")
  void replacedWhileItGrows() {
    besides(() -> plain.set(1, 10), () -> plain.add(3));
  }

  @Scenario("one reads an element while the other takes one away")
  void readWhileItShrinks() {
    besides(() -> sum = plain.get(0), () -> plain.removeLast());
  }

  @Scenario("two threads replace elements of a part of a list, which could be the same one")
  void besideAPartOfIt() {
    besides(() -> plain.subList(1, 2).set(0, 10), () -> plain.set(1, 20));
  }

  // ------------------------------------------------------------ arrays given to somebody else

  private final int[] figures = {1, 2, 3, 4};

  @Scenario("an array is summed up by a stream that nothing orders after its writer")
  void arrayInAStream() {
    besides(() -> figures[1] = 5, () -> sum = Arrays.stream(figures).sum());
  }

  @Scenario("an array is copied while it is written")
  void arrayCopied() {
    besides(() -> figures[1] = 5, () -> sum = Arrays.copyOf(figures, 2)[0]);
  }

  @Scenario("an array is cloned while it is written")
  void arrayCloned() {
    besides(() -> figures[1] = 5, () -> sum = figures.clone()[0]);
  }

  @Scenario("an array is filled while it is read")
  void arrayFilled() {
    besides(() -> Arrays.fill(figures, 7), () -> sum = figures[3]);
  }

  @Scenario("an array is copied over while it is read")
  void arrayCopiedOver() {
    besides(() -> System.arraycopy(new int[] {8, 9}, 0, figures, 1, 2), () -> sum = figures[2]);
  }

  @Scenario("each half of an array is filled by another thread, and both are added up afterwards")
  void halvesFilled() {
    besides(
        () -> Arrays.fill(figures, 0, 2, 7),
        () -> System.arraycopy(new int[] {7, 7}, 0, figures, 2, 2));
    if (Arrays.stream(figures).sum() != 28) {
      throw new AssertionError(Arrays.toString(figures));
    }
  }

  @Scenario("the signal comes before what it signals is in its place")
  void signalBeforeTheWrite() throws InterruptedException {
    var back = new Semaphore(0);
    new Thread(() -> figures[0] = signalled(back)).start();
    back.acquire();
    assert Arrays.stream(figures).sum() == 16;
  }

  private static int signalled(Semaphore back) {
    try {
      return 7;
    } finally {
      back.release();
    }
  }
}
