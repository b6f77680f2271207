// Rejected for: unguarded-access
// Collects the failures in a HashMap, which two scribes may change at the same time.
package workbook.ch06_pools.copy_tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
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

  /**
   * One library to be copied.
   *
   * <p>No task waits for another. Each hands on what it finds and is done with it; whoever finishes
   * the last task tells the one who waits.
   */
  private final class Commission {
    private final Path root;

    /**
     * Tasks that were handed over and are not done. A task counts those that it hands on before it
     * is done itself, so that zero is reached once, at the very end.
     */
    private final AtomicInteger open = new AtomicInteger();

    private final CountDownLatch allDone = new CountDownLatch(1);
    private final AtomicInteger copied = new AtomicInteger();
    private final Map<Path, Exception> failures = new HashMap<>();
    private final AtomicBoolean calledOff = new AtomicBoolean();

    Commission(Path root) {
      this.root = root;
    }

    Report done(Path to) throws InterruptedException {
      handOver(root, () -> copyFolder(root, to));
      try {
        allDone.await();
      } catch (InterruptedException e) {
        calledOff.set(true);
        throw e;
      }
      return new Report(copied.get(), failures);
    }

    private void handOver(Path original, Work work) {
      open.incrementAndGet();
      scribes.execute(() -> {
        try {
          if (!calledOff.get()) {
            work.run();
          }
        } catch (IOException | RuntimeException e) {
          failures.put(root.relativize(original), e);
        } finally {
          if (open.decrementAndGet() == 0) {
            allDone.countDown();
          }
        }
      });
    }

    private void copyFolder(Path from, Path to) throws IOException {
      List<Path> originals = list(from);
      Files.createDirectories(to);
      for (Path original : originals) {
        Path copy = to.resolve(original.getFileName());
        if (Files.isDirectory(original)) {
          handOver(original, () -> copyFolder(original, copy));
        } else {
          handOver(original, () -> copyFile(original, copy));
        }
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
