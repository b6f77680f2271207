package workbook.grader.worker;

/** Keeps a processor busy, so that tests meet schedules that an idle machine never shows. */
final class Load implements AutoCloseable {
  private volatile boolean over;

  @SuppressWarnings(
      "UnusedVariable") // written so that the loop has an effect and is not compiled away
  private volatile long sink;

  Load(boolean wanted) {
    if (wanted) {
      Thread.ofPlatform().name("worker-load").daemon().start(this::burn);
    }
  }

  private void burn() {
    long x = 1;
    while (!over) {
      for (int i = 0; i < 100_000; i++) {
        x = x * 6364136223846793005L + 1442695040888963407L;
      }
      sink = x;
    }
  }

  @Override
  public void close() {
    over = true;
  }
}
