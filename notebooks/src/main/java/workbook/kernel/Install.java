package workbook.kernel;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Puts the kernel where Jupyter looks for it.
 *
 * <p>Maven runs this with the JDK that the build has found, which so becomes the kernel's.
 */
public final class Install {
  private Install() {}

  /**
   * Installs the kernel.
   *
   * @param args the folder to make, such as {@code .venv/share/jupyter/kernels/java}; then the
   *     folders whose jars the kernel consists of
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path spec = Path.of(args[0]).toAbsolutePath().normalize();
    Path lib = Files.createDirectories(spec.resolve("lib"));
    try (Stream<Path> old = Files.list(lib)) {
      for (Path jar : old.toList()) {
        Files.delete(jar);
      }
    }
    for (String folder : List.of(args).subList(1, args.length)) {
      try (Stream<Path> files = Files.list(Path.of(folder))) {
        for (Path jar : files.filter(f -> f.toString().endsWith(".jar")).toList()) {
          Files.copy(jar, lib.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    Path archive = spec.resolve("kernel.jsa");
    List<String> run = List.of("-cp", lib.resolve("*").toString(), Main.class.getName());
    List<String> start = new ArrayList<>();
    start.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    start.addAll(train(start.getFirst(), archive, run));
    start.add("-Dstdin.encoding=UTF-8");
    start.addAll(run);
    start.add("{connection_file}");
    Map<String, Object> kernel = new LinkedHashMap<>();
    kernel.put("argv", start);
    kernel.put("display_name", "Java");
    kernel.put("language", "java");
    kernel.put("interrupt_mode", "message");
    kernel.put("metadata", Map.of("debugger", false));
    Files.writeString(
        spec.resolve("kernel.json"),
        new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(kernel) + "\n");
  }

  /**
   * Has the classes of compiler and shell laid up ready for use, which halves the time to the first
   * cell; where that does not work, the kernel does all the same.
   */
  private static List<String> train(String java, Path archive, List<String> run)
      throws IOException, InterruptedException {
    Files.deleteIfExists(archive);
    List<String> command = new ArrayList<>(List.of(java, "-XX:ArchiveClassesAtExit=" + archive));
    command.addAll(run);
    command.add(Main.TRAIN);
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
    return Files.exists(archive)
        ? List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:disable")
        : List.of();
  }
}
