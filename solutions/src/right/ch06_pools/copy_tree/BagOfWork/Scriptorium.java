// Right because: all that is left to do lies in a bag under a monitor; for each thing in it a task
// is handed over, and a task goes on as long as it finds something in the bag. Work that is in hand
// is counted with it.
package workbook.ch06_pools.copy_tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

public final class Scriptorium {
  private final ExecutorService scribes;
  private final Quill quill;

  public Scriptorium(ExecutorService scribes, Quill quill) {
    this.scribes = scribes;
    this.quill = quill;
  }

  public Report copy(Path from, Path to) throws InterruptedException {
    var bag = new Bag(from, to);
    bag.add(Path.of(""));
    return bag.await();
  }

  private final class Bag {
    private final Path from;
    private final Path to;
    private final Deque<Path> work = new ArrayDeque<>(); // guarded by this
    private final Map<Path, Exception> failures = new HashMap<>(); // guarded by this
    private int open; // guarded by this: in the bag or in hand
    private int copied; // guarded by this
    private boolean calledOff; // guarded by this

    Bag(Path from, Path to) {
      this.from = from;
      this.to = to;
    }

    void add(Path relative) {
      synchronized (this) {
        if (calledOff) {
          return;
        }
        work.push(relative);
        open++;
      }
      scribes.execute(this::workOn);
    }

    synchronized Report await() throws InterruptedException {
      try {
        while (open > 0) {
          wait();
        }
      } catch (InterruptedException e) {
        work.clear();
        calledOff = true;
        throw e;
      }
      return new Report(copied, failures);
    }

    private void workOn() {
      for (Path next = take(); next != null; next = take()) {
        Exception failure = null;
        boolean file = false;
        try {
          Path original = next.toString().isEmpty() ? from : from.resolve(next);
          if (Files.isDirectory(original) || original.equals(from)) {
            open(original, next.toString().isEmpty() ? to : to.resolve(next));
          } else {
            file = true;
            write(original, to.resolve(next));
          }
        } catch (IOException | RuntimeException e) {
          failure = e;
        }
        done(next, file, failure);
      }
    }

    private synchronized @Nullable Path take() {
      return work.poll();
    }

    private synchronized void done(Path relative, boolean file, @Nullable Exception failure) {
      if (failure != null) {
        failures.put(relative, failure);
      } else if (file) {
        copied++;
      }
      open--;
      if (open == 0) {
        notifyAll();
      }
    }

    private void open(Path original, Path copy) throws IOException {
      try (Stream<Path> entries = Files.list(original)) {
        if (!Files.isDirectory(copy)) {
          Files.createDirectory(copy);
        }
        for (Path entry : entries.toList()) {
          add(from.relativize(entry));
        }
      }
    }
  }

  private void write(Path original, Path copy) throws IOException {
    Path draft = Files.createTempFile(copy.getParent(), ".", ".");
    try {
      quill.copy(original, draft);
      Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
