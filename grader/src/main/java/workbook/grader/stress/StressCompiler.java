package workbook.grader.stress;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.infra.processors.JCStressTestProcessor;
import org.openjdk.jcstress.infra.runners.TestList;
import org.openjdk.jcstress.util.TestLineReader;

/** Compiles stress tests, and lets jcstress generate their runners and their list. */
public final class StressCompiler {

  /** Thrown where stress tests do not compile, which is their author's fault. */
  public static final class StressCompilationException extends Exception {
    private static final long serialVersionUID = 1;

    StressCompilationException(String message) {
      super(message);
    }
  }

  private StressCompiler() {}

  /**
   * Compiles the tests of one exercise.
   *
   * @param sources the source files
   * @param classPath what they need besides jcstress
   * @param output an empty or missing folder: the list of tests is written anew
   * @return the qualified names of the test classes, in order
   * @throws StressCompilationException if they do not compile, if there is no test among them, or
   *     if jcstress leaves one out of its list
   * @throws IOException if the folder cannot be written
   */
  public static List<String> compile(List<Path> sources, List<Path> classPath, Path output)
      throws StressCompilationException, IOException {
    if (sources.isEmpty()) {
      throw new StressCompilationException("there are no stress tests to compile");
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new StressCompilationException("there is no compiler: this is no JDK");
    }
    Files.createDirectories(output);
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    TestCollector annotated = new TestCollector();
    boolean compiled;
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null,
              files,
              diagnostics,
              options(classPath, output),
              null,
              files.getJavaFileObjectsFromPaths(sources));
      // jcstress's processor claims its annotations: another one must come before it to see them.
      task.setProcessors(List.of(annotated, new JCStressTestProcessor()));
      compiled = task.call();
    }
    if (!compiled) {
      throw new StressCompilationException(
          diagnostics.getDiagnostics().stream()
              .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
              .map(Object::toString)
              .collect(Collectors.joining("\n")));
    }
    return checkedList(output, annotated.found);
  }

  /** Of a problem with one test, jcstress's processor prints a stack trace, and leaves it out. */
  private static List<String> checkedList(Path output, Set<String> annotated)
      throws StressCompilationException, IOException {
    if (annotated.isEmpty()) {
      throw new StressCompilationException("none of the sources has a @JCStressTest");
    }
    Path list = output.resolve(TestList.LIST.substring(1));
    Set<String> listed = new TreeSet<>();
    if (Files.exists(list)) {
      for (String line : Files.readAllLines(list)) {
        TestLineReader reader = new TestLineReader(line);
        if (!reader.isCorrect()) {
          throw new StressCompilationException(
              "jcstress's list has a line that it cannot read; is there a line end in a"
                  + " description? "
                  + line);
        }
        listed.add(reader.nextString());
      }
    }
    if (!listed.equals(annotated)) {
      throw new StressCompilationException(
          "jcstress lists " + listed + ", but the tests are " + annotated);
    }
    return List.copyOf(listed);
  }

  private static List<String> options(List<Path> classPath, Path output) {
    String path =
        Stream.concat(Stream.of(jcstress()), classPath.stream())
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    return List.of(
        "-proc:full",
        "-g",
        "-parameters",
        "-nowarn",
        "-encoding",
        "UTF-8",
        "-implicit:none",
        "-classpath",
        path,
        "-d",
        output.toString());
  }

  private static Path jcstress() {
    return Path.of(
        URI.create(
            JCStressTest.class.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  /** Notes which classes are tests. */
  @SupportedAnnotationTypes("org.openjdk.jcstress.annotations.JCStressTest")
  private static final class TestCollector extends AbstractProcessor {
    private final Set<String> found = new TreeSet<>();

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      for (Element element : round.getElementsAnnotatedWith(JCStressTest.class)) {
        if (element instanceof TypeElement type) {
          found.add(type.getQualifiedName().toString());
        }
      }
      return false;
    }
  }
}
