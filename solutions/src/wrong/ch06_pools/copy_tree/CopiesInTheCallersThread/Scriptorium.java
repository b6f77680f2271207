// Rejected for: sequential-in-disguise
// Hands each file to the pool and waits for it before it goes on to the next one. The pool is
// there, and one scribe of it at a time has something to do.
package workbook.ch06_pools.copy_tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The writing room of a monastery, where a library is copied by a pool of few threads. */
public final class Scriptorium {
  private final ExecutorService scribes;
  private final Quill quill;

  public Scriptorium(ExecutorService scribes, Quill quill) {
    this.scribes = scribes;
    this.quill = quill;
  }

  public Report copy(Path from, Path to) throws InterruptedException {
    return new Commission(from).done(to);
  }

  /** One library to be copied. */
  private final class Commission {
    private final Path root;

    private final AtomicInteger copied = new AtomicInteger();
    private final Map<Path, Exception> failures = new ConcurrentHashMap<>();
    private final AtomicBoolean calledOff = new AtomicBoolean();

    Commission(Path root) {
      this.root = root;
    }

    Report done(Path to) throws InterruptedException {
      handOver(root, () -> copyFolder(root, to));
      if (calledOff.get()) {
        throw new InterruptedException();
      }
      return new Report(copied.get(), failures);
    }

    private void handOver(Path original, Work work) {
      try {
        work.run();
      } catch (IOException | RuntimeException e) {
        failures.put(root.relativize(original), e);
      }
    }

    private void copyFolder(Path from, Path to) throws IOException {
      List<Path> originals = list(from);
      Files.createDirectories(to);
      for (Path original : originals) {
        Path copy = to.resolve(original.getFileName());
        if (Files.isDirectory(original)) {
          handOver(original, () -> copyFolder(original, copy));
        } else {
          copyByAScribe(original, copy);
        }
      }
    }

    private void copyByAScribe(Path original, Path copy) {
      try {
        scribes.submit(() -> handOver(original, () -> copyFile(original, copy))).get();
      } catch (InterruptedException e) {
        calledOff.set(true);
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }

    private void copyFile(Path original, Path copy) throws IOException {
      Path draft = Files.createTempFile(copy.getParent(), "draft", null);
      try {
        quill.copy(original, draft);
        Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE);
        copied.incrementAndGet();
      } finally {
        Files.deleteIfExists(draft);
      }
    }
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }
}
