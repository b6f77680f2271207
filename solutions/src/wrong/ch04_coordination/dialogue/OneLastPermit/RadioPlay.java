// Rejected for: missing-sentinel
// Whoever leaves gives the other one more permit. That is enough for one more line.
package workbook.ch04_coordination.dialogue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

public final class RadioPlay {
  private final Consumer<String> microphone;
  private final Semaphore firstsTurn = new Semaphore(1);
  private final Semaphore secondsTurn = new Semaphore(0);
  private final CountDownLatch voices = new CountDownLatch(2);

  public RadioPlay(Consumer<String> microphone) {
    this.microphone = microphone;
  }

  public void firstVoice(List<String> lines) throws InterruptedException {
    perform(firstsTurn, secondsTurn, lines);
  }

  public void secondVoice(List<String> lines) throws InterruptedException {
    perform(secondsTurn, firstsTurn, lines);
  }

  private void perform(Semaphore mine, Semaphore others, List<String> lines)
      throws InterruptedException {
    try {
      for (String line : lines) {
        mine.acquire();
        microphone.accept(line);
        others.release();
      }
    } finally {
      others.release();
      voices.countDown();
    }
  }

  public void awaitEnd() throws InterruptedException {
    voices.await();
  }
}
