// Rejected for: lost-signal
// The turns are kept in a field, the end is not: who comes after it waits for a sign that was
// given.
package workbook.ch04_coordination.dialogue;

import java.util.List;
import java.util.function.Consumer;

public final class RadioPlay {
  private final Consumer<String> microphone;
  private boolean firstsTurn = true;
  private int left;
  private final Object end = new Object();

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
      if (leave() == 2) {
        synchronized (end) {
          end.notifyAll();
        }
      }
    }
  }

  private synchronized int leave() {
    left++;
    notifyAll();
    return left;
  }

  private synchronized void speak(boolean first, String line) throws InterruptedException {
    while (firstsTurn != first && left == 0) {
      wait();
    }
    microphone.accept(line);
    firstsTurn = !first;
    notifyAll();
  }

  public void awaitEnd() throws InterruptedException {
    synchronized (end) {
      end.wait();
    }
  }
}
