package workbook.explorer.example;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page tells people to write is what compiles and runs here. */
class ExplorerPageTest {
  private static final Path SOURCE =
      Path.of("src/test/java/workbook/explorer/example/StampCardTest.java");

  @ParameterizedTest
  @ValueSource(strings = {"../docs/explorer.md", "../docs/explorer.zh.md"})
  void thePageQuotesTheTest(String page) throws IOException {
    String quoted = "```java\n" + Files.readString(SOURCE) + "```\n";
    assertTrue(
        Files.readString(Path.of(page)).contains(quoted),
        () -> page + " does not quote " + SOURCE + " word for word");
  }
}
