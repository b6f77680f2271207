package workbook.ch07_singleton.double_checked;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An observatory that makes its one map by double-checked locking.
 *
 * <p>The first check spares those who come later the lock; the second spares those who waited for
 * the lock a second survey; {@code volatile} makes the first check a safe one.
 */
public final class Observatory {
  private final Object lock = new Object();
  private final Supplier<StarMap> survey;

  /** Written under {@code lock}, once; read without it, for which it is volatile. */
  private volatile @Nullable StarMap map;

  /** Opens an observatory that has no map yet. */
  public Observatory(Supplier<StarMap> survey) {
    this.survey = survey;
  }

  /** Returns the one map of this observatory, made on the first visit. */
  public StarMap map() {
    StarMap found = map;
    if (found != null) {
      return found;
    }
    synchronized (lock) {
      found = map;
      if (found == null) {
        found = survey.get();
        map = found;
      }
      return found;
    }
  }
}
