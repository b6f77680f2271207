package workbook.explorer.model.cases;

import java.util.concurrent.Callable;
import workbook.explorer.Sink;

/** Notes what a call came to: its result, or the type of its exception. */
final class Told {
  /** A call without a result. */
  interface Action {
    void run() throws Exception;
  }

  @SuppressWarnings({"CatchAndPrintStackTrace", "NullAway", "TypeParameterUnusedInFormals"})
  static <T> T told(Callable<T> call) {
    try {
      T result = call.call();
      Sink.observe(result);
      return result;
    } catch (Exception e) {
      Sink.observe(e.getClass().getName());
      return null;
    }
  }

  static void done(Action action) {
    told(() -> {
      action.run();
      return "done";
    });
  }

  static void told(Callable<String> call, String ignored) {
    told(() -> call.call().replaceAll(ignored, ""));
  }

  private Told() {}
}
