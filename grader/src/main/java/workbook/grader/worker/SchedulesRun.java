package workbook.grader.worker;

import static workbook.grader.verdict.Gate.SCHEDULES;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import workbook.explorer.Exploration;
import workbook.explorer.Explorer;
import workbook.explorer.RealReplay;
import workbook.explorer.Scenario;
import workbook.explorer.render.Lanes;
import workbook.explorer.render.LanesSvg;
import workbook.explorer.render.TraceJson;
import workbook.explorer.rewrite.ClassSource;
import workbook.explorer.trace.Finding;
import workbook.grader.cause.Detects;
import workbook.grader.cause.Misconception;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.Schedule;

/** Explores the schedules of an exercise's scenarios and turns each result into a check. */
final class SchedulesRun {
  /** What is looked at when a schedule is run again for real. */
  static final String REAL_THREADS = "the same order on real threads";

  /** What is told when a schedule is run again in other code than it was found in. */
  static final String OTHER_CODE = "the code is the same";

  private static final String OTHER_CODE_MEANS =
      "the code has changed since this schedule was found: what follows is what the same choices lead"
          + " to now. A verdict comes only from grading again";

  private static final Gson GSON = new GsonBuilder().serializeNulls().create();

  private final Job job;
  private final ClassLoader loader;
  private final Consumer<Message> parent;
  private final Diagnosis diagnosis;
  private final Explorer explorer;
  private final RealReplay real;
  private int explored;

  SchedulesRun(Job job, ClassLoader loader, Consumer<Message> parent) {
    this.job = job;
    this.loader = loader;
    this.parent = parent;
    this.diagnosis = new Diagnosis(new Frames(job), job.given());
    String itsPackage = job.packageName() + ".";
    ClassSource source = ClassSource.of(loader);
    this.explorer = Explorer.of(source, name -> name.startsWith(itsPackage));
    this.real = RealReplay.of(source, name -> name.startsWith(itsPackage));
  }

  void run() {
    for (String name : job.testClasses()) {
      Class<?> type;
      try {
        type = Class.forName(name, false, loader);
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException("a class that was just listed is gone: " + name, e);
      }
      for (Method method : inSourceOrder(type)) {
        if (job.kind() == Job.Kind.MEASURE) {
          explored++;
          if (measure(type, method).failed()) {
            return;
          }
        } else if (job.replay().isEmpty()) {
          explored++;
          judge(type, method, () -> explorer.explore(type.getName(), method.getName()));
        } else {
          replay(type, method, ReplayToken.parse(job.replay()));
        }
      }
    }
    if (explored == 0) {
      parent.accept(
          Message.checked(
              Check.inconclusive(
                  SCHEDULES,
                  SCHEDULES.id(),
                  job.replay().isEmpty()
                      ? "no scenario was found, so none has run"
                      : "this exercise has no scenario of that name any more; grade it again")));
    }
  }

  private void judge(Class<?> type, Method method, Supplier<Exploration> exploring) {
    String name = method.getAnnotation(Scenario.class).value();
    parent.accept(Message.begins(name));
    try {
      Exploration told = exploring.get();
      parent.accept(
          Message.checked(
              told.found() instanceof Finding.NotModelled refused
                      && method.getAnnotation(Scenario.class).unmodelledJudgedElsewhere()
                  ? Check.skipped(SCHEDULES, name, "left to the tests: " + unmodelled(refused))
                  : check(name, detects(method), told, code(type))));
    } catch (RuntimeException | LinkageError e) {
      parent.accept(
          Message.checked(Check.inconclusive(SCHEDULES, name, "the explorer itself failed: " + e)));
    }
  }

  private Measure measure(Class<?> type, Method method) {
    Exploration first = null;
    String firstTold = "";
    int same = 0;
    long[] micros = new long[job.repeats()];
    for (int i = 0; i < job.repeats(); i++) {
      parent.accept(Message.begins(method.getName()));
      long start = System.nanoTime();
      Exploration told = explorer.explore(type.getName(), method.getName());
      micros[i] = (System.nanoTime() - start) / 1_000;
      String text = GSON.toJson(check(method.getName(), detects(method), told, code(type)));
      if (first == null) {
        first = told;
        firstTold = text;
      }
      same += first.equals(told) && firstTold.equals(text) ? 1 : 0;
    }
    if (first == null) {
      throw new IllegalArgumentException("nothing is measured by exploring not once");
    }
    long[] later = Arrays.copyOfRange(micros, Math.min(1, micros.length - 1), micros.length);
    Arrays.sort(later);
    var measure =
        new Measure(
            first.scenario(),
            first.found() != null,
            first.exhaustive(),
            first.schedules(),
            micros[0],
            later[later.length / 2],
            same,
            job.repeats());
    parent.accept(Message.measured(measure));
    return measure;
  }

