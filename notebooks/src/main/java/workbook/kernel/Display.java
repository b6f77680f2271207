package workbook.kernel;

import java.util.UUID;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/**
 * What every cell can call without an import, under the names that the family of kernels has for
 * it.
 */
public final class Display {
  private Display() {}

  /** Renders a value as whatever suits it. */
  public static DisplayData render(Object value) {
    return kernel().shown(value);
  }

  /** Renders a value as certain MIME types: {@code render(text, "text/markdown")}. */
  public static DisplayData render(Object value, String... types) {
    return types.length == 0 ? render(value) : kernel().getRenderer().renderAs(value, types);
  }

  /** Shows a value below the cell, and returns a handle to replace it by. */
  public static String display(Object value) {
    return show(render(value));
  }

  /** Shows a value as certain MIME types: {@code display(drawing, "image/svg+xml")}. */
  public static String display(Object value, String... types) {
    return show(render(value, types));
  }

  /** Replaces what {@code display} has shown. */
  public static void updateDisplay(String handle, Object value) {
    kernel().update(handle, render(value));
  }

  /** Replaces what {@code display} has shown, as certain MIME types. */
  public static void updateDisplay(String handle, Object value, String... types) {
    kernel().update(handle, render(value, types));
  }

  private static String show(DisplayData data) {
    if (data.getDisplayId() == null) {
      data.setDisplayId(UUID.randomUUID().toString());
    }
    kernel().display(data);
    return data.getDisplayId();
  }

  private static JavaKernel kernel() {
    return (JavaKernel) BaseKernel.notebookKernel();
  }
}
