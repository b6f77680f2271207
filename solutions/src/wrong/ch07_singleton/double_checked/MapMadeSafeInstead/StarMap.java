// Rejected for: forbidden-shortcut
// With synchronized methods in the map it would not matter how it is handed on. But the task is to
// hand on an object that does nothing for its own safety, as most do not.
package workbook.ch07_singleton.double_checked;

public final class StarMap {
  private int stars;

  public synchronized void enter(int more) {
    stars += more;
  }

  public synchronized int stars() {
    return stars;
  }
}
