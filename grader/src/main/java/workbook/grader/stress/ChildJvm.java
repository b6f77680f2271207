package workbook.grader.stress;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The JVM under stress, seen from its parent. */
final class ChildJvm implements AutoCloseable {

  /** A message longer than this is cut, and so is none any more, in bytes. */
  private static final int MAX_LINE = 16 << 20;

  /** What might change how a JVM works, without the grader's knowing. */
  private static final List<String> JVM_VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH");

  /** What a child said, or that it will say no more. */
  sealed interface Heard {
    /** A message. */
    record Said(Message message) implements Heard {}

    /** The end of the stream. */
    record Silence() implements Heard {}
  }

  private final Process process;
  private final Wire wire;
  private final Tail output = new Tail();
  private final LinkedBlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
  private final Thread errorReader;

  private ChildJvm(Process process, Wire wire) {
    this.process = process;
    this.wire = wire;
    Thread.ofVirtual().start(this::listen);
    this.errorReader = Thread.ofVirtual().start(this::drainErrors);
  }

  /**
   * Starts a JVM and gives it its order.
   *
   * @throws IOException if it does not start
   */
  static ChildJvm start(
      Path java,
      List<String> options,
      List<Path> classPath,
      Path workDir,
      List<String> tests,
      StressBudget budget,
      String mode)
      throws IOException {
    String token = UUID.randomUUID().toString();
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(options);
    command.add("-cp");
    command.add(
        classPath.stream()
            .map(path -> path.toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(StressMain.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command).directory(workDir.toFile());
    JVM_VARIABLES.forEach(builder.environment()::remove);
    ChildJvm child = new ChildJvm(builder.start(), new Wire(token));
    child.tell(Wire.encode(new Order(token, tests, budget, mode)));
    return child;
  }

  /** Returns the next thing that it says, empty if it says nothing for that long. */
  Optional<Heard> next(Duration limit) throws InterruptedException {
    return Optional.ofNullable(heard.poll(limit.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Asks it to say what its threads do, and to end. */
  void askForDump() {
    tell(Wire.DUMP);
  }

  /** Returns what came out of it that was no message; waits a moment for the rest of it. */
  String output() throws InterruptedException {
    errorReader.join(Duration.ofSeconds(1));
    return output.text();
  }

  /** Returns the exit code of a JVM that ended, empty if it does not end within some seconds. */
  Optional<Integer> exitCode() throws InterruptedException {
    return process.waitFor(5, TimeUnit.SECONDS)
        ? Optional.of(process.exitValue())
        : Optional.empty();
  }

  /** Ends it and all that it started. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** A child that is gone already cannot be told anything; its silence says so in time. */
  private void tell(String line) {
    try {
      OutputStream orders = process.getOutputStream();
      orders.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      orders.flush();
    } catch (IOException e) {
      output.write(("cannot be told: " + e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private void listen() {
    try (InputStream in = new BufferedInputStream(process.getInputStream(), 1 << 16)) {
      Line line = new Line();
      while (line.readFrom(in)) {
        Optional<Message> message = wire.decode(line.text());
        if (message.isPresent()) {
          heard.add(new Heard.Said(message.get()));
        } else if (!line.text().isEmpty()) {
          output.write((line.text() + "\n").getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      // The process was ended.
    } finally {
      heard.add(new Heard.Silence());
    }
  }

  private void drainErrors() {
    try (InputStream in = process.getErrorStream()) {
      in.transferTo(output);
    } catch (IOException e) {
      // The process was ended.
    }
  }

  /** A line of bounded length. */
  private static final class Line {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private String text = "";

    boolean readFrom(InputStream in) throws IOException {
      bytes.reset();
      int read = in.read();
      if (read < 0) {
        return false;
      }
      while (read >= 0 && read != '\n') {
        if (bytes.size() < MAX_LINE) {
          bytes.write(read);
        }
        read = in.read();
      }
      text = bytes.toString(StandardCharsets.UTF_8);
      return true;
    }

    String text() {
      return text;
    }
  }
}
