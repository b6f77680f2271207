// Right because: a Phaser counts the tasks that are registered and have not arrived, and may grow.
package workbook.ch06_pools.copy_tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

public final class Scriptorium {
  private final ExecutorService scribes;
  private final Quill quill;

  public Scriptorium(ExecutorService scribes, Quill quill) {
    this.scribes = scribes;
    this.quill = quill;
  }

  public Report copy(Path from, Path to) throws InterruptedException {
    var tasks = new Phaser(1);
    var calledOff = new AtomicBoolean();
    var copied = new LongAdder();
    Map<Path, Exception> failures = Collections.synchronizedMap(new HashMap<>());
    folder(from, from, to, tasks, calledOff, copied, failures);
    int phase = tasks.arrive();
    try {
      tasks.awaitAdvanceInterruptibly(phase);
    } catch (InterruptedException e) {
      calledOff.set(true);
      throw e;
    }
    return new Report(copied.intValue(), failures);
  }

  private void folder(
      Path root,
      Path from,
      Path to,
      Phaser tasks,
      AtomicBoolean calledOff,
      LongAdder copied,
      Map<Path, Exception> failures) {
    tasks.register();
    scribes.execute(() -> {
      try (Stream<Path> originals = calledOff.get() ? Stream.empty() : Files.list(from)) {
        Files.createDirectories(to);
        for (Path original : (Iterable<Path>) originals::iterator) {
          Path copy = to.resolve(from.relativize(original));
          if (Files.isDirectory(original)) {
            folder(root, original, copy, tasks, calledOff, copied, failures);
          } else {
            tasks.register();
            scribes.execute(() -> {
              try {
                if (!calledOff.get()) {
                  file(original, copy);
                  copied.increment();
                }
              } catch (Exception e) {
                failures.put(root.relativize(original), e);
              } finally {
                tasks.arriveAndDeregister();
              }
            });
          }
        }
      } catch (IOException e) {
        failures.put(root.relativize(from), e);
      } finally {
        tasks.arriveAndDeregister();
      }
    });
  }

  private void file(Path original, Path copy) throws IOException {
    Path draft = Files.createTempFile(copy.getParent(), null, null);
    try {
      quill.copy(original, draft);
      Files.move(draft, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      Files.delete(draft);
      throw e;
    }
  }
}
