package workbook.explorer.model.util.concurrent.atomic;

import workbook.explorer.runtime.Sim;

/** Models {@link java.util.concurrent.atomic.LongAdder}. */
@SuppressWarnings("serial")
public class LongAdder extends Sum {
  private transient long value;

  public LongAdder() {
    super("LongAdder");
  }

  public void add(long x) {
    adds(x);
    value += x;
  }

  public void increment() {
    add(1);
  }

  public void decrement() {
    add(-1);
  }

  public long sum() {
    reads();
    Sim.value(value);
    return value;
  }

  public void reset() {
    resets();
    value = 0;
  }

  public long sumThenReset() {
    resets();
    long before = value;
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
    return sum();
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
    return Long.toString(sum());
  }
}
