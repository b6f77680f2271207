package workbook.ch08_processes.process_pool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * An agency that has texts translated, by translators who live all over the country: each of them
 * is a process of its own, and a line goes there and a line comes back.
 *
 * <p>As it stands, the agency hires several translators and keeps the first one busy. If that one
 * drops out, nobody knows what happens.
 *
 * <p>Let all of them work. What exactly that means is in the README beside this file. The
 * signatures below must stay as they are; inside, everything may be changed.
 */
public final class Agency implements AutoCloseable {
  private final List<Process> translators = new ArrayList<>();

  /**
   * Opens an agency.
   *
   * @param size how many translators to hire, at least 1
   * @throws IOException if one of them could not be hired
   */
  public Agency(int size, Hiring hiring) throws IOException {
    for (int i = 0; i < size; i++) {
      translators.add(hiring.hire());
      // TODO 1: if this one cannot be hired, what about those who have been?
    }
  }

  /** Has texts translated, and returns the answers in the order of the texts. */
  public List<Answer> inOrder(List<String> texts) throws InterruptedException {
    List<Answer> answers = new ArrayList<>();
    for (String text : texts) {
      // TODO 2: who is free? And who waits for whom?
      answers.add(translate(translators.getFirst(), text));
    }
    return answers;
  }

  /**
   * Has texts translated, and hands over each answer as soon as it is there.
   *
   * @param desk called in the calling thread
   */
  public void asTheyCome(List<String> texts, Consumer<Answer> desk) throws InterruptedException {
    // TODO 3: the answers come in whatever order; who calls the desk?
    inOrder(texts).forEach(desk);
  }

  private static Answer translate(Process translator, String text) {
    try {
      var toTranslator = translator.outputWriter(StandardCharsets.UTF_8);
      toTranslator.write(text + "\n");
      toTranslator.flush();
      String line = translator.inputReader(StandardCharsets.UTF_8).readLine();
      return new Answer.Translated(text, line); // TODO 4: is there always a line?
    } catch (IOException e) {
      return new Answer.Lost(text); // TODO 5: and the texts after this one?
    }
  }

  /** Sends all translators home, and returns when they have gone. */
  @Override
  public void close() {
    // TODO 6: one of them may be in the middle of a text. And who else is still there?
  }
}
