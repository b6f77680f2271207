package workbook.kernel;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.jspecify.annotations.Nullable;
import workbook.notebook.Cells;

/** Runs cells one piece after the other in JShell, and puts what goes wrong into a cell's terms. */
final class Shell implements Cells {
  private static final List<String> IMPORTS =
      List.of(
          "java.io.*",
          "java.math.*",
          "java.net.*",
          "java.nio.file.*",
          "java.time.*",
          "java.util.*",
          "java.util.concurrent.*",
          "java.util.concurrent.atomic.*",
          "java.util.concurrent.locks.*",
          "java.util.function.*",
          "java.util.regex.*",
          "java.util.stream.*",
          "static " + Display.class.getName() + ".*");

  /**
   * A line of its own that begins with a per cent sign; blank lines and comments may stand before.
   */
  private static final Pattern MAGIC =
      Pattern.compile("(?:\\s|//[^\\n]*(?:\\n|$))*%+(\\w+)[ \\t]*([^\\n]*)(?:\\n|$)");

  private static final Pattern PACKAGE = Pattern.compile("(?m)^[ \\t]*package\\s+[\\w.]+\\s*;");
  private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");
  private static final int FRAMES = 25;
  private static final int INDENT = 4;

  /** Where a piece of code came from: the cell or file, and the line there on which it begins. */
  private record Origin(String source, int line) {
    String at(int lineWithin) {
      return source + ":" + (line + lineWithin - 1);
    }
  }

  /** What could stand at the cursor, in place of the text between two positions. */
  record Completion(List<String> words, int from, int to) {}

  private final Engine engine = new Engine();
  private final Map<String, Origin> origins = new LinkedHashMap<>(); // by the snippet's id
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable JShell made; // guarded by lock

  private JShell shell() {
    lock.lock();
    try {
      if (made == null) {
        made = make();
      }
      return made;
    } finally {
      lock.unlock();
    }
  }

  private JShell make() {
    JShell shell =
        JShell.builder()
            .executionEngine(
                new ExecutionControlProvider() {
                  @Override
                  public String name() {
                    return "workbook";
                  }

                  @Override
                  public ExecutionControl generate(ExecutionEnv env, Map<String, String> no) {
                    return engine;
                  }
                },
                null)
            .build();
    // The compiler would take CLASSPATH from the environment, where that is set.
    shell.addToClasspath(System.getProperty("java.class.path"));
    IMPORTS.forEach(name -> shell.eval("import " + name + ";"));
    return shell;
  }

  /** Does ahead what the first cell would have to wait for. */
  void warmUp() {
    shell().sourceCodeAnalysis().analyzeCompletion("1");
  }

  void interrupt() {
    engine.interrupt();
  }

  // ---------------------------------------------------------------------------------- running

  /**
   * Runs a cell.
   *
   * @return the value of an expression at its end that has no semicolon; else null
   */
  @Nullable Object run(int number, String code) throws CellException {
    shell();
    Set<Snippet> open = new LinkedHashSet<>();
    Object value;
    engine.begin();
    try {
      value = run("cell [" + number + "]", code, open);
    } finally {
      engine.end();
    }
    for (Snippet snippet : open) {
      if (shell().status(snippet) == Status.RECOVERABLE_DEFINED
          || shell().status(snippet) == Status.RECOVERABLE_NOT_DEFINED) {
        throw rejected(snippet, snippet.source());
      }
    }
    return value;
  }

  private @Nullable Object run(String source, String code, Set<Snippet> open) throws CellException {
    Object value = null;
    String rest = code;
    while (!rest.isBlank()) {
      Matcher magic = MAGIC.matcher(rest);
      if (magic.lookingAt()) {
        magic(magic.group(1), magic.group(2).strip(), open);
        value = null;
        rest = rest.substring(magic.end());
        continue;
      }
      CompletionInfo info = shell().sourceCodeAnalysis().analyzeCompletion(rest);
      if (info.completeness() == SourceCodeAnalysis.Completeness.EMPTY) {
        break;
      }
      var here =
          new Origin(source, 1 + lineBreaks(code.substring(0, code.length() - rest.length())));
      if (info.completeness() == SourceCodeAnalysis.Completeness.DEFINITELY_INCOMPLETE) {
        throw new CellException(
            "Incomplete",
            "the code ends too early",
            List.of(
                "The code that begins at " + firstLine(here, rest) + " has no end:",
                "is a bracket, a quotation mark or a semicolon missing?"));
      }
      String unit = info.source();
      rest = info.remaining();
      value = evaluate(here, unit, open);
      boolean added = info.completeness() == SourceCodeAnalysis.Completeness.COMPLETE_WITH_SEMI;
      if (!added && unit.stripTrailing().endsWith(";")) {
        value = null; // who writes a semicolon does not ask for the value
      }
    }
    return value;
  }

