package workbook.kernel;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A Jupyter client: starts a kernel in a process of its own and talks to it as the protocol says.
 *
 * <p>Written against the protocol, on bare sockets and not on the kernel's library, so that a fault
 * of that library cannot hide by being made twice.
 */
final class Client implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String DELIMITER = "<IDS|MSG>";

  private final Gson gson = new Gson();
  private final String key = UUID.randomUUID().toString();
  private final String session = UUID.randomUUID().toString();
  private final ZContext context = new ZContext();
  private final ZMQ.Poller poller;
  private final ZMQ.Socket shell;
  private final ZMQ.Socket control;
  private final ZMQ.Socket stdin;
  private final ZMQ.Socket iopub;
  private final ZMQ.Socket heartbeat;
  final Process process;

  /** All that came, in the order in which it came. */
  final List<Message> received = new ArrayList<>();

  record Message(String channel, JsonObject header, JsonObject parent, JsonObject content) {
    String type() {
      return header.get("msg_type").getAsString();
    }

    boolean answers(String request) {
      return parent.has("msg_id") && parent.get("msg_id").getAsString().equals(request);
    }

    String text(String name) {
      return content.get(name).getAsString();
    }

    JsonObject data() {
      return content.getAsJsonObject("data");
    }
  }

  /** What came of a cell. */
  record Cell(String request, List<Message> messages) {
    Message reply() {
      return messages.stream().filter(m -> m.type().equals("execute_reply")).findFirst().get();
    }

    String status() {
      return reply().text("status");
    }

    List<Message> of(String type) {
      return messages.stream().filter(m -> m.type().equals(type)).toList();
    }

    String stream(String name) {
      var all = new StringBuilder();
      of("stream").stream()
          .filter(m -> m.text("name").equals(name))
          .forEach(m -> all.append(m.text("text")));
      return all.toString();
    }

    String out() {
      return stream("stdout");
    }

    /** The plain text of the value, or what went wrong. */
    String value() {
      if (status().equals("error")) {
        return "error: " + traceback();
      }
      List<Message> results = of("execute_result");
      return results.isEmpty() ? "" : results.getFirst().data().get("text/plain").getAsString();
    }

    String traceback() {
      List<String> lines = new ArrayList<>();
      of("error")
          .getFirst()
          .content()
          .getAsJsonArray("traceback")
          .forEach(line -> lines.add(line.getAsString()));
      return String.join("\n", lines);
    }
  }

  /** Starts a kernel in a folder. */
  Client(Path folder) throws IOException {
    this(folder, folder);
  }

  /** Starts a kernel that has its own files in one folder, and runs in another. */
  Client(Path folder, Path workingFolder) throws IOException {
    int[] ports = freePorts(5);
    var connection = new JsonObject();
    connection.addProperty("ip", "127.0.0.1");
    connection.addProperty("transport", "tcp");
    connection.addProperty("signature_scheme", "hmac-sha256");
    connection.addProperty("key", key);
    List<String> names =
        List.of("shell_port", "control_port", "stdin_port", "iopub_port", "hb_port");
    for (int i = 0; i < ports.length; i++) {
      connection.addProperty(names.get(i), ports[i]);
    }
    Path file = folder.resolve("connection-" + session + ".json");
    Files.writeString(file, gson.toJson(connection));
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                file.toString())
            .directory(workingFolder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(new File(folder.toFile(), "kernel.log"));
    builder.environment().put("JPY_PARENT_PID", String.valueOf(ProcessHandle.current().pid()));
    process = builder.start();
    shell = connect(SocketType.DEALER, ports[0]);
    control = connect(SocketType.DEALER, ports[1]);
    stdin = connect(SocketType.DEALER, ports[2]);
    iopub = connect(SocketType.SUB, ports[3]);
    iopub.subscribe(new byte[0]);
    heartbeat = connect(SocketType.REQ, ports[4]);
    poller = context.createPoller(4);
    for (ZMQ.Socket socket : List.of(shell, control, stdin, iopub)) {
      poller.register(socket, ZMQ.Poller.POLLIN);
    }
    becomeHeard();
  }

  private ZMQ.Socket connect(SocketType type, int port) {
    ZMQ.Socket socket = context.createSocket(type);
    socket.setLinger(0);
    if (type == SocketType.DEALER) {
      // A front end uses one identity for all its channels: stdin is routed by it.
      socket.setIdentity(session.getBytes(StandardCharsets.UTF_8));
    }
    socket.connect("tcp://127.0.0.1:" + port);
    return socket;
  }

  private static int[] freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      int[] ports = new int[count];
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        ports[i] = sockets.get(i).getLocalPort();
      }
      return ports;
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  /** A subscription takes a moment to arrive; until it has, what is published is lost to us. */
  private void becomeHeard() {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      String request = send(shell, "kernel_info_request", new JsonObject());
      waitFor(m -> m.answers(request) && m.channel().equals("shell"), PATIENCE);
      if (poll(m -> m.answers(request) && m.channel().equals("iopub"), Duration.ofSeconds(1))
          != null) {
        return;
      }
    }
    throw new AssertionError("the kernel publishes nothing");
  }

  // ------------------------------------------------------------------------------ the protocol

  private String send(ZMQ.Socket socket, String type, JsonObject content) {
    return send(socket, type, content, new JsonObject());
  }

  private String send(ZMQ.Socket socket, String type, JsonObject content, JsonObject parent) {
    var header = new JsonObject();
    String id = UUID.randomUUID().toString();
    header.addProperty("msg_id", id);
    header.addProperty("session", session);
    header.addProperty("username", "tester");
    header.addProperty("date", Instant.now().toString());
    header.addProperty("msg_type", type);
    header.addProperty("version", "5.3");
    List<String> parts =
        List.of(gson.toJson(header), gson.toJson(parent), "{}", gson.toJson(content));
    socket.sendMore(DELIMITER);
    socket.sendMore(signature(parts));
    for (int i = 0; i < parts.size(); i++) {
      byte[] part = parts.get(i).getBytes(StandardCharsets.UTF_8);
      socket.send(part, i + 1 < parts.size() ? ZMQ.SNDMORE : 0);
    }
    return id;
  }

  private String signature(List<String> parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      parts.forEach(part -> mac.update(part.getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private Message read(ZMQ.Socket socket) {
    List<String> frames = new ArrayList<>();
    do {
      frames.add(new String(socket.recv(), StandardCharsets.UTF_8));
    } while (socket.hasReceiveMore());
    int at = frames.indexOf(DELIMITER);
    List<String> parts = frames.subList(at + 2, at + 6);
    if (!signature(parts).equals(frames.get(at + 1))) {
      throw new AssertionError("a message with a wrong signature: " + frames);
    }
    String channel =
        socket == shell
            ? "shell"
            : socket == control ? "control" : socket == stdin ? "stdin" : "iopub";
    var message =
        new Message(channel, object(parts.get(0)), object(parts.get(1)), object(parts.get(3)));
    received.add(message);
    return message;
  }

  private static JsonObject object(String json) {
    return JsonParser.parseString(json).getAsJsonObject();
  }

  private Message poll(Predicate<Message> wanted, Duration patience) {
    Instant end = Instant.now().plus(patience);
    while (Instant.now().isBefore(end)) {
      if (!process.isAlive()) {
        throw new AssertionError("the kernel has died, status " + process.exitValue());
      }
      poller.poll(50);
      for (int i = 0; i < poller.getSize(); i++) {
        if (poller.pollin(i)) {
          Message message = read(poller.getSocket(i));
          if (wanted.test(message)) {
            return message;
          }
        }
      }
    }
    return null;
  }

  /** Reads until something comes that is wanted. */
  Message waitFor(Predicate<Message> wanted, Duration patience) {
    Message found = poll(wanted, patience);
    if (found == null) {
      throw new AssertionError("nothing came in " + patience + "; so far: " + received);
    }
    return found;
  }

  // ---------------------------------------------------------------------------------- requests

  /** Asks for a cell to be run and does not wait. */
  String submit(String code) {
    return submit(code, false);
  }

  private String submit(String code, boolean stdinAllowed) {
    var content = new JsonObject();
    content.addProperty("code", code);
    content.addProperty("silent", false);
    content.addProperty("store_history", true);
    content.add("user_expressions", new JsonObject());
    content.addProperty("allow_stdin", stdinAllowed);
    content.addProperty("stop_on_error", true);
    return send(shell, "execute_request", content);
  }

  /** Waits until a cell has its reply and the kernel says that it is idle again. */
  Cell result(String request) {
    boolean[] done = new boolean[2];
    received.stream().filter(m -> m.answers(request)).forEach(m -> note(m, done));
    while (!done[0] || !done[1]) {
      note(waitFor(m -> m.answers(request), PATIENCE), done);
    }
    return new Cell(request, received.stream().filter(m -> m.answers(request)).toList());
  }

  private static void note(Message message, boolean[] done) {
    done[0] |= message.type().equals("execute_reply");
    done[1] |= message.type().equals("status") && message.text("execution_state").equals("idle");
  }

  Cell run(String code) {
    return result(submit(code));
  }

  /** Runs a cell that reads standard input, answering its questions. */
  Cell runWithInput(String code, String... answers) {
    String request = submit(code, true);
    for (String answer : answers) {
      answer(request, answer);
    }
    return result(request);
  }

  String submitWithInput(String code) {
    return submit(code, true);
  }

  void answer(String request, String answer) {
    Message question =
        waitFor(m -> m.type().equals("input_request") && m.answers(request), PATIENCE);
    var content = new JsonObject();
    content.addProperty("value", answer);
    send(stdin, "input_reply", content, question.header());
  }

  Message waitForQuestion(String request) {
    return waitFor(m -> m.type().equals("input_request") && m.answers(request), PATIENCE);
  }

  void waitForText(String request, String text) {
    waitFor(
        m -> m.answers(request) && m.type().equals("stream") && m.text("text").contains(text),
        PATIENCE);
  }

  private Message ask(ZMQ.Socket socket, String type, JsonObject content) {
    String request = send(socket, type, content);
    String reply = type.replace("_request", "_reply");
    return waitFor(m -> m.answers(request) && m.type().equals(reply), PATIENCE);
  }

  void interrupt() {
    ask(control, "interrupt_request", new JsonObject());
  }

  Message kernelInfo() {
    return ask(shell, "kernel_info_request", new JsonObject());
  }

  JsonArray complete(String code, int cursor) {
    return completeReply(code, cursor).content().getAsJsonArray("matches");
  }

  Message completeReply(String code, int cursor) {
    var content = new JsonObject();
    content.addProperty("code", code);
    content.addProperty("cursor_pos", cursor);
    return ask(shell, "complete_request", content);
  }

  Message inspect(String code, int cursor) {
    var content = new JsonObject();
    content.addProperty("code", code);
    content.addProperty("cursor_pos", cursor);
    content.addProperty("detail_level", 0);
    return ask(shell, "inspect_request", content);
  }

  String isComplete(String code) {
    var content = new JsonObject();
    content.addProperty("code", code);
    return ask(shell, "is_complete_request", content).text("status");
  }

  Message history() {
    var content = new JsonObject();
    content.addProperty("hist_access_type", "tail");
    content.addProperty("n", 10);
    content.addProperty("output", false);
    content.addProperty("raw", true);
    return ask(shell, "history_request", content);
  }

  boolean beats() {
    heartbeat.setReceiveTimeOut(10_000);
    heartbeat.send("ping");
    return "ping".equals(heartbeat.recvStr());
  }

  /** Says goodbye and returns whether the process has ended by itself. */
  boolean shutDown() throws InterruptedException {
    var content = new JsonObject();
    content.addProperty("restart", false);
    send(control, "shutdown_request", content);
    return process.waitFor(20, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    context.close();
  }
}
