// Right because: a permit is remembered, so it does not matter who comes first. Whoever leaves says
// so before giving the last permit; after that the other asks for none.
package workbook.ch04_coordination.dialogue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

public final class RadioPlay {
  private static final class Voice {
    final Semaphore turn;
    volatile boolean gone;

    Voice(int permits) {
      turn = new Semaphore(permits);
    }
  }

  private final Voice first = new Voice(1);
  private final Voice second = new Voice(0);
  private final CountDownLatch voices = new CountDownLatch(2);
  private final Consumer<String> microphone;

  public RadioPlay(Consumer<String> microphone) {
    this.microphone = microphone;
  }

  public void firstVoice(List<String> lines) throws InterruptedException {
    speak(first, second, lines);
  }

  public void secondVoice(List<String> lines) throws InterruptedException {
    speak(second, first, lines);
  }

  private void speak(Voice me, Voice other, List<String> lines) throws InterruptedException {
    try {
      for (String line : lines) {
        if (!other.gone) {
          me.turn.acquire();
        }
        microphone.accept(line);
        other.turn.release();
      }
    } finally {
      me.gone = true;
      other.turn.release();
      voices.countDown();
    }
  }

  public void awaitEnd() throws InterruptedException {
    voices.await();
  }
}
