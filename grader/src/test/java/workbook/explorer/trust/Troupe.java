package workbook.explorer.trust;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import workbook.explorer.Explorer;
import workbook.explorer.rewrite.ClassSource;

/** Some plans as classes, for the explorer and for the real JVM. */
final class Troupe {
  private final Explorer explorer;
  private final ClassLoader real;

  Troupe(List<Plan> plans) {
    Map<String, byte[]> classes = new HashMap<>();
    String folder = CodeWriter.PACKAGE.replace('.', '/');
    classes.put(folder + "/Stage", read("stage/Stage.class"));
    for (int i = 0; i < plans.size(); i++) {
      classes.put(folder + "/P" + i, CodeWriter.write(plans.get(i), "P" + i));
    }
    explorer =
        Explorer.of(ClassSource.of(classes), name -> name.startsWith(CodeWriter.PACKAGE + "."));
    real =
        new ClassLoader(Troupe.class.getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            Class<?> loaded = findLoadedClass(name);
            byte @Nullable [] bytes = classes.get(name.replace('.', '/'));
            return loaded != null
                ? loaded
                : bytes == null
                    ? super.loadClass(name, resolve)
                    : defineClass(name, bytes, 0, bytes.length);
          }
        };
  }

  private static byte[] read(String name) {
    try (InputStream in = Troupe.class.getResourceAsStream(name)) {
      return requireNonNull(in).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Explorer explorer() {
    return explorer;
  }

  static String name(int plan) {
    return CodeWriter.PACKAGE + ".P" + plan;
  }

  /** Runs a plan once on real threads. */
  String real(int plan) {
    try {
      return ((RealRun) real.loadClass(name(plan)).getConstructor().newInstance()).real();
    } catch (ReflectiveOperationException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
