package workbook.explorer.runtime;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a model would keep in a static field: made anew for each schedule. */
public final class PerRun<T> {
  private final Supplier<T> make;
  private @Nullable Execution run;
  private @Nullable T value;

  /** Tells how it is made. */
  public PerRun(Supplier<T> make) {
    this.make = make;
  }

  /** Returns that of the running schedule. */
  @SuppressWarnings("ReferenceEquality") // it is about the very same run
  public T get() {
    Execution current = Sim.run();
    T known = value;
    if (known == null || run != current) {
      run = current;
      value = known = make.get();
    }
    return known;
  }
}
