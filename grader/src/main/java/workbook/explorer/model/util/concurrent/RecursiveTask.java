package workbook.explorer.model.util.concurrent;

import org.jspecify.annotations.Nullable;

/** Models {@link java.util.concurrent.RecursiveTask}. */
public abstract class RecursiveTask<V extends @Nullable Object> extends ForkJoinTask<V> {
  private @Nullable V result;

  public RecursiveTask() {}

  protected abstract V compute();

  @Override
  @SuppressWarnings("NullAway") // null where that is what the task returned
  public final V getRawResult() {
    return result;
  }

  @Override
  protected final void setRawResult(V value) {
    result = value;
  }

  @Override
  protected final boolean exec() {
    result = compute();
    return true;
  }
}
