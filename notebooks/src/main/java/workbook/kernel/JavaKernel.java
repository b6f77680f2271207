package workbook.kernel;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.HelpLink;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.history.HistoryEntry;
import org.dflib.jjava.jupyter.kernel.history.HistoryManager;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.ReplyType;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteInput;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteResult;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;
import org.dflib.jjava.jupyter.messages.reply.ErrorReply;
import org.dflib.jjava.jupyter.messages.reply.ExecuteReply;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import workbook.notebook.Grade;
import workbook.notebook.Shown;

/** Answers the front end's messages with what the {@link Shell} says. */
final class JavaKernel extends BaseKernel {
  private static final String NAME = "Java (workbook)";

  /** Nothing is remembered; but a front end that asks wants an answer. */
  private static final HistoryManager NO_HISTORY =
      new HistoryManager() {
        @Override
        public List<HistoryEntry> lookupTail(int length, Set<ResultFlag> flags) {
          return List.of();
        }

        @Override
        public List<HistoryEntry> lookupRange(
            int session, int start, int end, Set<ResultFlag> flags) {
          return List.of();
        }

        @Override
        public List<HistoryEntry> search(String pattern, int length, Set<ResultFlag> flags) {
          return List.of();
        }
      };

  private final Connection connection;
  private final Outbox outbox;
  private final Input input;
  private final Shell shell;

  /** Tells a front end that a cell was not run because one before it failed. */
  @SuppressWarnings("UnusedVariable") // read by Gson
  private record Aborted(String status, int execution_count)
      implements ContentType<Aborted>, ReplyType<ExecuteRequest> {
    @Override
    @SuppressWarnings("unchecked")
    public MessageType<Aborted> getType() {
      return (MessageType<Aborted>) (MessageType<?>) MessageType.EXECUTE_REPLY;
    }

    @Override
    public MessageType<ExecuteRequest> getRequestType() {
      return MessageType.EXECUTE_REQUEST;
    }
  }

  JavaKernel(Connection connection, PrintStream console) {
    super(
        NAME,
        "1",
        new LanguageInfo.Builder("Java")
            .version(Runtime.version().toString())
            .mimetype("text/x-java-source")
            .fileExtension(".jshell")
            .pygments("java")
            .codemirror("java")
            .build(),
        List.of(
            new HelpLink(
                "Java SE 25 API", "https://docs.oracle.com/en/java/javase/25/docs/api/index.html")),
        NO_HISTORY,
        new JupyterIO(java.nio.charset.StandardCharsets.UTF_8),
        new CommManager(),
        new Renderer(),
        null,
        new MagicsRegistry(),
        false,
        new StringStyler.Builder().build());
    this.connection = connection;
    outbox = new Outbox(connection.getIOPub(), console);
    input = new Input(connection.stdin());
    // Once for all, for a program may keep what it finds here.
    System.setOut(outbox.stream(StreamType.OUT));
    System.setErr(outbox.stream(StreamType.ERR));
    System.setIn(input);
    shell = new Shell();
    Grade.setCells(shell);
  }

  @Override
  protected synchronized void handleExecuteRequest(
      ShellReplyEnvironment env, Message<ExecuteRequest> message) {
    ExecuteRequest request = message.getContent();
    commManager.setMessageContext(message);
    env.setBusyDeferIdle();
    boolean silent = request.isSilent();
    int count = silent ? executionCount.get() : executionCount.getAndIncrement();
    if (!silent) {
      env.publish(new PublishExecuteInput(request.getCode(), count));
    }
    outbox.begin(message);
    input.begin(request.isStdinEnabled() ? message : null);
    try {
      Object value = shell.run(count, request.getCode());
      DisplayData shown = value == null ? null : lastOf(value);
      outbox.flush();
      if (shown != null && !silent) {
        env.publish(new PublishExecuteResult(count, shown));
      }
      env.defer().reply(new ExecuteReply(count, Map.of()));
    } catch (CellException e) {
      fail(env, request, count, e);
    } catch (RuntimeException | LinkageError | AssertionError e) {
      // What a value's own toString throws, for one.
      fail(env, request, count, Shell.thrown(e));
    } finally {
      outbox.end();
      input.begin(null);
    }
  }