  private static String firstLine(Origin here, String code) {
    int blank = code.length() - code.stripLeading().length();
    return here.at(1 + lineBreaks(code.substring(0, blank)));
  }

  private @Nullable Object evaluate(Origin here, String unit, Set<Snippet> open)
      throws CellException {
    Object value = null;
    // JShell miscounts the lines of a piece that begins with an empty one.
    String code = unit.stripLeading();
    int skipped = lineBreaks(unit.substring(0, unit.length() - code.length()));
    for (SnippetEvent event : shell().eval(code)) {
      Snippet snippet = event.snippet();
      if (event.causeSnippet() != null) {
        continue; // an earlier piece that this one changes
      }
      int offset = Math.max(0, code.indexOf(bare(snippet.source())));
      int line = here.line() + skipped + lineBreaks(code.substring(0, offset));
      origins.put(snippet.id(), new Origin(here.source(), line));
      Object result = engine.takeResult();
      if (engine.wasInterrupted()) {
        throw interrupted();
      }
      if (event.status() == Status.REJECTED) {
        throw rejected(snippet, snippet.source());
      }
      JShellException thrown = event.exception();
      if (thrown != null) {
        throw thrown(thrown);
      }
      open.add(snippet);
      value = hasValue(snippet) ? result : null;
    }
    return value;
  }

  private static int lineBreaks(String text) {
    return (int) text.chars().filter(c -> c == '\n').count();
  }

  /** JShell adds a semicolon where one is missing. */
  private static String bare(String source) {
    String stripped = source.stripTrailing();
    return stripped.endsWith(";") ? stripped.substring(0, stripped.length() - 1) : stripped;
  }

  private static boolean hasValue(Snippet snippet) {
    return switch (snippet.subKind()) {
      case SubKind.TEMP_VAR_EXPRESSION_SUBKIND,
          SubKind.VAR_VALUE_SUBKIND,
          SubKind.OTHER_EXPRESSION_SUBKIND ->
          true;
      default -> false;
    };
  }

