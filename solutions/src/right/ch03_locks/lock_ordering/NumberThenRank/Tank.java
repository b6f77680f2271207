// Right because: the painted number orders tanks, compared without overflow, and a rank of its own
// breaks the tie.
package workbook.ch03_locks.lock_ordering;

public final class Tank implements Comparable<Tank> {
  private static long ranks;

  private final long rank = nextRank();
  private final int number;
  private int litres;

  public Tank(int number, int litres) {
    this.number = number;
    this.litres = litres;
  }

  public int number() {
    return number;
  }

  private static synchronized long nextRank() {
    return ranks++;
  }

  public int litres() {
    synchronized (this) {
      return litres;
    }
  }

  @Override
  public int compareTo(Tank other) {
    int byNumber = Integer.compare(number, other.number);
    return byNumber != 0 ? byNumber : Long.compare(rank, other.rank);
  }

  public boolean pumpTo(Tank target, int amount, Runnable pump) {
    return compareTo(target) < 0
        ? move(this, target, this, target, amount, pump)
        : move(target, this, this, target, amount, pump);
  }

  private static boolean move(
      Tank first, Tank second, Tank source, Tank target, int amount, Runnable pump) {
    synchronized (first) {
      synchronized (second) {
        if (source.litres < amount) {
          return false;
        }
        pump.run();
        source.litres -= amount;
        target.litres += amount;
        return true;
      }
    }
  }

  public static int inBoth(Tank one, Tank other) {
    if (one.compareTo(other) > 0) {
      return inBoth(other, one);
    }
    synchronized (one) {
      synchronized (other) {
        return one.litres + other.litres;
      }
    }
  }
}
