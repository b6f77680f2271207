// Rejected for: over-synchronised
// Gives every translator one text and waits for all of them before it gives out the next round.
package workbook.ch08_processes.process_pool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** An agency that has texts translated by a fixed number of processes. */
public final class Agency implements AutoCloseable {
  // Both confined to the thread that calls the agency.
  private final List<Translator> translators = new ArrayList<>();
  private final List<Thread> clerks = new ArrayList<>(); // who sit by the wires

  public Agency(int size, Hiring hiring) throws IOException {
    try {
      for (int i = 0; i < size; i++) {
        translators.add(new Translator(hiring.hire()));
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  public List<Answer> inOrder(List<String> texts) throws InterruptedException {
    var answers = new Answer[texts.size()];
    translate(List.copyOf(texts), arrival -> answers[arrival.index] = arrival.answer);
    return Arrays.asList(answers);
  }

  public void asTheyCome(List<String> texts, Consumer<Answer> desk) throws InterruptedException {
    translate(List.copyOf(texts), arrival -> desk.accept(arrival.answer));
  }

  private record Arrival(int index, Answer answer) {}

  private void translate(List<String> texts, Consumer<Arrival> desk) throws InterruptedException {
    int i = 0;
    while (i < texts.size()) {
      List<Translator> present = translators.stream().filter(t -> !t.gone).toList();
      if (present.isEmpty()) {
        desk.accept(new Arrival(i, new Answer.Lost(texts.get(i))));
        i++;
        continue;
      }
      int round = Math.min(present.size(), texts.size() - i);
      BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
      clerks.clear();
      for (int k = 0; k < round; k++) {
        Translator translator = present.get(k);
        int index = i + k;
        clerks.add(
            Thread.startVirtualThread(
                () -> arrivals.add(new Arrival(index, translator.translate(texts.get(index))))));
      }
      for (int k = 0; k < round; k++) {
        desk.accept(arrivals.take());
      }
      i += round;
    }
  }

  @Override
  public void close() {
    translators.forEach(translator -> translator.process.destroyForcibly());
    boolean interrupted = false;
    for (Translator translator : translators) {
      interrupted |= waitFor(() -> translator.process.waitFor());
    }
    for (Thread clerk : clerks) { // the end of its translator is the end of its work
      interrupted |= waitFor(clerk::join);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Wait {
    void end() throws InterruptedException;
  }

  /** Waits to the end, and returns whether there was an interrupt meanwhile. */
  private static boolean waitFor(Wait wait) {
    boolean interrupted = false;
    while (true) {
      try {
        wait.end();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  /** One process, and the wires to and from it, which one clerk at a time uses. */
  private static final class Translator {
    private final Process process;
    private final Writer to;
    private final BufferedReader from;
    private volatile boolean gone;

    Translator(Process process) {
      this.process = process;
      this.to = process.outputWriter(StandardCharsets.UTF_8);
      this.from = process.inputReader(StandardCharsets.UTF_8);
    }

    Answer translate(String text) {
      try {
        to.write(text + "\n");
        to.flush();
        String translation = from.readLine();
        if (translation != null) {
          return new Answer.Translated(text, translation);
        }
      } catch (IOException e) {
        // The wire is broken, which says the same as its end.
      }
      gone = true;
      return new Answer.Lost(text);
    }
  }
}
