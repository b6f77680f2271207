// Right because: there is no turn, only two numbers. Who begins waits until as many answers were
// given, who answers until one more was asked; and nobody waits for one who has left.
package workbook.ch04_coordination.dialogue;

import java.util.List;
import java.util.function.Consumer;

public final class RadioPlay {
  private final Consumer<String> microphone;
  private int asked; // guarded by this, like all below
  private int answered;
  private boolean nobodyAsks;
  private boolean nobodyAnswers;

  public RadioPlay(Consumer<String> microphone) {
    this.microphone = microphone;
  }

  public synchronized void firstVoice(List<String> lines) throws InterruptedException {
    try {
      for (String line : lines) {
        while (answered < asked && !nobodyAnswers) {
          wait();
        }
        microphone.accept(line);
        asked++;
        notifyAll();
      }
    } finally {
      nobodyAsks = true;
      notifyAll();
    }
  }

  public synchronized void secondVoice(List<String> lines) throws InterruptedException {
    try {
      for (String line : lines) {
        while (answered == asked && !nobodyAsks) {
          wait();
        }
        microphone.accept(line);
        answered++;
        if (answered > asked) {
          asked = answered;
        }
        notifyAll();
      }
    } finally {
      nobodyAnswers = true;
      notifyAll();
    }
  }

  public synchronized void awaitEnd() throws InterruptedException {
    while (!(nobodyAsks && nobodyAnswers)) {
      wait();
    }
  }
}
