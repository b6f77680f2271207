package workbook.grader.worker;

import static workbook.grader.verdict.Gate.SCHEDULES;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Consumer;
import workbook.explorer.Exploration;
import workbook.explorer.Explorer;
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
  private static final Gson GSON = new GsonBuilder().serializeNulls().create();

  private final Job job;
  private final ClassLoader loader;
  private final Consumer<Message> parent;
  private final Diagnosis diagnosis;
  private final Explorer explorer;
  private int explored;

  SchedulesRun(Job job, ClassLoader loader, Consumer<Message> parent) {
    this.job = job;
    this.loader = loader;
    this.parent = parent;
    this.diagnosis = new Diagnosis(new Frames(job.packageName()), job.given());
    String itsPackage = job.packageName() + ".";
    this.explorer = Explorer.of(ClassSource.of(loader), name -> name.startsWith(itsPackage));
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
        explore(type, method);
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
                      : "no scenario has a schedule named " + job.replay())));
    }
  }

  private void explore(Class<?> type, Method method) {
    String scenario = type.getSimpleName() + "." + method.getName();
    if (!job.replay().isEmpty() && !job.replay().startsWith(scenario + "@")) {
      return;
    }
    explored++;
    String name = method.getAnnotation(Scenario.class).value();
    parent.accept(Message.begins(name));
    Exploration told;
    try {
      told =
          job.replay().isEmpty()
              ? explorer.explore(type.getName(), method.getName())
              : explorer.replay(
                  type.getName(), method.getName(), job.replay().substring(scenario.length() + 1));
    } catch (RuntimeException | LinkageError e) {
      parent.accept(
          Message.checked(Check.inconclusive(SCHEDULES, name, "the explorer itself failed: " + e)));
      return;
    }
    parent.accept(Message.checked(check(name, detects(method), told)));
  }

  private Check check(String name, Misconception detects, Exploration told) {
    Finding finding = told.found();
    return switch (finding) {
      case null ->
          Check.passed(
              SCHEDULES,
              name,
              told.exhaustive()
                  ? "all " + told.schedules() + " schedules tried"
                  : "no fault in " + told.schedules() + " schedules");
      case Finding.NotModelled refused ->
          Check.inconclusive(
              SCHEDULES,
              name,
              "the explorer has no model of " + refused.name() + " (" + refused.at() + ")");
      default -> failed(name, detects, told, finding);
    };
  }

  private Check failed(String name, Misconception detects, Exploration told, Finding finding) {
    Lanes lanes = Lanes.of(told.trace(), finding, told.race(), told.expected());
    String replay = told.scenario() + "@" + told.replay();
    return Check.failed(
            SCHEDULES,
            name,
            diagnosis.cause(finding, detects, told),
            finding.summary(),
            diagnosis.place(finding, told),
            lanes.text() + "\nTo run exactly this again, add\n-Dreplay='" + replay + "'")
        .provedBy(
            new Schedule(
                replay,
                GSON.toJson(TraceJson.of(told.trace(), finding, told.expected())),
                LanesSvg.of(lanes)));
  }

  /** Reflection promises no order; the class file has that of the source, which is the author's. */
  private static List<Method> inSourceOrder(Class<?> type) {
    String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("no class file of " + type);
      }
      List<String> order =
          ClassFile.of().parse(in.readAllBytes()).methods().stream()
              .map(m -> m.methodName().stringValue())
              .toList();
      return java.util.Arrays.stream(type.getDeclaredMethods())
          .filter(m -> m.isAnnotationPresent(Scenario.class))
          .sorted(java.util.Comparator.comparingInt(m -> order.indexOf(m.getName())))
          .toList();
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
