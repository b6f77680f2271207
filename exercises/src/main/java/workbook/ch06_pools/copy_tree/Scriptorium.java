package workbook.ch06_pools.copy_tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

/**
 * The writing room of a monastery, where a library is copied: folders in folders, and files in all
 * of them.
 *
 * <p>As it stands, the abbot who asks for the copy goes from shelf to shelf and writes all of it
 * himself, one file after the other, while the scribes look on; and the first file that cannot be
 * copied ends it all.
 *
 * <p>Leave the work to the scribes, the threads of a pool that has few of them. What exactly they
 * must see to is in the README beside this file. The signatures below must stay as they are;
 * inside, everything may be changed.
 */
public final class Scriptorium {
  private final ExecutorService scribes;
  private final Quill quill;

  /**
   * Opens a writing room.
   *
   * @param scribes a pool of one or more threads, which belongs to whoever made it
   * @param quill copies the content of one file
   */
  public Scriptorium(ExecutorService scribes, Quill quill) {
    this.scribes = scribes;
    this.quill = quill;
  }

  /**
   * Copies a folder with all that is in it, and returns when that is done. Never called by one of
   * the scribes.
   *
   * @param from the folder to be copied
   * @param to what its copy is to be; its parent folder exists
   */
  public Report copy(Path from, Path to) throws InterruptedException {
    try {
      // TODO 1: who does this, and who waits for whom? How do you know that all of it is done?
      return new Report(copyFolder(from, to), Map.of());
    } catch (IOException e) {
      // TODO 2: one file could not be copied. Is that the end of all the others?
      return new Report(0, Map.of());
    }
    // TODO 3: and if the abbot is called away meanwhile?
  }

  private int copyFolder(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    int copied = 0;
    for (Path original : list(from)) {
      Path copy = to.resolve(original.getFileName());
      if (Files.isDirectory(original)) {
        copied += copyFolder(original, copy);
      } else {
        // TODO 4: what does a reader find here while the quill is at work, and after it broke?
        quill.copy(original, copy);
        copied++;
      }
    }
    return copied;
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }
}
