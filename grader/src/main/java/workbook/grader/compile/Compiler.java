package workbook.grader.compile;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a handful of sources in this JVM.
 *
 * <p>The file manager is kept: the first compilation opens the platform's class files, the others
 * find them open. Annotation processors never run; they would be a stranger's code at compile time.
 */
public final class Compiler implements AutoCloseable {
  private static final String RELEASE = "25";

  /** Generous: a hundred times what an exercise takes on a busy machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
  private final Duration patience;
  private StandardJavaFileManager files = newFileManager(); // guarded by this

  public Compiler() {
    this(PATIENCE);
  }

  /** Makes a compiler that waits for javac no longer than this. */
  Compiler(Duration patience) {
    this.patience = patience;
  }

  private StandardJavaFileManager newFileManager() {
    return javac.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8);
  }

  /**
   * A compiler's complaint.
   *
   * @param file the source file
   * @param line the line, from 1; 0 where javac names none
   * @param column the column, from 1; 0 where javac names none
   * @param message what javac says, in English
   * @param excerpt the line with a caret below; empty where there is none
   */
  public record Complaint(
      @Nullable Path file, int line, int column, String message, String excerpt) {}

  /** Compiles into a folder and returns the errors, none when all is well. */
  synchronized List<Complaint> compile(
      Collection<SourceText> sources, List<Path> classPath, Path output) {
    var diagnostics = new DiagnosticCollector<JavaFileObject>();
    try {
      Files.createDirectories(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> options =
        List.of(
            "--release",
            RELEASE,
            "-proc:none",
            "-g",
            "-parameters",
            "-implicit:none",
            "-nowarn",
            "-Xdiags:compact",
            "-sourcepath",
            "",
            "-classpath",
            classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
            "-d",
            output.toString());
    // There are a few lines that javac thinks about for hours, or fails over, so in another thread.
    var task =
        new FutureTask<>(
            javac.getTask(
                Writer.nullWriter(),
                files,
                diagnostics,
                options,
                null,
                sources.stream().map(InMemory::new).toList()));
    Thread.ofPlatform().name("javac").daemon().start(task);
    boolean compiled = false;
    String gaveUp = "the compiler gave up without a reason";
    try {
      compiled = task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      files = newFileManager(); // the thread that cannot be stopped keeps the other
      return List.of(
          new Complaint(
              null, 0, 0, "the compiler came to no end in " + patience.toSeconds() + " s", ""));
    } catch (ExecutionException e) {
      files = newFileManager();
      gaveUp = "the code is too much for the compiler, which failed with " + e.getCause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      files = newFileManager();
      gaveUp = "the grader was interrupted";
    }
    List<Complaint> complaints =
        diagnostics.getDiagnostics().stream()
            .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
            .map(Compiler::complaint)
            .toList();
    if (!compiled && complaints.isEmpty()) {
      return List.of(new Complaint(null, 0, 0, gaveUp, ""));
    }
    return complaints;
  }

  private static Complaint complaint(Diagnostic<? extends JavaFileObject> diagnostic) {
    int line = (int) Math.max(0, diagnostic.getLineNumber());
    int column = (int) Math.max(0, diagnostic.getColumnNumber());
    return diagnostic.getSource() instanceof InMemory source
        ? new Complaint(
            source.text.file(),
            line,
            column,
            diagnostic.getMessage(Locale.ENGLISH),
            excerpt(source.text.text(), line, column))
        : new Complaint(null, line, column, diagnostic.getMessage(Locale.ENGLISH), "");
  }

  private static String excerpt(String text, int line, int column) {
    if (line < 1 || column < 1) {
      return "";
    }
    // javac counts a tab as the way to the next multiple of 8, so the line is shown that way.
    String said =
        text.lines()
            .skip(line - 1L)
            .findFirst()
            .orElse("")
            .chars()
            .collect(
                StringBuilder::new,
                (b, c) -> {
                  if (c == '\t') {
                    b.repeat(" ", 8 - b.length() % 8);
                  } else {
                    b.append((char) c);
                  }
                },
                StringBuilder::append)
            .toString();
    return said + "\n" + " ".repeat(column - 1) + "^";
  }

  /** Returns where a class on this JVM's class path was loaded from. */
  public static Path homeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the class path of this JVM, for tests that are compiled against the engine's API. */
  public static List<Path> ownClassPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(s -> !s.isEmpty())
        .map(Path::of)
        .toList();
  }

  @Override
  public synchronized void close() {
    try {
      files.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class InMemory extends SimpleJavaFileObject {
    private final SourceText text;

    InMemory(SourceText text) {
      super(uri(text.file()), Kind.SOURCE);
      this.text = text;
    }

    private static URI uri(Path file) {
      return file.toUri();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text.text();
    }
  }
}
