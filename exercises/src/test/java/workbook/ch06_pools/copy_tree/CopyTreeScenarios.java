package workbook.ch06_pools.copy_tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static workbook.grader.cause.Misconception.LOST_UPDATE;
import static workbook.grader.cause.Misconception.UNGUARDED_ACCESS;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import workbook.explorer.Scenario;
import workbook.grader.cause.Detects;

/**
 * Two books in memory, copied by two scribes: what they count and collect together is seen however
 * their steps follow each other. More schedules than can be tried all differ only in the files.
 */
final class CopyTreeScenarios {
  private static final int SCHEDULES = 2_000;

  private static final Quill QUILL =
      (original, copy) -> Files.copy(original, copy, StandardCopyOption.REPLACE_EXISTING);

  @Scenario(
      value = "Whatever two scribes do at the same time, two books are told as copied",
      maxSchedules = SCHEDULES,
      unmodelledJudgedElsewhere = true)
  @Detects(LOST_UPDATE)
  void bothAreCounted() throws Exception {
    try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
      Path from = library(memory);
      Report report = copied(from, QUILL);
      assertEquals(2, report.copied(), "files that are told as copied, of two");
      assertEquals(0, report.failures().size(), "failures that are told, of none");
      assertEquals("ink", Files.readString(from.resolveSibling("copy").resolve("a")));
      assertEquals("ink", Files.readString(from.resolveSibling("copy").resolve("b")));
    }
  }

  @Scenario(
      value = "Whatever two scribes do at the same time, two failures are told",
      maxSchedules = SCHEDULES,
      unmodelledJudgedElsewhere = true)
  @Detects(UNGUARDED_ACCESS)
  void bothFailuresAreTold() throws Exception {
    try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
      var broken = new IOException("the nib is broken");
      Path from = library(memory);
      Report report =
          copied(
              from,
              (_, _) -> {
                throw broken;
              });
      assertEquals(0, report.copied(), "files that are told as copied, of none");
      assertEquals(2, report.failures().size(), "failures that are told, of two");
      assertSame(broken, report.failures().get(memory.getPath("a")), "what is told of a");
      assertSame(broken, report.failures().get(memory.getPath("b")), "what is told of b");
    }
  }

  private static Path library(FileSystem memory) throws IOException {
    Path from = Files.createDirectory(memory.getPath("library").toAbsolutePath());
    Files.writeString(from.resolve("a"), "ink");
    Files.writeString(from.resolve("b"), "ink");
    return from;
  }

  private static Report copied(Path from, Quill quill) throws InterruptedException {
    ExecutorService scribes = Executors.newFixedThreadPool(2);
    Report report = new Scriptorium(scribes, quill).copy(from, from.resolveSibling("copy"));
    scribes.shutdown();
    return report;
  }
}
