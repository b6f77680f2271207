// Rejected for: resource-leak
// Sends those home who have been hired when another cannot be, if that is told by an IOException.
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

public final class Agency implements AutoCloseable {
  // Both confined to the thread that calls the agency.
  private final List<Translator> translators = new ArrayList<>();
  private final List<Thread> clerks = new ArrayList<>(); // who sit by the wires

  public Agency(int size, Hiring hiring) throws IOException {
    try {
      for (int i = 0; i < size; i++) {
        translators.add(new Translator(hiring.hire()));
      }
    } catch (IOException e) {
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
    List<Translator> present = translators.stream().filter(t -> !t.gone).toList();
    var batch = new Batch(texts, present.size());
    clerks.clear(); // those of an earlier batch have handed in their last answer
    for (Translator translator : present) {
      clerks.add(
          Thread.ofPlatform().name("clerk").daemon().start(() -> batch.workWith(translator)));
    }
    if (present.isEmpty()) {
      batch.giveUpTheRest();
    }
    for (int i = 0; i < texts.size(); i++) {
      desk.accept(batch.arrivals.take());
    }
  }

  /** Some texts, and the clerks that take one after the other, each for its own translator. */
  private static final class Batch {
    private final List<String> texts;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger clerksLeft;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();

    Batch(List<String> texts, int clerks) {
      this.texts = texts;
      this.clerksLeft = new AtomicInteger(clerks);
    }

    void workWith(Translator translator) {
      while (!translator.gone) {
        int i = next.getAndIncrement();
        if (i >= texts.size()) {
          break;
        }
        arrivals.add(new Arrival(i, translator.translate(texts.get(i))));
      }
      if (clerksLeft.decrementAndGet() == 0) {
        giveUpTheRest();
      }
    }

    /** Tells of each text that nobody is left to take. */
    void giveUpTheRest() {
      for (int i = next.getAndIncrement(); i < texts.size(); i = next.getAndIncrement()) {
        arrivals.add(new Arrival(i, new Answer.Lost(texts.get(i))));
      }
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
