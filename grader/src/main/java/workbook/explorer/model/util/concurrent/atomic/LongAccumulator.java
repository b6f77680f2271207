package workbook.explorer.model.util.concurrent.atomic;

import static java.util.Objects.requireNonNull;

import java.util.function.LongBinaryOperator;
import workbook.explorer.runtime.Sim;

/**
 * Models {@link java.util.concurrent.atomic.LongAccumulator}, whose function had better not depend
 * on the order of values; here the order is a choice of the search.
 */
@SuppressWarnings("serial")
public class LongAccumulator extends Sum {
  private final transient LongBinaryOperator function;
  private final long identity;
  private transient long value;

  public LongAccumulator(LongBinaryOperator function, long identity) {
    super("LongAccumulator");
    this.function = requireNonNull(function);
    this.identity = identity;
    this.value = identity;
  }

  public void accumulate(long x) {
    changes(x);
    while (true) {
      long before = value;
      long after = function.applyAsLong(before, x);
      if (value == before) {
        value = after;
        return;
      }
    }
  }

  public long get() {
    reads();
    Sim.value(value);
    return value;
  }

  public void reset() {
    resets();
    value = identity;
  }

  public long getThenReset() {
    resets();
    long before = value;
    value = identity;
    Sim.value(before);
    return before;
  }

  @Override
  public int intValue() {
    return (int) get();
  }

  @Override
  public long longValue() {
    return get();
  }

  @Override
  public float floatValue() {
    return (float) get();
  }

  @Override
  public double doubleValue() {
    return get();
  }

  @Override
  public String toString() {
    return Long.toString(get());
  }
}
