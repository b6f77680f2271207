// Rejected for: notify-for-notify-all
// Knows that several may wait for the end, and tells them all. But before that, the one sign for a
// turn may go to one of them.
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
    if (left == 2) {
      notifyAll();
    } else {
      notify();
    }
  }

  private synchronized void speak(boolean first, String line) throws InterruptedException {
    while (firstsTurn != first && left == 0) {
      wait();
    }
    microphone.accept(line);
    firstsTurn = !first;
    notify();
  }

  public synchronized void awaitEnd() throws InterruptedException {
    while (left < 2) {
      wait();
    }
  }
}
