package workbook.explorer.model.util.concurrent;

import org.jspecify.annotations.Nullable;

/** Models {@link java.util.concurrent.RecursiveAction}. */
public abstract class RecursiveAction extends ForkJoinTask<@Nullable Void> {
  public RecursiveAction() {}

  protected abstract void compute();

  @Override
  @SuppressWarnings("NullAway") // null is all that it could return
  public final @Nullable Void getRawResult() {
    return null;
  }

  @Override
  protected final void setRawResult(@Nullable Void nothing) {}

  @Override
  protected final boolean exec() {
    compute();
    return true;
  }
}
