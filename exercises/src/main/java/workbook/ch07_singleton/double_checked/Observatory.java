package workbook.ch07_singleton.double_checked;

import java.util.function.Supplier;

/**
 * An observatory with one star map, which is made when the first visitor asks for it.
 *
 * <p>A survey of the sky takes all night, so nobody wants two, and nobody wants one for nothing.
 * With one visitor at a time the class below does what it should. With many, several surveys have
 * been made in the same night, and visitors have compared maps that were not the same.
 *
 * <p>Used by one thread, this class does everything that its README asks for. Your task is to make
 * it true for many, without having visitors queue before a map that has long been there. Names and
 * parameters of the constructor and of the public method stay as they are; everything else is yours
 * to change, except {@link StarMap}.
 */
public final class Observatory {
  private final Supplier<StarMap> survey;
  private StarMap map;

  /**
   * Opens an observatory that has no map yet.
   *
   * @param survey makes a map, which takes long and may fail with an exception. It never returns
   *     null, and never asks this observatory for its map.
   */
  public Observatory(Supplier<StarMap> survey) {
    this.survey = survey;
  }

  /** Returns the one map of this observatory, made on the first visit. */
  public StarMap map() {
    // TODO 1: two visitors come before there is a map. How many surveys are made?
    // TODO 2: once there is a map, a million visitors look at it. Who has to wait for whom?
    // TODO 3: a visitor finds a map that another one has made. What makes sure that all its stars
    //  are in it? Your own processor may be too well-behaved ever to show you.
    if (map == null) {
      map = survey.get();
    }
    return map;
  }
}
