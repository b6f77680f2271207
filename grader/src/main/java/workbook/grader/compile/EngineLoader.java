package workbook.grader.compile;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * Shows the engine and its libraries, and no exercise.
 *
 * <p>It stands above every loader of an answer. A class loader asks its parent first, so that a
 * reference answer on the engine's own class path, as in a module that depends on both, would be
 * judged in the place of each answer, and pass.
 */
public final class EngineLoader extends ClassLoader {
  public EngineLoader() {
    super("engine", requireNonNull(EngineLoader.class.getClassLoader()));
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (isExercise(name, '.')) {
      throw new ClassNotFoundException(name);
    }
    return super.loadClass(name, resolve);
  }

  @Override
  public @Nullable URL getResource(String name) {
    return isExercise(name, '/') ? null : super.getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return isExercise(name, '/') ? Collections.emptyEnumeration() : super.getResources(name);
  }

  private static boolean isExercise(String name, char dot) {
    return name.startsWith("workbook" + dot)
        && !name.startsWith("workbook" + dot + "grader" + dot)
        && !name.startsWith("workbook" + dot + "explorer" + dot);
  }
}
