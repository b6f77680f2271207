// Right because: one task of the pool walks through all folders and hands over each file that it
// finds on the way. It does not wait for any of them.
package workbook.ch06_pools.copy_tree;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

public final class Scriptorium {
  private final ExecutorService scribes;
  private final Quill quill;

  public Scriptorium(ExecutorService scribes, Quill quill) {
    this.scribes = scribes;
    this.quill = quill;
  }

  public Report copy(Path from, Path to) throws InterruptedException {
    var walk = new Walk(from, to);
    scribes.execute(walk::begin);
    try {
      walk.walked.acquire();
      walk.written.acquire(walk.files.get()); // whoever has written a file gives a permit
    } catch (InterruptedException e) {
      walk.calledOff = true;
      throw e;
    }
    return new Report(walk.copied.get(), walk.failures);
  }

  private final class Walk extends SimpleFileVisitor<Path> {
    final Semaphore walked = new Semaphore(0);
    final Semaphore written = new Semaphore(0);
    final AtomicInteger files = new AtomicInteger();
    final AtomicInteger copied = new AtomicInteger();
    final Map<Path, Exception> failures = new ConcurrentSkipListMap<>();
    volatile boolean calledOff;
    private final Path from;
    private final Path to;

    Walk(Path from, Path to) {
      this.from = from;
      this.to = to;
    }

    void begin() {
      try {
        Files.walkFileTree(from, this);
      } catch (IOException e) {
        failures.put(Path.of(""), e);
      } finally {
        walked.release();
      }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (calledOff) {
        return FileVisitResult.TERMINATE;
      }
      try {
        Files.createDirectories(to.resolve(from.relativize(folder)));
        return FileVisitResult.CONTINUE;
      } catch (IOException e) {
        failures.put(from.relativize(folder), e);
        return FileVisitResult.SKIP_SUBTREE;
      }
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) {
      failures.put(from.relativize(path), e);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      files.incrementAndGet();
      scribes.execute(() -> {
        try {
          if (!calledOff) {
            write(file, to.resolve(from.relativize(file)));
            copied.incrementAndGet();
          }
        } catch (IOException | RuntimeException e) {
          failures.put(from.relativize(file), e);
        } finally {
          written.release();
        }
      });
      return FileVisitResult.CONTINUE;
    }
  }

  private void write(Path original, Path copy) throws IOException {
    Path draft = Files.createTempFile(copy.getParent(), "", "");
    try {
      quill.copy(original, draft);
      Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
