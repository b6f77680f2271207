// Right because: each translator's work is a chain of asynchronous steps, each of which begins the
// next; the answers are futures that a step completes.
package workbook.ch08_processes.process_pool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TransferQueue;
import java.util.function.Consumer;

public final class Agency implements AutoCloseable {
  private record Job(String text, CompletableFuture<Answer> answer) {}

  private final List<Process> processes = new ArrayList<>();
  private final List<Process> alive = new ArrayList<>(); // guarded by this
  private final ExecutorService threads = Executors.newCachedThreadPool();

  public Agency(int size, Hiring hiring) throws IOException {
    boolean complete = false;
    try {
      for (int i = 0; i < size; i++) {
        processes.add(hiring.hire());
      }
      alive.addAll(processes);
      complete = true;
    } finally {
      if (!complete) {
        close();
      }
    }
  }

  private List<CompletableFuture<Answer>> begin(List<String> texts) {
    var jobs = new ConcurrentLinkedQueue<Job>();
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (String text : texts) {
      var answer = new CompletableFuture<Answer>();
      answers.add(answer);
      jobs.add(new Job(text, answer));
    }
    List<CompletableFuture<Void>> chains = new ArrayList<>();
    synchronized (this) {
      for (Process process : List.copyOf(alive)) { // a step that ends at once removes its own
        chains.add(step(process, jobs));
      }
    }
    CompletableFuture.allOf(chains.toArray(CompletableFuture[]::new))
        .thenRun(() -> jobs.forEach(job -> job.answer.complete(new Answer.Lost(job.text))));
    return answers;
  }

  private CompletableFuture<Void> step(Process process, ConcurrentLinkedQueue<Job> jobs) {
    Job job = jobs.poll();
    if (job == null) {
      return CompletableFuture.completedFuture(null);
    }
    return CompletableFuture.supplyAsync(() -> ask(process, job.text), threads)
        .thenCompose(answer -> {
          job.answer.complete(answer);
          if (answer instanceof Answer.Translated) {
            return step(process, jobs);
          }
          synchronized (this) {
            alive.remove(process);
          }
          return CompletableFuture.completedFuture(null);
        });
  }

  private static Answer ask(Process process, String text) {
    try {
      process.outputWriter(StandardCharsets.UTF_8).append(text).append("\n").flush();
      String line = process.inputReader(StandardCharsets.UTF_8).readLine();
      return line == null ? new Answer.Lost(text) : new Answer.Translated(text, line);
    } catch (IOException e) {
      return new Answer.Lost(text);
    }
  }

  public List<Answer> inOrder(List<String> texts) throws InterruptedException {
    List<Answer> answers = new ArrayList<>();
    for (CompletableFuture<Answer> answer : begin(texts)) {
      answers.add(get(answer));
    }
    return answers;
  }

  public void asTheyCome(List<String> texts, Consumer<Answer> desk) throws InterruptedException {
    TransferQueue<Answer> done = new LinkedTransferQueue<>();
    begin(texts).forEach(answer -> answer.thenAccept(done::add));
    for (String _ : texts) {
      desk.accept(done.take());
    }
  }

  private static Answer get(CompletableFuture<Answer> answer) throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    processes.forEach(Process::destroy);
    processes.forEach(process -> process.onExit().join());
    threads.shutdown();
  }
}
