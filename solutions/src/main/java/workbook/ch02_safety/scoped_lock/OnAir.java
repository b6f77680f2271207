package workbook.ch02_safety.scoped_lock;

/**
 * That the red light is on, and on for you; given, and not to be changed.
 *
 * <p>Made for the head of a {@code try}: Java closes what stands there, whichever way the block is
 * left. Unlike that of {@link AutoCloseable}, this {@code close} throws nothing that would have to
 * be caught.
 */
public interface OnAir extends AutoCloseable {
  /** Switches the light off, the first time; does nothing after that. */
  @Override
  void close();
}
