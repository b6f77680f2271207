package workbook.explorer.runtime;

/** What a simulated thread does. */
@FunctionalInterface
public interface Body {
  @SuppressWarnings("checkstyle:IllegalThrows")
  void run() throws Throwable;
}
