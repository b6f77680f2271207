package workbook.explorer.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Where {@link Object} stands in.
 *
 * <p>The real one's hash code is another in each run of the JVM, and with it the order in a hash
 * table and what is printed of it.
 */
@SuppressWarnings("JavaLangClash") // whoever sees the class's simple name must see that of Object
public final class Plain {
  /** What code under test gets that makes an {@link java.lang.Object}. */
  public static class Object extends Identity implements Shadowed {
    private @Nullable Shadow shadow;

    @Override
    public final @Nullable Shadow $shadow() {
      return shadow;
    }

    @Override
    public final void $shadow(Shadow to) {
      shadow = to;
    }

    @Override
    public String toString() {
      return "java.lang.Object@" + Integer.toHexString(hashCode());
    }
  }

  private Plain() {}
}
