package workbook.explorer.model.util.concurrent.atomic;

import workbook.explorer.runtime.Sim;

/** Models {@link java.util.concurrent.atomic.DoubleAdder}. */
@SuppressWarnings("serial")
public class DoubleAdder extends Sum {
  private transient double value;

  public DoubleAdder() {
    super("DoubleAdder");
  }

  public void add(double x) {
    adds(x);
    value += x;
  }

  public double sum() {
    reads();
    Sim.value(value);
    return value;
  }

  public void reset() {
    resets();
    value = 0;
  }

  public double sumThenReset() {
    resets();
    double before = value;
    value = 0;
    Sim.value(before);
    return before;
  }

  @Override
  public int intValue() {
    return (int) sum();
  }

  @Override
  public long longValue() {
    return (long) sum();
  }

  @Override
  public float floatValue() {
    return (float) sum();
  }

  @Override
  public double doubleValue() {
    return sum();
  }

  @Override
  public String toString() {
    return Double.toString(sum());
  }
}