  private void magic(String name, String argument, Set<Snippet> open) throws CellException {
    switch (name) {
      case "classpath" -> {
        Set<Path> known =
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().normalize())
                .collect(Collectors.toSet());
        String added =
            paths(name, argument).stream()
                .map(entry -> entry.toAbsolutePath().normalize())
                .filter(entry -> !known.contains(entry))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        if (!added.isEmpty()) {
          shell().addToClasspath(added);
        }
      }
      case "load" -> {
        for (Path file : paths(name, argument)) {
          try {
            // Cells have no package; the line stays, for the numbers of those after it.
            String code = PACKAGE.matcher(Files.readString(file)).replaceFirst("");
            run(String.valueOf(file.getFileName()), code, open);
          } catch (IOException e) {
            throw refused(name, file + ": cannot be read");
          }
        }
      }
      default -> throw refused(name, "there is no such magic; there are %classpath and %load");
    }
  }

  private static CellException refused(String magic, String why) {
    return new CellException("Magic", "%" + magic + ": " + why, List.of("%" + magic + ": " + why));
  }

  /** Returns the files that a magic names; an asterisk in the last name stands for any text. */
  private static List<Path> paths(String magic, String argument) throws CellException {
    List<Path> found = new ArrayList<>();
    for (String one : argument.split("[\\s" + Pattern.quote(File.pathSeparator) + "]+", -1)) {
      Path path = Path.of(one.replace("*", "\u0001"));
      String name = String.valueOf(path.getFileName());
      if (one.isEmpty()) {
        throw refused(magic, "which file? Write it behind, relative to the notebook's folder");
      }
      if (name.indexOf('\u0001') < 0) {
        if (!Files.exists(path)) {
          throw refused(magic, one + ": there is no such file, seen from the notebook's folder");
        }
        found.add(path);
        continue;
      }
      Path folder = path.getParent() == null ? Path.of("") : path.getParent();
      try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.of()) {
        var wanted =
            Pattern.compile(
                Stream.of(name.split("\u0001", -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*")));
        List<Path> fitting =
            files
                .filter(f -> wanted.matcher(String.valueOf(f.getFileName())).matches())
                .sorted()
                .toList();
        if (fitting.isEmpty()) {
          throw refused(magic, one + ": no file fits, seen from the notebook's folder");
        }
        found.addAll(fitting);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
  }

  // ----------------------------------------------------------------------------------- errors

  /** Tells what the compiler refuses, with the line and a caret below what it points to. */
  private CellException rejected(Snippet snippet, String code) {
    Origin origin = origins.getOrDefault(snippet.id(), new Origin("cell", 1));
    List<String> lines = new ArrayList<>();
    List<Diag> errors = shell().diagnostics(snippet).filter(Diag::isError).toList();
    String first = "";
    for (Diag error : errors) {
      List<String> message = error.getMessage(Locale.ENGLISH).lines().toList();
      int start = clamp(error.getStartPosition(), code);
      first = first.isEmpty() ? message.getFirst() : first;
      point(origin, code, start, clamp(error.getEndPosition(), code), message.getFirst(), lines);
      message.stream()
          .skip(1)
          .filter(l -> !l.strip().startsWith("location:"))
          .forEach(l -> lines.add(" ".repeat(INDENT) + l.strip()));
    }
    if (snippet instanceof DeclarationSnippet declared) {
      List<String> missing = shell().unresolvedDependencies(declared).toList();
      for (String symbol : errors.isEmpty() ? missing : List.<String>of()) {
        // "variable cups", "method pour(int)", "class Cup"
        Matcher name = IDENTIFIER.matcher(symbol.substring(symbol.indexOf(' ') + 1));
        Matcher use =
            Pattern.compile("\\b" + (name.find() ? Pattern.quote(name.group()) : "") + "\\b")
                .matcher(code);
        boolean found = use.find();
        first = first.isEmpty() ? "cannot find symbol" : first;
        point(
            origin,
            code,
            found ? use.start() : 0,
            found ? use.end() : 0,
            "cannot find symbol",
            lines);
        lines.add(" ".repeat(INDENT) + "symbol:   " + symbol);
      }
      if (shell().status(snippet).isDefined()) {
        lines.add("");
        lines.add(
            "It can be used once what is missing has been declared, in this cell or another.");
      }
    }
    return new CellException("CompilationError", first, lines);
  }

  /** Adds a message with the line it is about, and carets below the place. */
  private static void point(
      Origin origin, String code, int start, int end, String message, List<String> lines) {
    int lineStart = code.lastIndexOf('\n', start - 1) + 1;
    int lineEnd = code.indexOf('\n', start) < 0 ? code.length() : code.indexOf('\n', start);
    int line = 1 + lineBreaks(code.substring(0, lineStart));
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add(origin.at(line) + ": " + message);
    lines.add(" ".repeat(INDENT) + code.substring(lineStart, lineEnd));
    // Tabs stay tabs, so that the caret stands below its place whatever their width.
    lines.add(
        " ".repeat(INDENT)
            + code.substring(lineStart, start).replaceAll("[^\t]", " ")
            + "^".repeat(Math.max(1, Math.min(end, lineEnd) - start)));
  }

  private static int clamp(long position, String code) {
    return (int) Math.max(0, Math.min(position, code.length()));
  }

  private CellException thrown(JShellException thrown) {
    List<String> lines = new ArrayList<>();
    String kind = "Exception";
    String message = "";
    String lead = "";
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      String name;
      switch (t) {
        case EvalException e -> name = e.getExceptionClassName();
        case UnresolvedReferenceException e -> {
          name = "UnresolvedReference";
          message =
              shell().unresolvedDependencies(e.getSnippet()).collect(Collectors.joining(", "))
                  + " must be declared first";
        }
        default -> name = t.getClass().getName();
      }
      String said = t instanceof EvalException && t.getMessage() != null ? t.getMessage() : "";
      if (t == thrown) {
        kind = name.substring(name.lastIndexOf('.') + 1);
        message = said.isEmpty() ? message : said;
        said = message;
      }
      lines.add(lead + name + (said.isEmpty() ? "" : ": " + said));
      StackTraceElement[] stack = t.getStackTrace();
      for (int i = 0; i < Math.min(stack.length, FRAMES); i++) {
        lines.add("    at " + frame(stack[i]));
      }
      if (stack.length > FRAMES) {
        lines.add("    ... and " + (stack.length - FRAMES) + " more");
      }
      lead = "Caused by: ";
    }
    return new CellException(kind, message, lines);
  }

  /** JShell calls its pieces #1, #2 and so on; people count cells. */
  private String frame(StackTraceElement frame) {
    String file = frame.getFileName();
    Origin origin = file != null && file.startsWith("#") ? origins.get(file.substring(1)) : null;
    if (origin == null) {
      // The JDK's own lines have other numbers in each of its releases, and nobody looks there.
      String module = frame.getModuleName();
      return module != null && module.startsWith("java.")
          ? frame.getClassName() + "." + frame.getMethodName()
          : frame.toString();
    }
    String type = frame.getClassName();
    String method = frame.getMethodName();
    String what =
        Stream.of(type, method).filter(s -> !s.isEmpty()).collect(Collectors.joining("."));
    return what.isEmpty()
        ? origin.at(frame.getLineNumber())
        : what + " (" + origin.at(frame.getLineNumber()) + ")";
  }

  /** Tells what was thrown while a value was made into something to be shown. */
  static CellException thrown(Throwable thrown) {
    return new CellException(
        thrown.getClass().getSimpleName(),
        String.valueOf(thrown.getMessage()),
        Stream.concat(
                Stream.of("The value cannot be shown: " + thrown),
                Arrays.stream(thrown.getStackTrace()).limit(FRAMES).map(f -> "    at " + f))
            .toList());
  }

  /** Tells that the cell was interrupted, and which threads nothing could end. */
  private CellException interrupted() {
    engine.awaitQuiet();
    List<String> lines = new ArrayList<>();
    lines.add("The cell was interrupted.");
    var beans = ManagementFactory.getThreadMXBean();
    for (Thread thread : engine.alive()) {
      ThreadInfo info = beans.getThreadInfo(thread.threadId());
      if (info != null) {
        String waits =
            info.getLockName() == null
                ? ""
                : ", waits for "
                    + info.getLockName().replaceFirst("@.*", "")
                    + (info.getLockOwnerName() == null
                        ? ""
                        : ", which " + info.getLockOwnerName() + " holds");
        lines.add(
            "Thread "
                + thread.getName()
                + " could not be ended and stays behind: "
                + info.getThreadState().name().toLowerCase(Locale.ROOT)
                + waits);
      }
    }
    return new CellException("Interrupted", "the cell was interrupted", lines);
  }

  // ------------------------------------------------------------------------- help while typing

  String isComplete(String code) {
    String rest = code;
    while (true) {
      Matcher magic = MAGIC.matcher(rest);
      if (magic.lookingAt()) {
        rest = rest.substring(magic.end());
        continue;
      }
      CompletionInfo info = shell().sourceCodeAnalysis().analyzeCompletion(rest);
      switch (info.completeness()) {
        case EMPTY, COMPLETE_WITH_SEMI -> {
          return BaseKernel.IS_COMPLETE_YES;
        }
        case COMPLETE -> {
          if (info.remaining().isBlank()) {
            return BaseKernel.IS_COMPLETE_YES;
          }
          rest = info.remaining();
        }
        case CONSIDERED_INCOMPLETE, DEFINITELY_INCOMPLETE -> {
          return indentAfter(code);
        }
        case UNKNOWN -> {
          return BaseKernel.IS_COMPLETE_BAD;
        }
      }
    }
  }

  private static String indentAfter(String code) {
    String last = code.substring(code.lastIndexOf('\n') + 1);
    String indent = last.substring(0, last.length() - last.stripLeading().length());
    return last.stripTrailing().endsWith("{") ? indent + "  " : indent;
  }

  Completion complete(String code, int cursor) {
    int lineStart = code.lastIndexOf('\n', cursor - 1) + 1;
    String typed = code.substring(lineStart, cursor);
    if (typed.startsWith("%")) {
      return new Completion(
          Stream.of("%classpath ", "%load ").filter(m -> m.startsWith(typed)).toList(),
          lineStart,
          cursor);
    }
    int[] anchor = {cursor};
    List<Suggestion> found =
        shell()
            .sourceCodeAnalysis()
            .completionSuggestions(code.substring(0, cursor), cursor, anchor);
    return new Completion(
        found.stream()
            .sorted(Comparator.comparing(s -> !s.matchesType()))
            .map(Suggestion::continuation)
            .distinct()
            .toList(),
        anchor[0],
        cursor);
  }

  /** Returns what is known of the name at the cursor, or null. */
  @Nullable String inspect(String code, int cursor) {
    Matcher names = IDENTIFIER.matcher(code);
    int end = cursor;
    String name = "";
    while (names.find()) {
      if (names.start() <= cursor && cursor <= names.end()) {
        name = names.group();
        end = names.end();
      }
    }
    String wanted = name;
    Optional<VarSnippet> variable =
        shell().variables().filter(v -> v.name().equals(wanted)).findFirst();
    if (variable.isPresent()) {
      return variable.get().typeName() + " " + name;
    }
    String upTo = code.substring(0, end);
    List<Documentation> found = List.of();
    for (String ending : List.of("(", "")) {
      if (found.isEmpty()) {
        String text = upTo + ending;
        found = shell().sourceCodeAnalysis().documentation(text, text.length(), true);
      }
    }
    if (found.isEmpty()) {
      return null;
    }
    return found.stream()
        .map(d -> d.signature() + (d.javadoc() == null ? "" : "\n" + plain(d.javadoc())))
        .distinct()
        .collect(Collectors.joining("\n\n"));
  }

  private static String plain(String javadoc) {
    return javadoc
        .replaceAll("\\{@(?:code|link|linkplain|literal)\\s+([^}]*)}", "$1")
        .replaceAll("<[^>]+>", "")
        .strip();
  }

  // ---------------------------------------------------------------------------- for the grader

  @Override
  public Optional<String> fileFor(String packageName, String typeName, Set<String> elsewhere) {
    Optional<TypeDeclSnippet> wanted =
        shell()
            .types()
            .filter(t -> t.name().equals(typeName) && shell().status(t).isActive())
            .findFirst();
    return wanted.map(type -> {
      Origin origin = origins.getOrDefault(type.id(), new Origin("", 1));
      // All on the first line, so that the lines have the numbers that they have in the cell.
      String head =
          "package "
              + packageName
              + "; "
              + shell()
                  .imports()
                  .map(i -> (i.isStatic() ? "static " : "") + i.fullname())
                  .distinct()
                  .filter(name -> isOfUse(name, type.source()))
                  .map(name -> "import " + name + "; ")
                  .collect(Collectors.joining());
      String beside =
          shell()
              .types()
              .filter(t -> !elsewhere.contains(t.name()) && shell().status(t).isActive())
              .filter(t -> isBeside(origin, origins.get(t.id())))
              .map(t -> "\n" + t.source())
              .collect(Collectors.joining());
      return head + "\n".repeat(Math.max(0, origin.line() - 1)) + type.source() + beside + "\n";
    });
  }

  /** A notebook imports much that has no business in an answer, and may not be there for it. */
  private static boolean isOfUse(String imported, String source) {
    String last = imported.substring(imported.lastIndexOf('.') + 1);
    return last.equals("*")
        ? imported.startsWith("java.") || imported.startsWith("static java.")
        : Pattern.compile("\\b" + Pattern.quote(last) + "\\b").matcher(source).find();
  }

  /** Helpers that a class needs are written in the same cell, or stand in the same file. */
  private static boolean isBeside(Origin origin, @Nullable Origin other) {
    return other != null && other.source().equals(origin.source());
  }

  /** Returns a value in words, as JShell's own tool has them. */
  static String words(Object value) {
    return Words.of(value);
  }

  /** Lends a protected method. */
  private static final class Words extends DirectExecutionControl {
    static String of(Object value) {
      return valueString(value);
    }
  }
}
