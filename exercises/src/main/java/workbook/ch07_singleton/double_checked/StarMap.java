package workbook.ch07_singleton.double_checked;

/**
 * The sky as one survey found it. It is given: leave it as it is.
 *
 * <p>It is filled star by star during the survey and only looked at afterwards. Its field is
 * neither final nor volatile nor guarded by anything, as in most classes: whoever hands a map from
 * one thread to another has to see to it that it arrives whole.
 */
public final class StarMap {
  private int stars;

  /** Enters some more stars. */
  public void enter(int more) {
    stars += more;
  }

  /** Returns how many stars are in the map. */
  public int stars() {
    return stars;
  }
}
