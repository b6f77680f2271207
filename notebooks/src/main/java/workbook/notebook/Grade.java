package workbook.notebook;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Grades an exercise from a cell.
 *
 * <p>The engine runs in a process of its own, which stays while the kernel does: so its verdicts
 * are those of the shell whatever kernel this is, whatever the cells have done to their JVM, and
 * after the first time there is nothing to wait for but the grading itself.
 */
public final class Grade {
  private static final Gson GSON = new Gson();

  private static Cells cells = (_, _, _) -> Optional.empty(); // guarded by Grade.class
  private static @Nullable Grade engine; // guarded by Grade.class

  private final Process process;
  private final BufferedReader answers;
  private final Writer questions;

  private Grade() throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                GradeProcess.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    questions = process.outputWriter(StandardCharsets.UTF_8);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              process.descendants().forEach(ProcessHandle::destroy);
              process.destroy();
            }));
  }

  /** The engine lies beside this class; in a learner's own kernel no property tells where. */
  private static String classPath() {
    try {
      Path here = Path.of(Grade.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Files.isDirectory(here)
          ? System.getProperty("java.class.path")
          : here.resolveSibling("*").toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Tells where a class that was written in a cell can be had from; for the kernel. */
  public static synchronized void setCells(Cells source) {
    cells = source;
  }

  /**
   * Grades an exercise: as it was last written or loaded in cells, and where it was not, as it lies
   * in {@code exercises}.
   *
   * @param name the exercise's id or key, such as {@code lost_update}
   */
  public static Graded exercise(String name) {
    return ask(name, Map.of());
  }

  /**
   * Grades an answer that is given as text.
   *
   * @param name the exercise's id or key
   * @param source the whole of the exercise's Java file, with or without its package
   */
  public static Graded exercise(String name, String source) {
    return ask(name, Map.of("", source));
  }

  /** A question to the engine: what to grade, and which files not to take from the disk. */
  record Question(String folder, String exercise, boolean look, Map<String, String> sources) {}

  /** What the engine says: an error, or the exercise's files, or the verdict. */
  record Answer(
      @Nullable String error,
      @Nullable String packageName,
      @Nullable List<String> files,
      @Nullable List<String> given,
      @Nullable Graded graded) {}

  private static synchronized Graded ask(String name, Map<String, String> given) {
    String folder = new File("").getAbsolutePath();
    Answer about = ask(new Question(folder, name, true, Map.of()));
    String packageName = String.valueOf(about.packageName());
    Map<String, String> sources = new LinkedHashMap<>();
    List<String> files = about.files() == null ? List.of() : about.files();
    Set<String> types =
        Stream.of(files, about.given() == null ? List.<String>of() : about.given())
            .flatMap(List::stream)
            .map(Grade::typeIn)
            .collect(Collectors.toSet());
    for (String file : files) {
      cells
          .fileFor(packageName, typeIn(file), types)
          .ifPresent(source -> sources.put(file, source));
    }
    if (given.containsKey("")) {
      String text = String.valueOf(given.get(""));
      sources.clear();
      sources.put(
          fileOf(text, files),
          text.contains("package " + packageName) ? text : "package " + packageName + "; " + text);
    }
    Answer answer = ask(new Question(folder, name, false, sources));
    if (answer.graded() == null) {
      throw new IllegalStateException("the engine has no verdict");
    }
    return answer.graded();
  }

  private static String typeIn(String file) {
    return file.replaceFirst("\\.java$", "");
  }

  /** Returns the file of the exercise that a text is, by the type that it declares. */
  private static String fileOf(String text, List<String> files) {
    for (String file : files) {
      if (text.matches("(?s).*\\b(?:class|interface|enum|record)\\s+" + typeIn(file) + "\\b.*")) {
        return file;
      }
    }
    throw new IllegalArgumentException(
        "the text declares none of what the exercise consists of: " + String.join(", ", files));
  }

  private static synchronized Answer ask(Question question) {
    try {
      Grade asked = engine;
      if (asked == null || !asked.process.isAlive()) {
        asked = new Grade();
        engine = asked;
      }
      asked.questions.write(GSON.toJson(question) + "\n");
      asked.questions.flush();
      String line = asked.answers.readLine();
      if (line == null) {
        throw new IOException("the engine has ended, status " + asked.process.waitFor());
      }
      Answer answer = GSON.fromJson(line, Answer.class);
      if (answer.error() != null) {
        throw new IllegalArgumentException(answer.error());
      }
      return answer;
    } catch (IOException e) {
      engine = null;
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
