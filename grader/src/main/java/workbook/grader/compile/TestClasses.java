package workbook.grader.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.grader.catalog.BadContentException;
import workbook.grader.catalog.Exercise;
import workbook.grader.compile.SourceText.NotUtf8Exception;

/**
 * Compiles what judges: an exercise's tests against its reference answer, once.
 *
 * <p>The result is kept under a name made from everything that went into it, so that a second run
 * compiles nothing and a changed test is never judged by its old class.
 */
public final class TestClasses {

  /**
   * Where an exercise's compiled parts lie.
   *
   * @param solution the reference answer, which fixes the signatures
   * @param tests tests, rules and scenarios
   * @param support what the tests of several exercises share
   * @param stress the jcstress tests with their generated runners; an empty folder where none
   */
  public record Compiled(Path solution, Path tests, Path support, Path stress) {}

  private final Compiler compiler;
  private final Path cache;
  private final StressCompiler stressCompiler;
  private final String engine = engineStamp();

  /** Compiles jcstress sources, which need their annotation processor, into a folder. */
  @FunctionalInterface
  public interface StressCompiler {
    void compile(List<Path> sources, List<Path> classPath, Path output);
  }

  public TestClasses(Compiler compiler, StressCompiler stressCompiler, Path cache) {
    this.compiler = compiler;
    this.stressCompiler = stressCompiler;
    this.cache = cache;
  }

  /**
   * Returns the compiled parts of an exercise, from the cache where they are there.
   *
   * @throws BadContentException where a test or the reference answer does not compile
   */
  public Compiled of(Exercise exercise) {
    List<Path> supportSources = Exercise.javaFiles(exercise.layout().support());
    List<Path> own = Compiler.ownClassPath();
    Path support =
        cached("support", supportSources, List.of(), (s, out) -> compileAll(s, own, out));
    List<Path> solutionSources = Exercise.javaFiles(exercise.solutionFolder());
    String id = exercise.key().id();
    Path solution =
        cached(id + "-solution", solutionSources, List.of(), (s, out) -> compileAll(s, own, out));
    List<Path> withSolution = plus(own, support, solution);
    Path tests =
        cached(
            id + "-tests",
            exercise.testSources(),
            List.of(support, solution),
            (s, out) -> compileAll(s, withSolution, out));
    Path stress =
        cached(
            id + "-stress",
            exercise.stressSources(),
            List.of(support, solution),
            (s, out) -> {
              if (!s.isEmpty()) {
                stressCompiler.compile(s, withSolution, out);
              }
            });
    return new Compiled(solution, tests, support, stress);
  }

  private void compileAll(List<Path> sources, List<Path> classPath, Path output) {
    if (sources.isEmpty()) {
      return;
    }
    List<SourceText> texts = new ArrayList<>();
    for (Path source : sources) {
      try {
        texts.add(SourceText.read(source));
      } catch (NotUtf8Exception e) {
        throw new BadContentException(source + ":" + e.line + ": not UTF-8");
      }
    }
    List<Compiler.Complaint> complaints = compiler.compile(texts, classPath, output);
    if (!complaints.isEmpty()) {
      throw new BadContentException(
          complaints.stream()
              .map(c -> c.file() + ":" + c.line() + ": " + c.message())
              .collect(Collectors.joining("\n")));
    }
  }

  /** Returns the folder made from these sources and what they build on, making it where needed. */
  private Path cached(
      String name, List<Path> sources, List<Path> builtOn, BiConsumer<List<Path>, Path> make) {
    Path made = cache.resolve(name + "-" + stamp(sources, builtOn));
    if (Files.isDirectory(made)) {
      return made;
    }
    try {
      Files.createDirectories(cache);
      Path draft = Files.createTempDirectory(cache, "draft-");
      make.accept(sources, draft);
      try {
        Files.move(draft, made, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        if (!Files.isDirectory(made)) { // else another run was first, with the same content
          throw e;
        }
        delete(draft);
      }
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String stamp(List<Path> sources, List<Path> builtOn) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(engine.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      for (Path source : sources) {
        digest.update(
            source.getFileName().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(source));
        digest.update((byte) 0);
      }
      for (Path folder : builtOn) { // named by their content themselves
        digest.update(
            folder.getFileName().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells one build of the engine, and one JDK, from another. */
  private static String engineStamp() {
    StringBuilder stamp = new StringBuilder(Runtime.version().toString());
    for (Path entry : Compiler.ownClassPath()) {
      try (Stream<Path> files = Files.walk(entry)) {
        files
            .filter(Files::isRegularFile)
            .sorted()
            .forEach(f -> {
              try {
                stamp.append(f).append(Files.size(f)).append(Files.getLastModifiedTime(f));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
      } catch (IOException e) {
        stamp.append(entry); // an entry that is not there brings nothing
      }
    }
    return stamp.toString();
  }

  private static List<Path> plus(List<Path> first, Path... more) {
    List<Path> all = new ArrayList<>(List.of(more));
    all.addAll(first);
    return all;
  }

  /** Deletes a folder with all that is in it. */
  public static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
