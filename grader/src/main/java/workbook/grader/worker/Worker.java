package workbook.grader.worker;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TimeZone;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import workbook.grader.compile.EngineLoader;

/**
 * The main program of a worker JVM: takes jobs from its standard input, one at a time.
 *
 * <p>A job's line starts with a word that only the parent and this class know, and so does every
 * answer to it: what an exercise that may open files writes to the same pipe is not taken for an
 * answer.
 */
public final class Worker {
  /** Exit status of a worker that found its job hanging and said so. */
  static final int HANGS = 70;

  /** What a JVM exits with under ExitOnOutOfMemoryError. */
  static final int OUT_OF_MEMORY = 3;

  private static final Gson GSON = new Gson();

  private final PrintStream channel =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();

  /** A job, and the word that proves an answer to be ours. */
  private record Order(String word, Job job) {}

  private Worker() {}

  /** Runs until standard input ends, which it does when the parent is gone. */
  public static void main(String[] args) {
    new Worker().run();
  }

  /** Ends this JVM and the processes that the job has started. */
  static void endNow(int status) {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    Runtime.getRuntime().halt(status);
  }

  private void run() {
    System.setIn(InputStream.nullInputStream());
    var reader = new Thread(LiveThreads.rootGroup(), this::readOrders, "worker-orders", 0, false);
    reader.setDaemon(true);
    reader.start();
    while (true) {
      try {
        perform(orders.take());
      } catch (InterruptedException e) {
        // Some job's code has interrupted us; there is nothing that we would stop for.
      }
    }
  }

  private void readOrders() {
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int blank = line.indexOf(' ');
        orders.add(
            new Order(
                line.substring(0, blank), GSON.fromJson(line.substring(blank + 1), Job.class)));
      }
    } catch (IOException | JsonSyntaxException | StringIndexOutOfBoundsException e) {
      // The parent is gone or talks nonsense: nothing is left to do, here or below.
    }
    endNow(0);
  }

  /** Does a job in a thread and a group of threads of its own, so that no trace of it is left. */
  @SuppressWarnings("ThreadJoinLoop") // the loop is there; it asks the thread itself
  private void perform(Order order) throws InterruptedException {
    say(order, Message.taken());
    var settings = Settings.now();
    BoundedOutput output = BoundedOutput.install();
    LiveThreads live = LiveThreads.startingNow();
    var group = new ThreadGroup(LiveThreads.rootGroup(), "main");
    var job = new Thread(group, () -> perform(order, live, output), "main", 0, false);
    job.setDaemon(true);
    job.start();
    while (job.isAlive()) {
      try {
        job.join();
      } catch (InterruptedException e) {
        // As above: a job's code has no say in how long we wait for it.
      }
    }
    List<String> left = live.leftOverWhenCalledAway(Thread.currentThread());
    settings.restore();
    boolean children = LiveThreads.childProcessLives();
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    say(
        order,
        left.isEmpty() && !children
            ? Message.done()
            : Message.spent("threads or processes are left: " + left));
  }

  private void perform(Order order, LiveThreads live, BoundedOutput output) {
    Job job = order.job();
    try (var loader = new URLClassLoader("answer", urls(job), new EngineLoader())) {
      Thread.currentThread().setContextClassLoader(loader);
      switch (job.kind()) {
        case BEHAVIOUR -> new BehaviourRun(job, loader, live, output, m -> say(order, m)).run();
        case SCHEDULES, MEASURE -> new SchedulesRun(job, loader, m -> say(order, m)).run();
      }
    } catch (Throwable e) { // whatever it is, the parent must hear of it
      say(order, Message.spent("the worker itself failed: " + e));
    }
  }

  private static URL[] urls(Job job) throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    // What judges comes first, so that no class of an answer can stand in for it.
    for (String folder : job.classPath().reversed()) {
      urls.add(Path.of(folder).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  private synchronized void say(Order order, Message message) {
    channel.println(order.word() + GSON.toJson(message));
  }

  /** What a job may change for the whole JVM. */
  private record Settings(
      Locale locale, Locale display, Locale format, TimeZone zone, Properties properties) {

    static Settings now() {
      return new Settings(
          Locale.getDefault(),
          Locale.getDefault(Locale.Category.DISPLAY),
          Locale.getDefault(Locale.Category.FORMAT),
          TimeZone.getDefault(),
          (Properties) System.getProperties().clone());
    }

    void restore() {
      Locale.setDefault(locale);
      Locale.setDefault(Locale.Category.DISPLAY, display);
      Locale.setDefault(Locale.Category.FORMAT, format);
      TimeZone.setDefault(zone);
      System.setProperties(properties);
      System.setIn(InputStream.nullInputStream());
      Thread.setDefaultUncaughtExceptionHandler(null);
    }
  }
}
