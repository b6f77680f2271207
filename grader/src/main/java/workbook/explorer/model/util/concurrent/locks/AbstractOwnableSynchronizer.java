package workbook.explorer.model.util.concurrent.locks;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import workbook.explorer.model.lang.Thread;

/** Models {@link java.util.concurrent.locks.AbstractOwnableSynchronizer}. */
@SuppressWarnings("serial")
public abstract class AbstractOwnableSynchronizer implements Serializable {
  private transient @Nullable Thread owner;

  protected AbstractOwnableSynchronizer() {}

  protected final void setExclusiveOwnerThread(@Nullable Thread thread) {
    owner = thread;
    owned(thread);
  }

  protected final @Nullable Thread getExclusiveOwnerThread() {
    return owner;
  }

  /** Is told who owns it, so that a circle of waiting threads can be shown. */
  void owned(@Nullable Thread thread) {}
}
