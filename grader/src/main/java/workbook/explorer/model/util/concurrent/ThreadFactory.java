package workbook.explorer.model.util.concurrent;

import workbook.explorer.model.lang.Thread;

/** Models {@link java.util.concurrent.ThreadFactory}, whose threads are simulated ones. */
@FunctionalInterface
public interface ThreadFactory {
  Thread newThread(Runnable task);
}