  private void fail(
      ShellReplyEnvironment env, ExecuteRequest request, int count, CellException failure) {
    outbox.flush();
    var error = new ErrorReply(failure.kind(), failure.message(), failure.lines());
    error.setExecutionCount(count);
    if (!request.isSilent()) {
      env.publish(new PublishError(failure.kind(), failure.message(), failure.lines()));
    }
    env.defer().replyError(ExecuteReply.MESSAGE_TYPE.error(), error);
    if (request.shouldStopOnError()) {
      env.defer(() -> abortQueued(env.getShell()));
    }
  }

  /**
   * Declines the cells that wait in line: a front end that runs a whole notebook sends them all at
   * once and counts on it.
   */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private void abortQueued(JupyterSocket socket) {
    while ((socket.getEvents() & ZMQ.Poller.POLLIN) != 0) {
      Message<?> message = socket.readMessage();
      ShellReplyEnvironment env =
          connection.prepareReplyEnv(
              (org.dflib.jjava.jupyter.channels.ShellChannel) socket, message);
      if (message.getContent() instanceof ExecuteRequest) {
        env.setBusyDeferIdle();
        env.reply(new Aborted("aborted", executionCount.get()));
      } else {
        ShellHandler handler = connection.getHandler(message.getHeader().getType());
        if (handler != null) {
          handler.handle(env, (Message) message);
        }
      }
      env.resolveDeferrals();
    }
  }

  /** Shows all of a value that shows itself in parts, and returns the last part. */
  private DisplayData lastOf(Object value) {
    if (value instanceof Shown parts && !parts.parts().isEmpty()) {
      List<Map<String, String>> all = parts.parts();
      all.subList(0, all.size() - 1).forEach(part -> display(bundle(part)));
      return bundle(all.getLast());
    }
    return shown(value);
  }

  /** Renders a value in one piece. */
  DisplayData shown(Object value) {
    return switch (value) {
      case DisplayData data -> data;
      case Shown parts when !parts.parts().isEmpty() -> bundle(parts.parts().getLast());
      case null -> new DisplayData("null");
      default ->
          value.getClass().isArray() ? new DisplayData(Shell.words(value)) : renderer.render(value);
    };
  }

  private static DisplayData bundle(Map<String, String> part) {
    var data = new DisplayData();
    part.forEach(data::putData);
    return data;
  }

  @Override
  public void display(DisplayData data) {
    outbox.send(new PublishDisplayData(data));
  }

  void update(String handle, DisplayData data) {
    data.setDisplayId(handle);
    outbox.send(new PublishUpdateDisplayData(data));
  }

  @Override
  public @Nullable Object evalRaw(String source) {
    throw new UnsupportedOperationException("cells are run by the front end's requests only");
  }

  @Override
  public @Nullable DisplayData inspect(String code, int at, boolean extraDetail) {
    String found = shell.inspect(code, utf16(code, at));
    return found == null ? null : new DisplayData(found);
  }

  @Override
  public ReplacementOptions complete(String code, int at) {
    Shell.Completion found = shell.complete(code, utf16(code, at));
    return new ReplacementOptions(
        found.words(), code.codePointCount(0, found.from()), code.codePointCount(0, found.to()));
  }

  /** The protocol counts characters, Java halves of some. */
  private static int utf16(String code, int characters) {
    return code.offsetByCodePoints(0, Math.min(characters, code.codePointCount(0, code.length())));
  }

  @Override
  public String isComplete(String code) {
    return shell.isComplete(code);
  }

  @Override
  public void interrupt() {
    shell.interrupt();
  }

  @Override
  public void becomeHandlerForConnection(JupyterConnection to) {
    super.becomeHandlerForConnection(to);
    // The front end is answered at once; what the first cell needs is made meanwhile.
    Thread.ofPlatform().daemon().name("warm-up").start(shell::warmUp);
  }
}
