package workbook.explorer.model.util.concurrent.atomic;

import static java.util.Objects.requireNonNull;

import java.util.function.DoubleBinaryOperator;
import workbook.explorer.runtime.Sim;

/**
 * Models {@link java.util.concurrent.atomic.DoubleAccumulator}, whose function had better not
 * depend on the order of values; here the order is a choice of the search.
 */
@SuppressWarnings("serial")
public class DoubleAccumulator extends Sum {
  private final transient DoubleBinaryOperator function;
  private final double identity;
  private transient double value;

  public DoubleAccumulator(DoubleBinaryOperator function, double identity) {
    super("DoubleAccumulator");
    this.function = requireNonNull(function);
    this.identity = identity;
    this.value = identity;
  }

  public void accumulate(double x) {
    changes(x);
    while (true) {
      double before = value;
      double after = function.applyAsDouble(before, x);
      if (Double.compare(value, before) == 0) {
        value = after;
        return;
      }
    }
  }

  public double get() {
    reads();
    Sim.value(value);
    return value;
  }

  public void reset() {
    resets();
    value = identity;
  }

  public double getThenReset() {
    resets();
    double before = value;
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
    return (long) get();
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
    return Double.toString(get());
  }
}
