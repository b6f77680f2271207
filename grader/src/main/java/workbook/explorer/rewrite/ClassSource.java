package workbook.explorer.rewrite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where class files come from. */
@FunctionalInterface
public interface ClassSource {
  /**
   * Finds a class file.
   *
   * @param internalName as in class files, {@code java/lang/Object}
   * @return its bytes, or null where this source has no such class
   */
  byte @Nullable [] find(String internalName);

  /** A directory of classes. */
  static ClassSource directory(Path root) {
    return name -> {
      Path file = root.resolve(name + ".class");
      try {
        return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /** Classes in memory, by their internal names. */
  static ClassSource of(Map<String, byte[]> classes) {
    Map<String, byte[]> copy = Map.copyOf(classes);
    return copy::get;
  }

  /** What a class loader would load. */
  static ClassSource of(ClassLoader loader) {
    return name -> {
      try (InputStream in = loader.getResourceAsStream(name + ".class")) {
        return in == null ? null : in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /** The first of several sources that has a class. */
  static ClassSource inOrder(List<ClassSource> sources) {
    List<ClassSource> copy = List.copyOf(sources);
    return name -> {
      for (ClassSource source : copy) {
        byte[] found = source.find(name);
        if (found != null) {
          return found;
        }
      }
      return null;
    };
  }
}
