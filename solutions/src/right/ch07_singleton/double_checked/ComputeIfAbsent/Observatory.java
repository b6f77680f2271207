// Right because: a concurrent map computes a value once for each key, and a value that is there is
// read without a lock.
package workbook.ch07_singleton.double_checked;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

public final class Observatory {
  private static final String KEY = "the only one";

  private final Supplier<StarMap> survey;
  private final ConcurrentMap<String, StarMap> maps = new ConcurrentHashMap<>();

  public Observatory(Supplier<StarMap> survey) {
    this.survey = survey;
  }

  public StarMap map() {
    StarMap found = maps.get(KEY);
    return found != null ? found : maps.computeIfAbsent(KEY, key -> survey.get());
  }
}
