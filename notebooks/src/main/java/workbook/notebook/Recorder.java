package workbook.notebook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;

/** Writes down when which thread was about what, for {@link Draw#timeline}. */
public final class Recorder {
  private final long start = System.nanoTime();
  private final List<Draw.Span> spans = new ArrayList<>(); // guarded by this

  /** Does something and writes it down under the current thread's name; it may throw. */
  public <T> T during(String what, Callable<T> action) throws Exception {
    double from = now();
    try {
      return action.call();
    } finally {
      add(new Draw.Span(Thread.currentThread().getName(), what, from, now()));
    }
  }

  /** Returns the milliseconds since this was made. */
  public double now() {
    return (System.nanoTime() - start) / 1e6;
  }

  private synchronized void add(Draw.Span span) {
    spans.add(span);
  }

  /** Returns what was written down, lane by lane in the order of their names. */
  public synchronized List<Draw.Span> spans() {
    return spans.stream()
        .sorted(Comparator.comparing(Draw.Span::lane).thenComparingDouble(Draw.Span::from))
        .toList();
  }
}