  /** Runs one schedule in the explorer and then on real threads; each is a check of its own. */
  private void replay(Class<?> type, Method method, ReplayToken token) {
    if (!type.getSimpleName().equals(token.scenarios())
        || !method.getName().equals(token.method())) {
      return;
    }
    explored++;
    boolean sameCode = token.code().equals(code(type));
    if (!sameCode) {
      parent.accept(Message.checked(Check.inconclusive(SCHEDULES, OTHER_CODE, OTHER_CODE_MEANS)));
    }
    RealReplay.Rehearsed rehearsed;
    try {
      rehearsed = real.rehearse(type.getName(), method.getName(), token.schedule());
    } catch (IllegalStateException e) {
      parent.accept(
          Message.checked(
              Check.inconclusive(
                  SCHEDULES,
                  method.getAnnotation(Scenario.class).value(),
                  "the code has no such schedule any more (" + e.getMessage() + ")")));
      return;
    }
    judge(type, method, rehearsed::told);
    Finding found = rehearsed.told().found();
    parent.accept(Message.begins(REAL_THREADS));
    try {
      RealReplay.Result result = rehearsed.run();
      String said = result.summary(found);
      parent.accept(
          Message.checked(
              result.confirms(found)
                  ? Check.passed(SCHEDULES, REAL_THREADS, said)
                  : Check.inconclusive(SCHEDULES, REAL_THREADS, said)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The fingerprint of what decides which schedules there are: the answer and the scenarios. */
  private String code(Class<?> scenarios) {
    var bytes = new ByteArrayOutputStream();
    try {
      bytes.writeBytes(classFile(scenarios));
      Path answer = job.answer().orElse(null);
      if (answer != null) {
        try (Stream<Path> files = Files.walk(answer)) {
          for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
            bytes.writeBytes(Files.readAllBytes(file));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ReplayToken.fingerprint(bytes.toByteArray());
  }

  private Check check(String name, Misconception detects, Exploration told, String code) {
    Finding finding = told.found();
    return switch (finding) {
      case null ->
          Check.passed(
              SCHEDULES,
              name,
              told.exhaustive()
                  ? "all " + told.schedules() + " schedules tried"
                  : job.replay().isEmpty()
                      ? "no fault in " + told.schedules() + " schedules"
                      : "no fault in this schedule");
      case Finding.NotModelled refused -> Check.inconclusive(SCHEDULES, name, unmodelled(refused));
      default -> failed(name, detects, told, finding, code);
    };
  }

  private static String unmodelled(Finding.NotModelled refused) {
    return "the explorer has no model of " + refused.name() + " (" + refused.at() + ")";
  }

  private Check failed(
      String name, Misconception detects, Exploration told, Finding finding, String code) {
    Lanes lanes = Lanes.of(told.trace(), finding, told.race(), told.expected());
    Check failed =
        Check.failed(
                SCHEDULES,
                name,
                diagnosis.cause(finding, detects, told),
                finding.summary(),
                diagnosis.place(finding, told),
                lanes.text())
            .provedBy(
                new Schedule(
                    token(told, code),
                    GSON.toJson(TraceJson.of(told.trace(), finding, told.expected())),
                    LanesSvg.of(lanes)));
    return neverEnds(finding) ? failed.hanging() : failed;
  }

  /** Whether the program would go on, or wait, for ever. */
  private static boolean neverEnds(Finding finding) {
    return switch (finding) {
      case Finding.Deadlock _, Finding.LostWakeup _, Finding.NoProgress _, Finding.ThreadLeft _ ->
          true;
      case Finding.AssertionFailed _,
          Finding.UncaughtException _,
          Finding.DataRace _,
          Finding.LeakedLock _,
          Finding.CannotOverlap _,
          Finding.NotModelled _ ->
          false;
    };
  }

  /** What holds of all schedules together, such as that two actions never overlap, has none. */
  private static String token(Exploration told, String code) {
    int dot = told.scenario().lastIndexOf('.');
    return told.replay().isEmpty()
        ? ""
        : new ReplayToken(
                told.scenario().substring(0, dot),
                told.scenario().substring(dot + 1),
                told.replay(),
                code)
            .text();
  }

  /** Reflection promises no order; the class file has that of the source, which is the author's. */
  private static List<Method> inSourceOrder(Class<?> type) {
    List<String> order =
        ClassFile.of().parse(classFile(type)).methods().stream()
            .map(m -> m.methodName().stringValue())
            .toList();
    return Arrays.stream(type.getDeclaredMethods())
        .filter(m -> m.isAnnotationPresent(Scenario.class))
        .sorted(Comparator.comparingInt(m -> order.indexOf(m.getName())))
        .toList();
  }

  private static byte[] classFile(Class<?> type) {
    String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("no class file of " + type);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Misconception detects(Method method) {
    Detects own = method.getAnnotation(Detects.class);
    Detects detects = own != null ? own : method.getDeclaringClass().getAnnotation(Detects.class);
    return detects != null ? detects.value() : Misconception.WRONG_RESULT;
  }
}
