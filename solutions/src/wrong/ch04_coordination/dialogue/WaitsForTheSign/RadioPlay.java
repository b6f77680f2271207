// Rejected for: lost-signal
// The play as it stands in many a tutorial: it works if the second voice is started first.
package workbook.ch04_coordination.dialogue;

import java.util.List;
import java.util.function.Consumer;

public final class RadioPlay {
  private final Consumer<String> microphone;

  public RadioPlay(Consumer<String> microphone) {
    this.microphone = microphone;
  }

  public synchronized void firstVoice(List<String> lines) throws InterruptedException {
    for (String line : lines) {
      microphone.accept(line);
      notify();
      wait();
    }
  }

  public synchronized void secondVoice(List<String> lines) throws InterruptedException {
    for (String line : lines) {
      wait();
      microphone.accept(line);
      notify();
    }
  }

  public synchronized void awaitEnd() throws InterruptedException {
    wait();
  }
}
