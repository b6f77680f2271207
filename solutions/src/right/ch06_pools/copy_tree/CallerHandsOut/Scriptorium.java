// Right because: the tasks hand on nothing themselves; they tell the caller what they have found,
// and the caller, which knows what is open, hands it out.
package workbook.ch06_pools.copy_tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

public final class Scriptorium {
  private final ExecutorService scribes;
  private final Quill quill;

  public Scriptorium(ExecutorService scribes, Quill quill) {
    this.scribes = scribes;
    this.quill = quill;
  }

  private sealed interface Word {}

  private record Found(List<Path> files, List<Path> folders) implements Word {}

  private record Copied() implements Word {}

  private record Failed(Path original, Exception why) implements Word {}

  public Report copy(Path from, Path to) throws InterruptedException {
    BlockingQueue<Word> words = new LinkedBlockingQueue<>();
    var calledOff = new AtomicBoolean();
    Map<Path, Exception> failures = new HashMap<>();
    int copied = 0;
    try {
      scribes.execute(() -> words.add(open(from, to)));
      for (int open = 1; open > 0; open--) {
        switch (words.take()) {
          case Copied() -> copied++;
          case Failed(Path original, Exception why) -> failures.put(from.relativize(original), why);
          case Found(List<Path> files, List<Path> folders) -> {
            for (Path folder : folders) {
              Path copy = to.resolve(from.relativize(folder));
              scribes.execute(() -> words.add(calledOff.get() ? new Copied() : open(folder, copy)));
            }
            for (Path file : files) {
              Path copy = to.resolve(from.relativize(file));
              scribes.execute(() -> words.add(calledOff.get() ? new Copied() : write(file, copy)));
            }
            open += files.size() + folders.size();
          }
        }
      }
    } finally {
      calledOff.set(true);
    }
    return new Report(copied, failures);
  }

  private static Word open(Path folder, Path copy) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> all = entries.toList();
      Files.createDirectories(copy);
      return new Found(
          all.stream().filter(p -> !Files.isDirectory(p)).toList(),
          all.stream().filter(Files::isDirectory).toList());
    } catch (IOException e) {
      return new Failed(folder, e);
    }
  }

  private Word write(Path file, Path copy) {
    try {
      Path drafts = Files.createTempDirectory(copy.getParent(), "");
      Path draft = drafts.resolve("draft");
      try {
        quill.copy(file, draft);
        Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE);
        return new Copied();
      } finally {
        Files.deleteIfExists(draft);
        Files.delete(drafts);
      }
    } catch (IOException | RuntimeException e) {
      return new Failed(file, e);
    }
  }
}
