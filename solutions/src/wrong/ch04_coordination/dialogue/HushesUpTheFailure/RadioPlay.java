// Rejected for: lost-failure
// Reports the failure where nobody reads it, and returns as if all had been said.
package workbook.ch04_coordination.dialogue;

import java.util.List;
import java.util.function.Consumer;

public final class RadioPlay {
  private final Consumer<String> microphone;
  private boolean firstsTurn = true;
  private int left;

  public RadioPlay(Consumer<String> microphone) {
    this.microphone = microphone;
  }

  public void firstVoice(List<String> lines) throws InterruptedException {
    perform(true, lines);
  }

  public void secondVoice(List<String> lines) throws InterruptedException {
    perform(false, lines);
  }

  private void perform(boolean first, List<String> lines) throws InterruptedException {
    try {
      for (String line : lines) {
        speak(first, line);
      }
    } catch (RuntimeException e) {
      System.err.println("the microphone failed: " + e);
    } finally {
      leave();
    }
  }

  private synchronized void leave() {
    left++;
    notifyAll();
  }

  private synchronized void speak(boolean first, String line) throws InterruptedException {
    while (firstsTurn != first && left == 0) {
      wait();
    }
    microphone.accept(line);
    firstsTurn = !first;
    notifyAll();
  }

  public synchronized void awaitEnd() throws InterruptedException {
    while (left < 2) {
      wait();
    }
  }
}
