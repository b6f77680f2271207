package workbook.ch04_coordination.dialogue;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.List;
import java.util.function.Consumer;

/**
 * A radio play in which nobody waits for a sign: what has happened is kept in fields, and a sign
 * only says that it is worth looking at them again.
 */
public final class RadioPlay {
  private enum Voice {
    FIRST,
    SECOND;

    Voice other() {
      return this == FIRST ? SECOND : FIRST;
    }
  }

  private final Object studio = new Object();

  @GuardedBy("studio")
  private final Consumer<String> microphone;

  @GuardedBy("studio")
  private Voice turn = Voice.FIRST;

  /** How many voices have left; with the first of them, turns are over. */
  @GuardedBy("studio")
  private int left;

  /** Prepares a play. */
  public RadioPlay(Consumer<String> microphone) {
    this.microphone = microphone;
  }

  /** Speaks the lines of the voice that begins, each in its turn. */
  public void firstVoice(List<String> lines) throws InterruptedException {
    perform(Voice.FIRST, lines);
  }

  /** Speaks the lines of the voice that answers, each in its turn. */
  public void secondVoice(List<String> lines) throws InterruptedException {
    perform(Voice.SECOND, lines);
  }

  private void perform(Voice voice, List<String> lines) throws InterruptedException {
    try {
      for (String line : lines) {
        speakInTurn(voice, line);
      }
    } finally { // whichever way a voice leaves, nobody may wait for it any more
      synchronized (studio) {
        left++;
        studio.notifyAll();
      }
    }
  }

  private void speakInTurn(Voice voice, String line) throws InterruptedException {
    synchronized (studio) {
      while (turn != voice && left == 0) {
        studio.wait();
      }
      microphone.accept(line);
      turn = voice.other();
      studio.notifyAll(); // not notify: it might wake one who waits for the end
    }
  }

  /** Waits until both voices have left the microphone for good. */
  public void awaitEnd() throws InterruptedException {
    synchronized (studio) {
      while (left < 2) {
        studio.wait();
      }
    }
  }
}
