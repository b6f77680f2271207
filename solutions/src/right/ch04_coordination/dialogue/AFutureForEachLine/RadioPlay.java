// Right because: each line has a promise that it was spoken, made by whoever asks for it first. A
// voice that leaves keeps the promise that it has left, which counts for all lines to come.
package workbook.ch04_coordination.dialogue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

public final class RadioPlay {
  private static final class Voice {
    final ConcurrentMap<Integer, CompletableFuture<Void>> lines = new ConcurrentHashMap<>();
    final CompletableFuture<Void> gone = new CompletableFuture<>();

    CompletableFuture<Void> line(int number) {
      return lines.computeIfAbsent(number, n -> new CompletableFuture<>());
    }
  }

  private final Voice first = new Voice();
  private final Voice second = new Voice();
  private final Consumer<String> microphone;

  public RadioPlay(Consumer<String> microphone) {
    this.microphone = microphone;
  }

  public void firstVoice(List<String> lines) throws InterruptedException {
    first.line(-1).complete(null);
    second.line(-1).complete(null);
    perform(first, second, 1, lines);
  }

  public void secondVoice(List<String> lines) throws InterruptedException {
    perform(second, first, 0, lines);
  }

  private void perform(Voice me, Voice other, int behind, List<String> lines)
      throws InterruptedException {
    try {
      for (int i = 0; i < lines.size(); i++) {
        await(CompletableFuture.anyOf(other.line(i - behind), other.gone));
        microphone.accept(lines.get(i));
        me.line(i).complete(null);
      }
    } finally {
      me.gone.complete(null);
    }
  }

  public void awaitEnd() throws InterruptedException {
    await(CompletableFuture.allOf(first.gone, second.gone));
  }

  private static void await(CompletableFuture<?> future) throws InterruptedException {
    try {
      future.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
