package workbook.grader.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private static Terminal of(boolean terminal, String wish, Map<String, String> environment) {
    return Terminal.of(terminal, wish, StandardCharsets.UTF_8, 80, environment, "Linux");
  }

  @Test
  @DisplayName("colour needs a terminal that can, and nobody who says no")
  void colour() {
    assertTrue(of(true, "", Map.of("TERM", "xterm")).colour());
    assertTrue(of(true, "auto", Map.of("NO_COLOR", "")).colour());
    assertFalse(of(true, "", Map.of("NO_COLOR", "1")).colour());
    assertFalse(of(true, "", Map.of("TERM", "dumb")).colour());
    assertFalse(of(true, "no", Map.of("TERM", "xterm")).colour());
    assertFalse(of(false, "", Map.of("TERM", "xterm")).colour());
  }

  @Test
  @DisplayName("who asks for colour gets it, and that makes no pipe a terminal")
  void wish() {
    assertTrue(of(false, "yes", Map.of("NO_COLOR", "1")).colour());
    assertFalse(of(false, "yes", Map.of()).live());
  }

  @Test
  @DisplayName("a line is rewritten only on a terminal that can")
  void live() {
    assertTrue(of(true, "no", Map.of("NO_COLOR", "1")).live());
    assertFalse(of(true, "", Map.of("TERM", "dumb")).live());
    assertFalse(of(false, "", Map.of()).live());
  }

  @Test
  @DisplayName("Windows' old console gets no colour, its newer ones do")
  void windows() {
    assertFalse(Terminal.of(true, "", StandardCharsets.UTF_8, 80, Map.of(), "Windows 11").colour());
    assertTrue(
        Terminal.of(true, "", StandardCharsets.UTF_8, 80, Map.of("WT_SESSION", "x"), "Windows 11")
            .colour());
  }

  @Test
  @DisplayName("COLUMNS decides the width where it is a number above nought")
  void width() {
    assertEquals(120, of(true, "", Map.of("COLUMNS", "120")).width());
    assertEquals(80, of(true, "", Map.of("COLUMNS", "0")).width());
    assertEquals(80, of(true, "", Map.of("COLUMNS", "wide")).width());
    assertEquals(80, of(true, "", Map.of()).width());
  }
}
