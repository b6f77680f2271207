package workbook.explorer.model.util.concurrent;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import workbook.explorer.model.lang.Thread;

/** Models {@link java.util.concurrent.ForkJoinWorkerThread}. */
public class ForkJoinWorkerThread extends Thread {
  private final ForkJoinPool pool;

  @SuppressWarnings("this-escape") // only its own settings
  protected ForkJoinWorkerThread(ForkJoinPool pool) {
    super((Runnable) null, requireNonNull(pool).nextName());
    this.pool = pool;
    setDaemon(true);
  }

  public ForkJoinPool getPool() {
    return pool;
  }

  /** Called before its first task; does nothing. */
  protected void onStart() {}

  /** Called when it ends, with what ended it or null; does nothing. */
  protected void onTermination(@Nullable Throwable thrown) {}

  @Override
  public void run() {
    onStart();
    pool.serve(this);
    onTermination(null);
  }
}
