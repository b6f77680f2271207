// Rejected for: lock-leak
// The voice whose microphone fails leaves with the studio locked.
package workbook.ch04_coordination.dialogue;

import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

public final class RadioPlay {
  private final Consumer<String> microphone;
  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
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
      lock.lock();
      left++;
      changed.signalAll();
      lock.unlock();
    }
  }

  private void speak(boolean first, String line) throws InterruptedException {
    lock.lock();
    while (firstsTurn != first && left == 0) {
      changed.await();
    }
    microphone.accept(line);
    firstsTurn = !first;
    changed.signalAll();
    lock.unlock();
  }

  public void awaitEnd() throws InterruptedException {
    lock.lock();
    try {
      while (left < 2) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }
}
