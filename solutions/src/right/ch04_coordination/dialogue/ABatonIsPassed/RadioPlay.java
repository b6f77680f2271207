// Right because: what is passed lies in a queue until it is taken: the turn, or the news that
// nobody
// passes anything any more. Once that has come, no turn is needed.
package workbook.ch04_coordination.dialogue;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

public final class RadioPlay {
  private enum Baton {
    YOUR_TURN,
    I_HAVE_LEFT
  }

  private final BlockingQueue<Baton> toFirst = new LinkedBlockingQueue<>(List.of(Baton.YOUR_TURN));
  private final BlockingQueue<Baton> toSecond = new LinkedBlockingQueue<>();
  private final CountDownLatch left = new CountDownLatch(2);
  private final Consumer<String> microphone;

  public RadioPlay(Consumer<String> microphone) {
    this.microphone = microphone;
  }

  public void firstVoice(List<String> lines) throws InterruptedException {
    perform(lines, toFirst, toSecond);
  }

  public void secondVoice(List<String> lines) throws InterruptedException {
    perform(lines, toSecond, toFirst);
  }

  private void perform(List<String> lines, BlockingQueue<Baton> mine, BlockingQueue<Baton> others)
      throws InterruptedException {
    boolean alone = false;
    try {
      for (String line : lines) {
        alone = alone || mine.take() == Baton.I_HAVE_LEFT;
        microphone.accept(line);
        others.add(Baton.YOUR_TURN);
      }
    } finally {
      others.add(Baton.I_HAVE_LEFT);
      left.countDown();
    }
  }

  public void awaitEnd() throws InterruptedException {
    left.await();
  }
}
