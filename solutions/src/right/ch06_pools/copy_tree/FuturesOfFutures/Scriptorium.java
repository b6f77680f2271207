// Right because: a folder's future is composed of those of its parts. Nobody waits for it but the
// caller; the composition is done by whichever worker completes the last part.
package workbook.ch06_pools.copy_tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

public final class Scriptorium {
  private final ExecutorService scribes;
  private final Quill quill;

  public Scriptorium(ExecutorService scribes, Quill quill) {
    this.scribes = scribes;
    this.quill = quill;
  }

  public Report copy(Path from, Path to) throws InterruptedException {
    var calledOff = new CompletableFuture<Void>();
    try {
      return folder(from, from, to, calledOff).get();
    } catch (InterruptedException e) {
      calledOff.complete(null);
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private CompletableFuture<Report> folder(
      Path root, Path from, Path to, CompletableFuture<Void> calledOff) {
    return CompletableFuture.supplyAsync(() -> opened(root, from, to, calledOff), scribes)
        .thenCompose(parts ->
            CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
                .thenApply(_ ->
                    parts.stream()
                        .map(CompletableFuture::join)
                        .reduce(new Report(0, Map.of()), Scriptorium::sum)));
  }

  private List<CompletableFuture<Report>> opened(
      Path root, Path from, Path to, CompletableFuture<Void> calledOff) {
    if (calledOff.isDone()) {
      return List.of();
    }
    try (Stream<Path> originals = Files.list(from)) {
      List<Path> all = originals.toList();
      Files.createDirectories(to);
      return all.stream()
          .map(original -> {
            Path copy = to.resolve(original.getFileName());
            return Files.isDirectory(original)
                ? folder(root, original, copy, calledOff)
                : CompletableFuture.supplyAsync(
                    () -> file(root, original, copy, calledOff), scribes);
          })
          .toList();
    } catch (IOException e) {
      return List.of(CompletableFuture.completedFuture(failed(root, from, e)));
    }
  }

  private Report file(Path root, Path original, Path copy, CompletableFuture<Void> calledOff) {
    try {
      if (calledOff.isDone()) {
        throw new CancellationException();
      }
      Path draft = Files.createTempFile(copy.getParent(), "draft", "");
      try {
        quill.copy(original, draft);
        Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE);
        return new Report(1, Map.of());
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException | RuntimeException e) {
      return failed(root, original, e);
    }
  }

  private static Report failed(Path root, Path original, Exception why) {
    return new Report(0, Map.of(root.relativize(original), why));
  }

  private static Report sum(Report one, Report other) {
    Map<Path, Exception> failures = new HashMap<>(one.failures());
    failures.putAll(other.failures());
    return new Report(one.copied() + other.copied(), failures);
  }
}
