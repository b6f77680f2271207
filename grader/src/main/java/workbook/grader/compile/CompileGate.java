package workbook.grader.compile;

import static workbook.grader.verdict.Gate.COMPILE;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import workbook.grader.catalog.Submission;
import workbook.grader.cause.Misconception;
import workbook.grader.compile.SourceText.NotUtf8Exception;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.Place;

/** Looks at an answer's files and compiles them; every complaint in a learner's words. */
public final class CompileGate {
  /** The package line in a file's essence; only annotations may stand before it. */
  private static final Pattern PACKAGE = Pattern.compile("^(?:@ [^;{]*?)?package ([^;]+?) ;");

  private static final int SHOWN_COMPLAINTS = 5;

  /** What a learner's code is compiled against, besides the platform: annotations, no code. */
  private static final List<Path> CLASS_PATH =
      List.of(Compiler.homeOf(GuardedBy.class), Compiler.homeOf(NullMarked.class));

  private final Compiler compiler;

  public CompileGate(Compiler compiler) {
    this.compiler = compiler;
  }

  /** What came of compiling: the checks, and whether there are class files to go on with. */
  public record Outcome(List<Check> checks, boolean untouchedStub) {
    /** Returns whether the answer can go on to the next gate. */
    public boolean compiled() {
      return checks.stream().noneMatch(Check::hasFailed);
    }
  }

  /** Compiles an answer into a folder. */
  public Outcome compile(Submission submission, Path output) {
    List<SourceText> sources = new ArrayList<>();
    for (Map.Entry<String, Path> source : submission.sources().entrySet()) {
      try {
        sources.add(SourceText.read(source.getValue()));
      } catch (NotUtf8Exception e) {
        return refused(
            "is written in UTF-8",
            Misconception.DOES_NOT_COMPILE,
            source.getKey() + " is not written in UTF-8; save it again with that encoding",
            new Place(source.getKey(), e.line),
            "");
      }
    }
    Optional<Check> trouble = lookAtFiles(submission, sources);
    if (trouble.isPresent()) {
      return new Outcome(List.of(trouble.get()), false);
    }
    List<Compiler.Complaint> complaints = compiler.compile(sources, CLASS_PATH, output);
    if (!complaints.isEmpty()) {
      Compiler.Complaint first = complaints.getFirst();
      String message = first.message().lines().findFirst().orElse("");
      return refused(
          "compiles",
          Misconception.DOES_NOT_COMPILE,
          message + (complaints.size() > 1 ? " (and " + (complaints.size() - 1) + " more)" : ""),
          first.file() == null ? null : place(submission, first.file(), first.line()),
          complaints.stream()
              .limit(SHOWN_COMPLAINTS)
              .map(c -> shown(submission, c))
              .collect(Collectors.joining("\n")));
    }
    boolean untouched =
        stubFingerprint(submission, sources).equals(submission.exercise().stubFingerprint());
    return new Outcome(List.of(Check.passed(COMPILE, "compiles")), untouched);
  }

  /** Returns the fingerprint of an answer's files, without those that are given. */
  public String stubFingerprint(Submission submission) {
    List<SourceText> sources = new ArrayList<>();
    for (Path file : submission.sources().values()) {
      try {
        sources.add(SourceText.read(file));
      } catch (NotUtf8Exception e) {
        return "not UTF-8";
      }
    }
    return stubFingerprint(submission, sources);
  }

  private static String stubFingerprint(Submission submission, List<SourceText> sources) {
    return SourceText.fingerprint(
        sources.stream()
            .filter(s -> !submission.exercise().given().contains(s.file().getFileName().toString()))
            .sorted((a, b) -> a.file().getFileName().compareTo(b.file().getFileName()))
            .toList());
  }

  private static Optional<Check> lookAtFiles(Submission submission, List<SourceText> sources) {
    if (!submission.missing().isEmpty()) {
      String missing = String.join(", ", submission.missing());
      return Optional.of(
          failed(
              "all files are there",
              Misconception.MISSING_FILE,
              missing
                  + (submission.missing().size() == 1 ? " is missing" : " are missing")
                  + "; 'git checkout -- "
                  + submission.missing().getFirst()
                  + "' in the exercise's folder brings the stub back",
              new Place(submission.missing().getFirst(), 0),
              ""));
    }
    for (SourceText source : sources) {
      String name = source.file().getFileName().toString();
      String essence = source.essence();
      if (essence.isEmpty()) {
        return Optional.of(
            failed(
                "all files are there",
                Misconception.MISSING_FILE,
                name + " is empty; 'git checkout -- " + name + "' brings the stub back",
                new Place(name, 0),
                ""));
      }
      if (submission.exercise().given().contains(name)) {
        try {
          Path original = submission.exercise().solutionFolder().resolve(name);
          if (!SourceText.read(original).essence().equals(essence)) {
            return Optional.of(
                failed(
                    "what is given stays as it is",
                    Misconception.FORBIDDEN_SHORTCUT,
                    name
                        + " is given and must stay as it is; 'git checkout -- "
                        + name
                        + "' brings it back",
                    new Place(name, 0),
                    ""));
          }
        } catch (NotUtf8Exception e) {
          throw new AssertionError("a given file is not UTF-8: " + name, e);
        }
      }
      Optional<Check> wrongPackage = lookAtPackage(submission, source, name);
      if (wrongPackage.isPresent()) {
        return wrongPackage;
      }
    }
    return Optional.empty();
  }

  private static Optional<Check> lookAtPackage(
      Submission submission, SourceText source, String name) {
    String wanted = submission.exercise().key().packageName();
    Matcher said = PACKAGE.matcher(source.essence());
    boolean declared = said.find();
    String found = declared ? said.group(1).replaceAll("\\s", "") : "";
    if (found.equals(wanted) || found.startsWith(wanted + ".")) {
      return Optional.empty();
    }
    int line = declared ? source.lineOf("package") : 1;
    return Optional.of(
        failed(
            "lives in the exercise's package",
            Misconception.WRONG_PACKAGE,
            name
                + (declared ? " says 'package " + found + ";'" : " has no package line")
                + "; it must be 'package "
                + wanted
                + ";'",
            new Place(name, line),
            ""));
  }

  private static String shown(Submission submission, Compiler.Complaint complaint) {
    String where =
        complaint.file() == null
            ? ""
            : place(submission, complaint.file(), complaint.line()) + ": ";
    return where
        + complaint.message()
        + (complaint.excerpt().isEmpty()
            ? ""
            : "\n" + complaint.excerpt().indent(4).stripTrailing());
  }

  private static Place place(Submission submission, Path file, int line) {
    return new Place(
        submission.sources().entrySet().stream()
            .filter(e -> e.getValue().equals(file))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(file.getFileName().toString()),
        line);
  }

  private static Outcome refused(
      String name,
      Misconception cause,
      String message,
      @org.jspecify.annotations.Nullable Place place,
      String evidence) {
    return new Outcome(
        List.of(Check.failed(COMPILE, name, cause, message, place, evidence)), false);
  }

  private static Check failed(
      String name, Misconception cause, String message, Place place, String evidence) {
    return Check.failed(COMPILE, name, cause, message, place, evidence);
  }
}
