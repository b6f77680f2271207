// Rejected for: busy-wait
// With two threads and a volatile field nothing can go wrong, and nothing does, except that whoever
// is silent works harder than whoever speaks.
package workbook.ch04_coordination.dialogue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

public final class RadioPlay {
  private final Consumer<String> microphone;
  private volatile boolean firstsTurn = true;
  private final CountDownLatch voices = new CountDownLatch(2);

  public RadioPlay(Consumer<String> microphone) {
    this.microphone = microphone;
  }

  public void firstVoice(List<String> lines) throws InterruptedException {
    perform(true, lines);
  }

  public void secondVoice(List<String> lines) throws InterruptedException {
    perform(false, lines);
  }

  private void perform(boolean first, List<String> lines) {
    try {
      for (String line : lines) {
        while (firstsTurn != first && voices.getCount() == 2) {
          if (Thread.currentThread().isInterrupted()) {
            return;
          }
          Thread.onSpinWait();
        }
        microphone.accept(line);
        firstsTurn = !first;
      }
    } finally {
      voices.countDown();
    }
  }

  public void awaitEnd() throws InterruptedException {
    voices.await();
  }
}
