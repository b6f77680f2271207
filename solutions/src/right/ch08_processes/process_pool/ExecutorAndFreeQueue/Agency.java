// Right because: an executor has a task for each text. It takes a translator from the queue of the
// free, and puts it back; who puts back nobody puts back an empty place, so that those who wait
// find out.
package workbook.ch08_processes.process_pool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

public final class Agency implements AutoCloseable {
  private final List<Process> all = new ArrayList<>();
  private final BlockingQueue<Optional<Process>> free = new LinkedBlockingQueue<>();
  private final AtomicInteger present = new AtomicInteger();
  private final ExecutorService executor;

  public Agency(int size, Hiring hiring) throws IOException {
    executor = Executors.newFixedThreadPool(size);
    try {
      while (all.size() < size) {
        Process process = hiring.hire();
        all.add(process);
        free.add(Optional.of(process));
      }
      present.set(size);
    } finally {
      if (all.size() < size) {
        close();
      }
    }
  }

  public List<Answer> inOrder(List<String> texts) throws InterruptedException {
    List<Answer> answers = new ArrayList<>();
    for (Future<Answer> future : executor.invokeAll(texts.stream().map(this::task).toList())) {
      answers.add(result(future));
    }
    return answers;
  }

  public void asTheyCome(List<String> texts, Consumer<Answer> desk) throws InterruptedException {
    var completion = new ExecutorCompletionService<Answer>(executor);
    texts.forEach(text -> completion.submit(task(text)));
    for (int i = 0; i < texts.size(); i++) {
      desk.accept(result(completion.take()));
    }
  }

  private static Answer result(Future<Answer> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Callable<Answer> task(String text) {
    return () -> {
      Process process = free.take().orElse(null);
      if (process == null) { // nobody is left
        free.add(Optional.empty());
        return new Answer.Lost(text);
      }
      String translation = null;
      try {
        var to = process.outputWriter(StandardCharsets.UTF_8);
        to.append(text).append('\n').flush();
        translation = process.inputReader(StandardCharsets.UTF_8).readLine();
      } catch (IOException e) {
        // gone
      }
      if (translation != null) {
        free.add(Optional.of(process));
        return new Answer.Translated(text, translation);
      }
      if (present.decrementAndGet() == 0) {
        free.add(Optional.empty());
      }
      return new Answer.Lost(text);
    };
  }

  @Override
  public void close() {
    executor.shutdownNow();
    all.forEach(Process::destroy);
    all.forEach(process -> process.onExit().join());
  }
}
