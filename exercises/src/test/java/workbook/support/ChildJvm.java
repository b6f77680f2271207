package workbook.support;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A child JVM that a test starts, talks to in lines and never leaves behind.
 *
 * <p>The other end is a {@link ParentLine}. What the child prints besides is kept for messages of
 * failure. A child ends when its parent closes it, kills it, or is gone.
 *
 * {@snippet :
 * try (var child = ChildJvm.start(Seller.class, TicketOffice.class)) {
 *   child.tell("sell");
 *   assertEquals("sold 3", child.hear());
 * }
 * }
 */
public final class ChildJvm implements AutoCloseable {
  /** Start quickly and stay small; a child of a test has nothing to gain from the big compiler. */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xshare:auto",
          "-Xmx64m",
          "-Dfile.encoding=UTF-8",
          "-Dstdout.encoding=UTF-8",
          "-Dstderr.encoding=UTF-8");

  private static final int KEPT_CHARS = 4000;

  private final String name;
  private final Process process;
  private final Writer toChild;
  private final BlockingQueue<Optional<String>> fromChild = new LinkedBlockingQueue<>();
  private final StringBuilder printed = new StringBuilder(); // guarded by itself
  private final List<Thread> readers = new ArrayList<>(); // confined to the starting thread

  private ChildJvm(String name, Process process) {
    this.name = name;
    this.process = process;
    this.toChild = process.outputWriter(StandardCharsets.UTF_8);
    reader("lines", process.getInputStream(), line -> fromChild.add(Optional.of(line)));
    reader("prints", process.getErrorStream(), this::keep);
  }

  /**
   * Starts a JVM on a main class, with the folders on its class path from which that class, this
   * class and the others were loaded: the answer's and the tests', wherever the grader put them.
   */
  public static ChildJvm start(Class<?> main, Class<?>... others) {
    return startIn(Path.of(""), main, others);
  }

  /** Starts a JVM as {@link #start} does, in a working folder of its own. */
  public static ChildJvm startIn(Path folder, Class<?> main, Class<?>... others) {
    return new ChildJvm(main.getSimpleName(), process(folder, main, List.of(), others));
  }

  /**
   * Starts a JVM as {@link #start} does, for code under test to talk to; whoever starts it sees to
   * its end.
   */
  public static Process bare(Class<?> main, List<String> arguments, Class<?>... others) {
    return process(Path.of(""), main, arguments, others);
  }

  private static Process process(
      Path folder, Class<?> main, List<String> arguments, Class<?>... others) {
    String classPath =
        Stream.concat(Stream.of(main, ChildJvm.class), Arrays.stream(others))
            .map(ChildJvm::home)
            .distinct()
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(arguments);
    try {
      return new ProcessBuilder(command).directory(folder.toAbsolutePath().toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a line. */
  public void tell(String line) {
    try {
      toChild.write(line + "\n");
      toChild.flush();
    } catch (IOException e) {
      throw new AssertionError(story("cannot be told '" + line + "'"), e);
    }
  }

  /**
   * Waits for the child's next line.
   *
   * @throws AssertionError if the child ends, or says nothing within {@link Crew#PATIENCE}
   */
  public String hear() throws InterruptedException {
    Optional<String> line = fromChild.poll(Crew.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (line == null) {
      throw new AssertionError(story("says nothing for " + Crew.PATIENCE.toSeconds() + " s"));
    }
    if (line.isEmpty()) {
      fromChild.add(line); // whoever asks again gets the same answer
      throw new AssertionError(story("ended with status " + process.waitFor()));
    }
    return line.get();
  }

  /** Returns whether the process runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Kills the process, which gets no chance to clean up, and waits until it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
    for (Thread reader : readers) {
      reader.join(Crew.PATIENCE);
    }
  }

  @Override
  public void close() throws InterruptedException {
    kill();
    try {
      toChild.close();
    } catch (IOException e) {
      // The pipe may be broken: there is nobody left to read it.
    }
  }

  private String story(String what) {
    synchronized (printed) {
      return "the child JVM " + name + " " + what + (printed.isEmpty() ? "" : ":\n" + printed);
    }
  }

  private void keep(String line) {
    synchronized (printed) {
      if (printed.length() + line.length() < KEPT_CHARS) {
        printed.append(line).append('\n');
      }
    }
  }

  private void reader(String what, InputStream stream, java.util.function.Consumer<String> taker) {
    readers.add(
        Thread.ofPlatform()
            .name(name + "-" + what)
            .daemon()
            .start(() -> {
              try (var lines =
                  new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  taker.accept(line);
                }
              } catch (IOException e) {
                // A killed child breaks its pipes; the end is told below either way.
              }
              if (what.equals("lines")) {
                fromChild.add(Optional.empty());
              }
            }));
  }

  private static String home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(type + " comes from a place that is no file", e);
    }
  }
}
