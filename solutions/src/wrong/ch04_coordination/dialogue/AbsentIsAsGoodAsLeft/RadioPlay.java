// Rejected for: wrong-order
// Waits only for one who is there. One who has not come yet is not there either, and so a voice
// that
// is early says all it has.
package workbook.ch04_coordination.dialogue;

import java.util.List;
import java.util.function.Consumer;

public final class RadioPlay {
  private final Consumer<String> microphone;
  private boolean firstsTurn = true;
  private int there;
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
    arrive();
    try {
      for (String line : lines) {
        speak(first, line);
      }
    } finally {
      leave();
    }
  }

  private synchronized void arrive() {
    there++;
  }

  private synchronized void leave() {
    there--;
    left++;
    notifyAll();
  }

  private synchronized void speak(boolean first, String line) throws InterruptedException {
    while (firstsTurn != first && there == 2) {
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
