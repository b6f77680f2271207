package workbook.explorer.model.util.concurrent;

/** Models {@link java.util.concurrent.ScheduledExecutorService}. */
public interface ScheduledExecutorService
    extends ExecutorService, java.util.concurrent.ScheduledExecutorService {}
