package workbook.grader.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
  @ParameterizedTest
  @CsvSource({
    "a queue is empty, A queue is empty.",
    "run() is called, run() is called.",
    "expected: 2, expected: 2.",
    "done!, Done!",
    "';' expected, ';' expected.",
    "Account.java is gone, Account.java is gone.",
  })
  @DisplayName("a sentence begins with a capital, unless with code, and ends with one stop")
  void sentence(String half, String whole) {
    assertEquals(whole, Text.sentence(half));
  }

  @Test
  @DisplayName("wide characters count two columns, combining ones none")
  void width() {
    assertEquals(4, Text.width("并发"));
    assertEquals(1, Text.width("e\u0301"));
    assertEquals(3, Text.width("✔ │"));
  }

  @Test
  @DisplayName("cutting never goes over, not even through a wide character")
  void cut() {
    assertEquals("并…", Text.cut("并发编程", 4, "…"));
    assertEquals("short", Text.cut("short", 5, "…"));
    for (int columns = 1; columns < 12; columns++) {
      assertTrue(Text.width(Text.cut("并发 a 编程 bc", columns, "…")) <= columns);
    }
  }

  @Test
  @DisplayName("wrapping breaks between words and keeps a long word whole")
  void wrap() {
    assertEquals(List.of("aa bb", "cc"), Text.wrap("aa bb cc", 6));
    assertEquals(List.of("a", "src/main/java", "b"), Text.wrap("a src/main/java b", 5));
  }

  @Test
  @DisplayName("drawings get plain lines where the charset has no others")
  void fit() {
    assertEquals("+--| -> ?", Text.fit("┌──│ → 并", StandardCharsets.US_ASCII));
    assertEquals("┌ 并", Text.fit("┌ 并", StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("Windows line ends and tabs leave no control behind")
  void lines() {
    assertEquals(List.of("a", "", "        b"), Text.lines("\r\na\r\n\r\n\tb\r\n\n"));
  }
}
