// Rejected for: lost-signal
// A volatile turn needs no lock to look at, and wait needs one, so it is taken for that. In between
// the turn comes, and the sign with it.
package workbook.ch04_coordination.dialogue;

import java.util.List;
import java.util.function.Consumer;

public final class RadioPlay {
  private final Consumer<String> microphone;
  private volatile boolean firstsTurn = true;
  private volatile int left;

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
    while (firstsTurn != first && left == 0) {
      synchronized (this) {
        wait();
      }
    }
    microphone.accept(line);
    firstsTurn = !first;
    synchronized (this) {
      notifyAll();
    }
  }

  public synchronized void awaitEnd() throws InterruptedException {
    while (left < 2) {
      wait();
    }
  }
}
