// Right because: an interrupted voice returns and leaves its status set, which is the other of the
// two ways to tell. Whose turn it is and who is there is one immutable thing behind one lock.
package workbook.ch04_coordination.dialogue;

import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

public final class RadioPlay {
  private record State(boolean firstsTurn, boolean firstLeft, boolean secondLeft) {
    boolean mayNotSpeak(boolean first) {
      return first != firstsTurn && !(first ? secondLeft : firstLeft);
    }

    State spoken(boolean first) {
      return new State(!first, firstLeft, secondLeft);
    }

    State without(boolean first) {
      return new State(!first, firstLeft || first, secondLeft || !first);
    }

    boolean over() {
      return firstLeft && secondLeft;
    }
  }

  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Consumer<String> microphone;
  private State state = new State(true, false, false);

  public RadioPlay(Consumer<String> microphone) {
    this.microphone = microphone;
  }

  public void firstVoice(List<String> lines) {
    perform(lines, true);
  }

  public void secondVoice(List<String> lines) {
    perform(lines, false);
  }

  private void perform(List<String> lines, boolean first) {
    lock.lock();
    try {
      for (String line : lines) {
        while (state.mayNotSpeak(first)) {
          changed.await();
        }
        microphone.accept(line);
        become(state.spoken(first));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      become(state.without(first));
      lock.unlock();
    }
  }

  private void become(State next) {
    state = next;
    changed.signalAll();
  }

  public void awaitEnd() {
    lock.lock();
    try {
      while (!state.over()) {
        changed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
