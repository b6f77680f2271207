// Right because: a thread reads each wire and only tells what it has read. The calling thread alone
// sends texts and knows who has what in hand, so that nothing else is shared.
package workbook.ch08_processes.process_pool;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

public final class Agency implements AutoCloseable {
  /** A line that a translator has sent, or that there will be none any more. */
  private record Event(Process from, Optional<String> line) {}

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final List<Process> all = new ArrayList<>();
  private final Deque<Process> idle = new ArrayDeque<>(); // confined to the calling thread
  private final Map<Process, Integer> inHand = new HashMap<>(); // confined to the calling thread

  public Agency(int size, Hiring hiring) throws IOException {
    for (int i = 0; i < size; i++) {
      try {
        Process process = hiring.hire();
        all.add(process);
        idle.add(process);
        Thread.ofVirtual().start(() -> listen(process));
      } catch (IOException | RuntimeException e) {
        close();
        throw e;
      }
    }
  }

  private void listen(Process process) {
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
      in.lines().forEach(line -> events.add(new Event(process, Optional.of(line))));
    } catch (IOException | RuntimeException e) {
      // the same as the end
    } finally {
      events.add(new Event(process, Optional.empty()));
    }
  }

  public List<Answer> inOrder(List<String> texts) throws InterruptedException {
    List<@Nullable Answer> answers = new ArrayList<>(Collections.nCopies(texts.size(), null));
    run(texts, answers::set);
    return Collections.unmodifiableList(answers);
  }

  public void asTheyCome(List<String> texts, Consumer<Answer> desk) throws InterruptedException {
    run(texts, (_, answer) -> desk.accept(answer));
  }

  private void run(List<String> texts, BiConsumer<Integer, Answer> told)
      throws InterruptedException {
    int next = 0;
    while (next < texts.size() || !inHand.isEmpty()) {
      while (next < texts.size() && !idle.isEmpty()) {
        Process process = idle.poll();
        try {
          process.outputWriter(StandardCharsets.UTF_8).append(texts.get(next) + "\n").flush();
          inHand.put(process, next++);
        } catch (IOException e) {
          // It had gone before; the text is for another one.
        }
      }
      if (inHand.isEmpty()) {
        for (; next < texts.size(); next++) {
          told.accept(next, new Answer.Lost(texts.get(next)));
        }
        return;
      }
      Event event = events.take();
      Integer number = inHand.remove(event.from);
      if (number == null) {
        idle.remove(event.from); // gone while it had nothing to do
      } else if (event.line.isPresent()) {
        idle.add(event.from);
        told.accept(number, new Answer.Translated(texts.get(number), event.line.get()));
      } else {
        told.accept(number, new Answer.Lost(texts.get(number)));
      }
    }
  }

  @Override
  public void close() {
    for (Process process : all) {
      process.destroyForcibly();
    }
    for (Process process : all) {
      while (process.isAlive()) {
        try {
          process.waitFor();
        } catch (InterruptedException e) {
          // It ends in a moment.
        }
      }
    }
  }
}
