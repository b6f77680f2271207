package workbook.explorer.runtime;

import org.jspecify.annotations.Nullable;

/** The state of a class's static initialiser in one run. */
final class ClassInit extends Shared {
  @Nullable SimThread by;
  boolean finished;
  boolean contended;

  ClassInit(String type) {
    super(type);
  }
}
