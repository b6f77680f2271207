package workbook.grader.rules;

import static workbook.grader.verdict.Gate.RULES;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import workbook.grader.catalog.BadContentException;
import workbook.grader.catalog.Exercise;
import workbook.grader.cause.Detects;
import workbook.grader.cause.Misconception;
import workbook.grader.compile.EngineLoader;
import workbook.grader.compile.TestClasses;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.Place;

/**
 * Reads an answer's class files, without running any of them: first what they touch, then the
 * exercise's own rules.
 */
public final class RulesGate {
  private static final Pattern PLACE = Pattern.compile("\\((\\w+\\.java):(\\d+)\\)");

  static {
    // Only the answer's classes matter; without this, ArchUnit would read half the platform.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
  }

  /** Checks an answer's classes. */
  public List<Check> check(Exercise exercise, Path answer, TestClasses.Compiled parts) {
    List<Check> checks = new ArrayList<>();
    try (var loader =
        new URLClassLoader(
            new URL[] {url(parts.tests()), url(parts.support()), url(answer)},
            new EngineLoader())) {
      List<Class<?>> ruleClasses = ruleClasses(exercise, parts.tests(), loader);
      checks.add(
          new TouchedThings(new AllowList(ownPackage(exercise), grants(ruleClasses)))
              .check(answer));
      if (checks.getLast().hasFailed()) {
        return checks;
      }
      JavaClasses classes = new ClassFileImporter().importPath(answer);
      for (Class<?> rules : ruleClasses) {
        for (Field field : rules.getDeclaredFields()) {
          if (ArchRule.class.isAssignableFrom(field.getType())
              && Modifier.isStatic(field.getModifiers())) {
            checks.add(evaluate(field, classes));
          }
        }
      }
      return checks;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Check evaluate(Field field, JavaClasses classes) {
    ArchRule rule;
    try {
      field.setAccessible(true);
      rule = (ArchRule) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError("made accessible above", e);
    }
    String name = rule.getDescription();
    try {
      EvaluationResult result = rule.evaluate(classes);
      if (!result.hasViolation()) {
        return Check.passed(RULES, name);
      }
      List<String> details = result.getFailureReport().getDetails();
      return Check.failed(
          RULES, name, blame(field), name, place(details), String.join("\n", details));
    } catch (AssertionError nothingMatched) {
      return Check.failed(
          RULES,
          name,
          Misconception.CHANGED_SIGNATURE,
          "what the rule looks at is not there any more: " + name,
          null,
          String.valueOf(nothingMatched.getMessage()));
    }
  }

  private static Misconception blame(Field field) {
    Detects own = field.getAnnotation(Detects.class);
    Detects detects = own != null ? own : field.getDeclaringClass().getAnnotation(Detects.class);
    return detects != null ? detects.value() : Misconception.FORBIDDEN_SHORTCUT;
  }

  private static @Nullable Place place(List<String> details) {
    for (String detail : details) {
      Matcher found = PLACE.matcher(detail);
      if (found.find()) {
        return new Place(found.group(1), Integer.parseInt(found.group(2)));
      }
    }
    return null;
  }

  private static List<Class<?>> ruleClasses(Exercise exercise, Path tests, ClassLoader loader) {
    Path folder = exercise.key().in(tests);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Class<?>> classes = new ArrayList<>();
      for (String name :
          files
              .map(f -> f.getFileName().toString())
              .filter(n -> n.endsWith("Rules.class"))
              .sorted()
              .toList()) {
        classes.add(
            Class.forName(
                exercise.key().packageName() + "." + name.replace(".class", ""), true, loader));
      }
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new BadContentException(exercise.key() + ": its class of rules does not load: " + e);
    }
  }

  private static Set<Grant> grants(List<Class<?>> ruleClasses) {
    Set<Grant> grants = EnumSet.noneOf(Grant.class);
    for (Class<?> rules : ruleClasses) {
      Grants granted = rules.getAnnotation(Grants.class);
      if (granted != null) {
        grants.addAll(Arrays.asList(granted.value()));
      }
    }
    return grants;
  }

  private static String ownPackage(Exercise exercise) {
    return exercise.key().packageName().replace('.', '/') + "/";
  }

  private static URL url(Path folder) throws MalformedURLException {
    return folder.toUri().toURL();
  }
}
