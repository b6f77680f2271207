package workbook.ch07_singleton.double_checked;

/** The sky as one survey found it; given, and the same as in the exercise. */
public final class StarMap {
  private int stars; // guarded by nothing: whoever hands a map on must do so safely

  /** Enters some more stars. */
  public void enter(int more) {
    stars += more;
  }

  /** Returns how many stars are in the map. */
  public int stars() {
    return stars;
  }
}
