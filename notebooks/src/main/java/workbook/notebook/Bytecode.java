package workbook.notebook;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** Shows what the compiler makes of a class: {@code javac} and {@code javap} in one call. */
public final class Bytecode {
  private Bytecode() {}

  /**
   * Returns what {@code javap -c -p} says of a class.
   *
   * @param name the class's name
   * @param source its source
   */
  public static String of(String name, String source) {
    try {
      Path folder = Files.createTempDirectory("bytecode");
      try {
        Path file = Files.writeString(folder.resolve(name + ".java"), source);
        String refused = run("javac", "-d", folder.toString(), file.toString());
        if (!Files.exists(folder.resolve(name + ".class"))) {
          throw new IllegalArgumentException(refused.replace(folder + "/", ""));
        }
        return run("javap", "-c", "-p", folder.resolve(name + ".class").toString());
      } finally {
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the lines of one method out of what {@link #of} says.
   *
   * @param method the method's name
   */
  public static String of(String name, String source, String method) {
    List<String> lines = of(name, source).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(" " + method + "(")) {
        int end = i;
        while (end < lines.size() && !lines.get(end).isBlank() && !lines.get(end).equals("}")) {
          end++;
        }
        return String.join("\n", lines.subList(i, end)).stripIndent();
      }
    }
    throw new IllegalArgumentException("no method " + method + " in " + name);
  }

  private static String run(String tool, String... arguments) {
    var out = new StringWriter();
    ToolProvider.findFirst(tool)
        .orElseThrow()
        .run(new PrintWriter(out), new PrintWriter(out), arguments);
    return out.toString();
  }
}
