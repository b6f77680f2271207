package workbook.grader.worker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import workbook.grader.verdict.Place;

/** Finds a learner's own lines in a stack. */
final class Frames {
  private static final String SUPPORT = "workbook.support.";

  private final String packageName;
  private final Optional<Path> answer;
  private final Map<String, Boolean> ofTheAnswer = new ConcurrentHashMap<>();

  /**
   * Tells learners' classes by looking where they lie, however they are called; where there is no
   * answer, as with a probe, by their names.
   */
  Frames(Job job) {
    this.packageName = job.packageName();
    this.answer = job.answer();
  }

  /** Returns whether a frame is in the learner's code, and not in the tests beside it. */
  boolean isLearners(StackTraceElement frame) {
    return isOfTheExercise(frame) && !isJudging(frame.getClassName());
  }

  /** Returns whether a file of the exercise's package is the learner's, going by its name. */
  boolean isLearnersFile(String file) {
    if (!file.endsWith(".java")) {
      return false;
    }
    String type = packageName + "." + file.substring(0, file.length() - ".java".length());
    return !isJudging(type) || !isNamedAsJudging(type); // a file need not have a class of its name
  }

  /** Returns whether a frame is in what judges: the exercise's tests or what they share. */
  boolean isJudge(StackTraceElement frame) {
    return isSupport(frame) || isOfTheExercise(frame) && isJudging(frame.getClassName());
  }

  /** Returns whether a frame is in what the tests of several exercises share. */
  boolean isSupport(StackTraceElement frame) {
    return frame.getClassName().startsWith(SUPPORT);
  }

  /** Returns whether a class is one of those that judge. */
  boolean isJudge(Class<?> type) {
    return type.getName().startsWith(SUPPORT)
        || type.getName().startsWith(packageName + ".") && isJudging(type.getName());
  }

  private boolean isOfTheExercise(StackTraceElement frame) {
    return frame.getClassName().startsWith(packageName + ".");
  }

  private boolean isJudging(String type) {
    return answer.isEmpty()
        ? isNamedAsJudging(type)
        : !ofTheAnswer.computeIfAbsent(type, this::liesInTheAnswer);
  }

  private static boolean isNamedAsJudging(String type) {
    String outermost = outermost(type);
    return outermost.endsWith("Tests")
        || outermost.endsWith("Rules")
        || outermost.endsWith("Scenarios");
  }

  private boolean liesInTheAnswer(String type) {
    // A lambda's class or a hidden one has no file; its outer class has.
    String file = type.replaceFirst("(\\$\\$Lambda.*|/.*)$", "").replace('.', '/') + ".class";
    return Files.exists(answer.orElseThrow().resolve(file));
  }

  /** Returns the learner's line that is nearest to the top of a stack. */
  Optional<Place> place(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (isLearners(frame) && frame.getFileName() != null) {
        return Optional.of(new Place(frame.getFileName(), Math.max(0, frame.getLineNumber())));
      }
    }
    return Optional.empty();
  }

  /** Returns a frame without loader and package, so that the line is never what is cut off. */
  static String shown(StackTraceElement frame) {
    String type = frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1);
    String place = frame.getFileName() == null ? "?" : frame.getFileName();
    return "%s.%s (%s:%d)"
        .formatted(type, frame.getMethodName(), place, Math.max(0, frame.getLineNumber()));
  }

  private static String outermost(String className) {
    int nested = className.indexOf('$');
    return nested < 0 ? className : className.substring(0, nested);
  }
}
