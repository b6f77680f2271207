package workbook.explorer.model.util.concurrent;

/** Models {@link java.util.concurrent.RejectedExecutionHandler}. */
@FunctionalInterface
public interface RejectedExecutionHandler {
  void rejectedExecution(Runnable task, ThreadPoolExecutor pool);
}
