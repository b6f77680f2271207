// Right because: as CallerCollectsFutures, and what is under way is interrupted; whatever that
// breaks off leaves no draft.
package workbook.ch06_pools.copy_tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

public final class Scriptorium {
  private final ExecutorService scribes;
  private final Quill quill;

  public Scriptorium(ExecutorService scribes, Quill quill) {
    this.scribes = scribes;
    this.quill = quill;
  }

  /** What has become of a file or folder, told to the caller's thread alone. */
  private record Outcome(Path original, boolean copied, @Nullable Exception failure) {}

  public Report copy(Path from, Path to) throws InterruptedException {
    Queue<Future<Outcome>> open = new ConcurrentLinkedQueue<>();
    var calledOff = new Flag();
    open.add(scribes.submit(() -> folder(from, to, open, calledOff)));
    int copied = 0;
    Map<Path, Exception> failures = new TreeMap<>();
    try {
      for (Future<Outcome> next = open.poll(); next != null; next = open.poll()) {
        Outcome outcome = next.get();
        copied += outcome.copied ? 1 : 0;
        if (outcome.failure != null) {
          failures.put(from.relativize(outcome.original), outcome.failure);
        }
      }
    } catch (InterruptedException e) {
      calledOff.set = true;
      open.forEach(task -> task.cancel(true));
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a task throws nothing", e);
    }
    return new Report(copied, failures);
  }

  private static final class Flag {
    volatile boolean set;
  }

  private Outcome folder(Path from, Path to, Queue<Future<Outcome>> open, Flag calledOff) {
    List<Path> originals;
    try (Stream<Path> entries = Files.list(from)) {
      originals = entries.toList();
      Files.createDirectories(to);
    } catch (IOException e) {
      return new Outcome(from, false, e);
    }
    for (Path original : originals) {
      Path copy = to.resolve(original.getFileName());
      if (calledOff.set) {
        break;
      }
      open.add(
          Files.isDirectory(original)
              ? scribes.submit(() -> folder(original, copy, open, calledOff))
              : scribes.submit(() -> file(original, copy, calledOff)));
    }
    return new Outcome(from, false, null);
  }

  private Outcome file(Path original, Path copy, Flag calledOff) {
    if (calledOff.set) {
      return new Outcome(original, false, null);
    }
    try {
      Path draft = Files.createTempFile(copy.getParent(), "x", "x");
      try {
        quill.copy(original, draft);
        Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
      return new Outcome(original, true, null);
    } catch (Exception e) {
      return new Outcome(original, false, e);
    }
  }
}
