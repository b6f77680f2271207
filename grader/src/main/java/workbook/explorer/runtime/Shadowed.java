package workbook.explorer.runtime;

import org.jspecify.annotations.Nullable;

/** What every rewritten class implements, so that its objects carry their own {@link Shadow}. */
public interface Shadowed {
  @Nullable Shadow $shadow();

  void $shadow(Shadow shadow);
}
