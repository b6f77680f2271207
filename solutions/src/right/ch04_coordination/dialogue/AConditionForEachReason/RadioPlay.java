// Right because: everybody who waits has a condition of their own, so one signal is enough for each
// turn; and whoever leaves gives a sign to the other and, being the last, to all who await the end.
package workbook.ch04_coordination.dialogue;

import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

public final class RadioPlay {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition[] turn = {lock.newCondition(), lock.newCondition()};
  private final Condition end = lock.newCondition();
  private final boolean[] gone = new boolean[2];
  private final Consumer<String> microphone;
  private int next;

  public RadioPlay(Consumer<String> microphone) {
    this.microphone = microphone;
  }

  public void firstVoice(List<String> lines) throws InterruptedException {
    speak(0, lines);
  }

  public void secondVoice(List<String> lines) throws InterruptedException {
    speak(1, lines);
  }

  private void speak(int me, List<String> lines) throws InterruptedException {
    int other = 1 - me;
    lock.lock();
    try {
      for (String line : lines) {
        while (next == other && !gone[other]) {
          turn[me].await();
        }
        microphone.accept(line);
        next = other;
        turn[other].signal();
      }
    } finally {
      gone[me] = true;
      turn[other].signal();
      if (gone[other]) {
        end.signalAll();
      }
      lock.unlock();
    }
  }

  public void awaitEnd() throws InterruptedException {
    lock.lock();
    try {
      while (!gone[0] || !gone[1]) {
        end.await();
      }
    } finally {
      lock.unlock();
    }
  }
}
