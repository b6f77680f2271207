// Right because: a batch is a stack of texts and some counts under one monitor; clerks are virtual
// threads.
package workbook.ch08_processes.process_pool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

public final class Agency implements AutoCloseable {
  private final Set<Process> present = ConcurrentHashMap.newKeySet();
  private final List<Process> hired = new ArrayList<>();

  public Agency(int size, Hiring hiring) throws IOException {
    while (hired.size() < size) {
      try {
        hired.add(hiring.hire());
      } catch (IOException | RuntimeException none) {
        close();
        throw none;
      }
    }
    present.addAll(hired);
  }

  private final class Batch {
    private final String[] texts;
    private final Answer[] answers; // guarded by this
    private final Queue<Integer> toDo = new ArrayDeque<>(); // guarded by this
    private final Queue<Integer> toTell = new ArrayDeque<>(); // guarded by this
    private int working; // guarded by this

    Batch(List<String> texts) {
      this.texts = texts.toArray(String[]::new);
      this.answers = new Answer[texts.size()];
      IntStream.range(0, texts.size()).forEach(toDo::add);
      working = present.size();
      for (Process process : present) {
        Thread.startVirtualThread(() -> work(process));
      }
      if (working == 0) {
        giveUp();
      }
    }

    private void work(Process process) {
      Integer number = take();
      while (number != null) {
        String line = null;
        try {
          var out = process.getOutputStream();
          out.write((texts[number] + '\n').getBytes(StandardCharsets.UTF_8));
          out.flush();
          line = process.inputReader(StandardCharsets.UTF_8).readLine();
        } catch (IOException e) {
          // as if the line were null
        }
        if (line == null) {
          present.remove(process);
          tell(number, new Answer.Lost(texts[number]));
          break;
        }
        tell(number, new Answer.Translated(texts[number], line));
        number = take();
      }
      leave();
    }

    private synchronized Integer take() {
      return toDo.poll();
    }

    private synchronized void tell(int number, Answer answer) {
      answers[number] = answer;
      toTell.add(number);
      notifyAll();
    }

    private synchronized void leave() {
      working--;
      if (working == 0) {
        giveUp();
      }
    }

    private synchronized void giveUp() {
      while (!toDo.isEmpty()) {
        int number = toDo.remove();
        tell(number, new Answer.Lost(texts[number]));
      }
    }

    synchronized Answer next() throws InterruptedException {
      while (toTell.isEmpty()) {
        wait();
      }
      return answers[toTell.remove()];
    }

    synchronized List<Answer> all() throws InterruptedException {
      for (int i = 0; i < texts.length; i++) {
        while (answers[i] == null) {
          wait();
        }
      }
      return Arrays.asList(answers);
    }
  }

  public List<Answer> inOrder(List<String> texts) throws InterruptedException {
    return new Batch(texts).all();
  }

  public void asTheyCome(List<String> texts, Consumer<Answer> desk) throws InterruptedException {
    var batch = new Batch(texts);
    for (int i = 0; i < texts.size(); i++) {
      desk.accept(batch.next());
    }
  }

  @Override
  public void close() {
    hired.stream().map(Process::toHandle).forEach(ProcessHandle::destroyForcibly);
    hired.forEach(process -> process.onExit().join());
  }
}
