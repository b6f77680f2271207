package workbook.grader.worker;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import workbook.grader.cause.Misconception;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.Gate;

/** A worker JVM as its parent sees it, watched from outside. */
final class WorkerProcess implements AutoCloseable {
  /** From here on, an exit status names the signal that killed a process. */
  private static final int KILLED = 128;

  private static final int LONGEST_TEXT = 4_000;

  private static final Gson GSON = new Gson();

  /**
   * What came of a job.
   *
   * @param checks the checks, in the order in which they were first made
   * @param measures what was measured
   * @param taken whether the worker had begun with it; else it can be given to another
   * @param whole whether the worker can be used again
   */
  record Report(List<Check> checks, List<Measure> measures, boolean taken, boolean whole) {}

  private final Limits limits;
  private final String word = UUID.randomUUID().toString();
  private final Process process;
  private final Writer orders;
  private final BlockingQueue<Optional<Message>> messages = new LinkedBlockingQueue<>();

  /**
   * Starts a JVM.
   *
   * @param debugPort where it waits for a debugger first; 0 for not at all
   */
  WorkerProcess(Limits limits, int debugPort) {
    this.limits = limits;
    try {
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx512m",
                  "-Xshare:auto",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+ExitOnOutOfMemoryError",
                  "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
                  "-Duser.language=en",
                  "-Djava.awt.headless=true",
                  limits.asOption(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Worker.class.getName()));
      if (debugPort != 0) {
        command.addAll(1, debugging(debugPort));
      }
      var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
      // Somebody's options for all his JVMs must not change a verdict.
      builder
          .environment()
          .keySet()
          .removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("no worker JVM can be started", e);
    }
    if (debugPort != 0) { // while it waits, it does not notice that we are gone
      Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }
    orders = process.outputWriter(StandardCharsets.UTF_8);
    Thread.ofPlatform().name("worker-reader").daemon().start(this::read);
  }

  /** Options that let a debugger see each simulated thread as a thread of its own. */
  private static List<String> debugging(int port) {
    return List.of(
        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=localhost:" + port,
        "-Dexplorer.threads=true",
        "-Dreplay.patience=" + Duration.ofDays(365).toSeconds());
  }

  private void read() {
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.startsWith(word)) {
          continue; // the JVM itself speaks here when it dies; the exit status tells why
        }
        try {
          messages.add(Optional.of(GSON.fromJson(line.substring(word.length()), Message.class)));
        } catch (JsonSyntaxException e) {
          // Half a line: the worker has died over it.
        }
      }
    } catch (IOException e) {
      // The same as its end: the worker is gone.
    }
    messages.add(Optional.empty());
  }

  /** Returns whether there is still a JVM to give a job to. */
  boolean isAlive() {
    return process.isAlive();
  }

  /** Does a job and returns what came of it; never throws for anything that the job does. */
  Report perform(Job job, Consumer<String> progress) {
    Gate gate = job.kind() == Job.Kind.BEHAVIOUR ? Gate.BEHAVIOUR : Gate.SCHEDULES;
    Map<String, Check> checks = new LinkedHashMap<>();
    List<Measure> measures = new ArrayList<>();
    boolean taken = false;
    String test = "the first test";
    try {
      orders.write(word + " " + GSON.toJson(job));
      orders.write('\n');
      orders.flush();
    } catch (IOException e) {
      return new Report(List.of(), List.of(), false, false);
    }
    while (true) {
      Optional<Message> message;
      try {
        message = messages.poll(limits.silence(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        add(checks, Check.inconclusive(gate, test, "the grader was interrupted"));
        return new Report(List.copyOf(checks.values()), measures, true, false);
      }
      if (message == null && !taken) {
        return new Report(List.of(), List.of(), false, false);
      }
      if (message == null) {
        add(
            checks,
            Check.failed(
                    gate,
                    test,
                    Misconception.ENDLESS_LOOP,
                    "hangs: nothing has been heard of the test for "
                        + limits.silence() / 1000
                        + " s",
                    null,
                    "")
                .hanging());
        return new Report(List.copyOf(checks.values()), measures, true, false);
      }
      if (message.isEmpty()) {
        if (taken) {
          add(checks, gone(gate, test));
        }
        return new Report(List.copyOf(checks.values()), measures, taken, false);
      }
      Message said = message.get();
      switch (said.kind()) {
        case TAKEN -> taken = true;
        case BEGINS -> {
          test = said.text();
          progress.accept(test);
        }
        case CHECKED -> {
          Check check = said.check();
          if (check != null) {
            add(checks, clean(check));
          }
        }
        case MEASURED -> {
          Measure measure = said.measure();
          if (measure != null) {
            measures.add(measure);
          }
        }
        case DONE, SPENT -> {
          if (checks.isEmpty() && measures.isEmpty()) {
            add(
                checks,
                Check.inconclusive(
                    gate, gate.id(), "the worker has nothing to tell. " + said.text()));
          }
          return new Report(
              List.copyOf(checks.values()), measures, true, said.kind() == Message.Kind.DONE);
        }
      }
    }
  }

  /** A check that is made again counts once, and as failed if it ever was. */
  private static void add(Map<String, Check> checks, Check check) {
    checks.merge(check.name(), check, (old, now) -> old.hasFailed() ? old : now);
  }

  /** Takes out what a learner's text could do to a terminal, and shortens what nobody reads. */
  private static Check clean(Check check) {
    return new Check(
        check.gate(),
        clean(check.name()),
        check.status(),
        check.cause(),
        clean(check.message()),
        check.place(),
        clean(check.evidence()),
        check.schedule(),
        check.hangs());
  }

  private static String clean(String text) {
    String shown =
        text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + " [...]";
    return shown.replaceAll("[\\p{Cc}&&[^\n\t]]", "?");
  }

  /** The worker is gone in the middle of a job, and its exit status says why. */
  private Check gone(Gate gate, String test) {
    int status = close(Duration.ofSeconds(10));
    if (status == Worker.OUT_OF_MEMORY) {
      return Check.failed(
          gate,
          test,
          Misconception.OUT_OF_MEMORY,
          "your code used up the memory (512 MB); what grows without end?",
          null,
          "");
    }
    if (status < 0 || status >= KILLED) {
      return Check.inconclusive(
          gate, test, "the JVM that ran the test was killed (exit status " + status + ")");
    }
    return Check.failed(
        gate,
        test,
        Misconception.EXITS_THE_PROGRAM,
        "your code ended the whole program (exit status " + status + ")",
        null,
        "");
  }

  private int close(Duration patience) {
    try {
      if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    return -1;
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
