package workbook.explorer.cases;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import workbook.explorer.Actors;
import workbook.explorer.Scenario;

/** Files in memory, on which two threads work at the same time. */
public final class OnFiles {
  private final FileSystem memory = Jimfs.newFileSystem(Configuration.unix());
  private final Path file = memory.getPath("/work/file");
  private int made;

  @Scenario("the one who makes the file knows it")
  void madeInOneStep() {
    Actors.together(Actors.actor("Ann", this::makes), Actors.actor("Bob", this::makes));
    if (made != 1) {
      throw new AssertionError("made " + made + " times");
    }
  }

  private void makes() throws IOException {
    try {
      Files.createFile(file);
      synchronized (this) {
        made++;
      }
    } catch (FileAlreadyExistsException e) {
      // by the other one
    }
  }

  @Scenario("whoever looks first makes the file")
  void looksAndThenMakes() {
    Actors.together(Actors.actor("Ann", this::looks), Actors.actor("Bob", this::looks));
  }

  private void looks() throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(file);
    }
  }

  @Scenario("whoever looks first makes the file, as a step of a stream")
  void looksByReference() {
    Actors.together(
        Actors.actor("Ann", this::looksInAStream), Actors.actor("Bob", this::looksInAStream));
  }

  private void looksInAStream() throws IOException {
    if (Stream.of(file).noneMatch(Files::exists)) {
      Files.createFile(file);
    }
  }

  @Scenario("who has seen the file has not seen what was done before it was made")
  void filesOrderNothing() {
    Actors.together(
        Actors.actor(
            "writes",
            () -> {
              made = 1;
              Files.createFile(file);
            }),
        Actors.actor(
            "reads",
            () -> {
              if (Files.exists(file) && made != 1) {
                throw new AssertionError("seen, and not made");
              }
            }));
  }

  @Scenario("what is on this machine would remember an earlier schedule")
  void onThisMachine() throws IOException {
    Files.deleteIfExists(Path.of("no such file"));
  }
}
