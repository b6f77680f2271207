package workbook.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads the texts that an answer has in its code, for tests in which any text must be as good as
 * another: whatever the answer's author has picked to mean something special is then put to it.
 */
public final class StringConstants {
  private StringConstants() {}

  /** Returns the string constants of a class and of all classes that lie in its folder. */
  public static Set<String> near(Class<?> type) {
    Set<String> texts = new TreeSet<>();
    for (Path file : classFiles(type)) {
      try {
        ClassFile.of()
            .parse(file)
            .constantPool()
            .forEach(entry -> {
              if (entry instanceof StringEntry text) {
                texts.add(text.stringValue());
              }
            });
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return texts;
  }

  private static List<Path> classFiles(Class<?> type) {
    try {
      Path root = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path folder = root.resolve(type.getPackageName().replace('.', '/'));
      try (Stream<Path> files = Files.list(folder)) {
        return files.filter(f -> f.toString().endsWith(".class")).toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(type + " comes from a place that is no folder", e);
    }
  }
}
