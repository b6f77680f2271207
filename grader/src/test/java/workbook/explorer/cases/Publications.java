package workbook.explorer.cases;

import static workbook.explorer.Actors.actor;
import static workbook.explorer.Actors.together;

import workbook.explorer.Scenario;

/** Objects handed over with too little, or just enough, in between. */
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
public class Publications {
  private static final class Menu {
    private static Menu only;
    private static volatile Menu shown;
    private int dishes;

    Menu() {
      dishes = 7;
    }

    static Menu lazily() {
      if (only == null) {
        only = new Menu();
      }
      return only;
    }

    static Menu doubleChecked() {
      if (only == null) {
        synchronized (Menu.class) {
          if (only == null) {
            only = new Menu();
          }
        }
      }
      return only;
    }

    static Menu withVolatile() {
      Menu menu = shown;
      if (menu == null) {
        synchronized (Menu.class) {
          menu = shown;
          if (menu == null) {
            shown = menu = new Menu();
          }
        }
      }
      return menu;
    }
  }

  private final Menu[] seen = new Menu[2];
  private final int[] dishes = new int[2];

  @Scenario("there is one menu")
  void lazily() {
    together(
        actor("Ann", () -> seen[0] = Menu.lazily()), actor("Bob", () -> seen[1] = Menu.lazily()));
    assert seen[0] == seen[1] : "two menus";
  }

  @Scenario("each guest sees a whole menu")
  void doubleChecked() {
    together(
        actor("Ann", () -> dishes[0] = Menu.doubleChecked().dishes),
        actor("Bob", () -> dishes[1] = Menu.doubleChecked().dishes));
    assert dishes[0] == 7 && dishes[1] == 7 : dishes[0] + " and " + dishes[1];
  }

  @Scenario("each guest sees a whole menu")
  void doubleCheckedWithVolatile() {
    together(
        actor("Ann", () -> dishes[0] = Menu.withVolatile().dishes),
        actor("Bob", () -> dishes[1] = Menu.withVolatile().dishes));
    assert dishes[0] == 7 && dishes[1] == 7 : dishes[0] + " and " + dishes[1];
  }

  private boolean stop;
  private volatile boolean halt;

  @Scenario("the loop ends")
  void plainStopFlag() {
    together(
        actor(
            "Loop",
            () -> {
              while (!stop) {}
            }),
        actor("Stop", () -> stop = true));
  }

  @Scenario("the loop ends")
  void volatileStopFlag() {
    together(
        actor(
            "Loop",
            () -> {
              while (!halt) {
                Thread.onSpinWait();
              }
            }),
        actor("Stop", () -> halt = true));
  }

  /** An object without a field that could change. */
  private record Point(int x, int y) {}

  private Point cached;

  private Point point() {
    Point p = cached;
    if (p == null) {
      p = new Point(1, 2);
      cached = p;
    }
    return p;
  }

  @Scenario("each sees a whole point")
  void racyButHarmless() {
    together(
        actor(
            "Ann",
            () -> {
              Point p = point();
              assert p.x() == 1 && p.y() == 2;
            }),
        actor(
            "Bob",
            () -> {
              Point p = point();
              assert p.x() == 1 && p.y() == 2;
            }));
  }

  private static final class Holder {
    static int built;

    static final class Lazy {
      static final Menu MENU = build();

      private static Menu build() {
        built++;
        return new Menu();
      }
    }
  }

  @Scenario("a class is initialised once")
  void holderIdiom() {
    together(
        actor("Ann", () -> seen[0] = Holder.Lazy.MENU),
        actor("Bob", () -> seen[1] = Holder.Lazy.MENU));
    assert seen[0] == seen[1];
    assert seen[0].dishes == 7;
    assert Holder.built == 1;
  }

  private int x;
  private int y;

  @Scenario("one of the two sees the other")
  void storeBuffer() {
    int[] r = new int[2];
    together(
        actor(
            "Ann",
            () -> {
              x = 1;
              r[0] = y;
            }),
        actor(
            "Bob",
            () -> {
              y = 1;
              r[1] = x;
            }));
    assert r[0] + r[1] > 0 : "neither";
  }
}
