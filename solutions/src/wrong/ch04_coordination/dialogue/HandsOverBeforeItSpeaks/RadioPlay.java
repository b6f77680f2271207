// Rejected for: unguarded-access
// Keeps the lock for as short as possible: takes its turn, gives it away, and speaks. By then the
// other one is speaking, too.
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
    } finally {
      leave();
    }
  }

  private synchronized void leave() {
    left++;
    notifyAll();
  }

  private void speak(boolean first, String line) throws InterruptedException {
    synchronized (this) {
      while (firstsTurn != first && left == 0) {
        wait();
      }
      firstsTurn = !first;
      notifyAll();
    }
    microphone.accept(line);
  }

  public synchronized void awaitEnd() throws InterruptedException {
    while (left < 2) {
      wait();
    }
  }
}
