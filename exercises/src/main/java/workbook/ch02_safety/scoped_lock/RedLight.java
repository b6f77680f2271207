package workbook.ch02_safety.scoped_lock;

/**
 * The red light over the door of a recording studio: while it is on, nobody else comes in.
 *
 * <p>It is a lock, and a handy one: who switches it on gets an {@link OnAir} that switches it off.
 * As it stands, though, it is a bulb and nothing more. Whoever comes second switches it on as well
 * and walks in.
 *
 * <p>Your task is to make it a light that people wait for. The two public methods keep their names
 * and parameters; everything else is yours to change.
 */
public final class RedLight {
  private boolean on;

  /**
   * Waits until the light is off, and switches it on.
   *
   * @return what switches it off again, once; for the thread that has switched it on
   */
  public OnAir switchOn() {
    // TODO 1: what if it is on for somebody else? And what in Java can be waited for?
    on = true;
    // TODO 2: this switches off each time it is closed. For whom is the light on the second time?
    return () -> on = false;
  }

  /** Returns whether the light is on for anybody. Whoever asks is told at once. */
  public boolean isOn() {
    // TODO 3: who may be at the switch while this method looks?
    return on;
  }
}
