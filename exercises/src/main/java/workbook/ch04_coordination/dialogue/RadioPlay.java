package workbook.ch04_coordination.dialogue;

import java.util.List;
import java.util.function.Consumer;

/**
 * A radio play for two voices and one microphone, performed once.
 *
 * <p>Each voice is a thread, and each has its lines on a sheet of its own. They are to speak in
 * turns: the first voice begins, the second answers, and so on to the end. As it stands, they give
 * each other a sign after every line, and wait for one before the next. Some evenings that works.
 * On others the studio falls silent after the first line, or before it.
 *
 * <p>See to it that the play is heard as it is written, whoever comes to the studio first. What
 * exactly that means is in the README beside this file. The signatures stay as they are; inside,
 * everything may be changed.
 */
public final class RadioPlay {
  private final Consumer<String> microphone;

  /**
   * Prepares a play.
   *
   * @param microphone what the lines are spoken into, one at a time
   */
  public RadioPlay(Consumer<String> microphone) {
    this.microphone = microphone;
  }

  /** Speaks the lines of the voice that begins, each in its turn; called once at most. */
  public void firstVoice(List<String> lines) throws InterruptedException {
    for (String line : lines) {
      speak(line);
      // TODO 1: the sign was given in speak(). And if the other one was not there yet to see it?
      awaitSign();
    }
    // TODO 2: this sheet is empty, the other may not be. What does the other voice have to know?
  }

  /** Speaks the lines of the voice that answers, each in its turn; called once at most. */
  public void secondVoice(List<String> lines) throws InterruptedException {
    for (String line : lines) {
      awaitSign(); // TODO 3: what is this voice waiting for: a sign, or its turn?
      speak(line);
    }
  }

  /** Waits until both voices have left the microphone for good. */
  public synchronized void awaitEnd() throws InterruptedException {
    wait(); // TODO 4: now there may be more than two who wait, and not all for the same thing
  }

  private synchronized void speak(String line) {
    microphone.accept(line); // TODO 5: and if the microphone fails?
    notify();
  }

  private synchronized void awaitSign() throws InterruptedException {
    wait();
  }
}
