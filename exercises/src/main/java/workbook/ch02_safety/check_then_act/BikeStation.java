package workbook.ch02_safety.check_then_act;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * A station that rents out bicycles to whoever comes, all by itself.
 *
 * <p>A customer asks for a bike, pays a deposit for it, rides away and brings it back some day.
 * Each method first looks whether the thing can be done and then does it. With one customer at a
 * time that is all there is to it. With many, the last bike has been rented to two people, one bike
 * stood on the stand twice, and the station has handed out a bike that it did not have.
 *
 * <p>Used by one thread, this class does everything that its README asks for. Your task is to make
 * it true for many. Names and parameters of the constructor and of the three public methods stay as
 * they are; everything else is yours to change.
 */
public final class BikeStation {
  private final Deque<Integer> stand = new ArrayDeque<>();
  private final Set<Integer> out = new HashSet<>();

  /** Opens a station with bikes number 1, 2, 3 and so on, all of them on the stand. */
  public BikeStation(int bikes) {
    for (int bike = 1; bike <= bikes; bike++) {
      stand.addLast(bike);
    }
  }

  /**
   * Rents a bike to the caller, who pays the deposit for it first.
   *
   * @param deposit takes the deposit for the bike of that number, in the caller's own thread. That
   *     may take long, for people look for their cards. It throws a {@code RuntimeException} if the
   *     card is refused.
   * @return the number of the bike; empty, without asking for a deposit, if there is none on the
   *     stand
   */
  public OptionalInt rent(IntConsumer deposit) {
    // TODO 1: how long ago was the test made when the bike is taken? Make the two one step; but do
    //  not keep all others waiting while somebody looks for a card. And if the card is refused?
    if (stand.isEmpty()) {
      return OptionalInt.empty();
    }
    int bike = stand.getFirst();
    deposit.accept(bike);
    stand.removeFirst();
    out.add(bike);
    return OptionalInt.of(bike);
  }

  /**
   * Takes a bike back.
   *
   * @return whether that bike was out; if it was not, nothing changes
   */
  public boolean bringBack(int bike) {
    // TODO 2: what if two people bring back the same bike?
    if (!out.contains(bike)) {
      return false;
    }
    out.remove(bike);
    stand.addLast(bike);
    return true;
  }

  /** Returns how many bikes are on the stand, there for the next who come. */
  public int onStand() {
    // TODO 3: who may be moving bikes while this method counts?
    return stand.size();
  }
}
