package workbook.explorer.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workbook.explorer.trace.Assertions.inWords;

import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The messages come from JUnit itself, so that a change of its wording is noticed. */
class AssertionsTest {
  private static String said(Executable failing) {
    return inWords(assertThrows(AssertionError.class, failing).getMessage());
  }

  @Test
  void signsBecomeWords() {
    assertEquals(
        "the sum: expected 7, but it was 3", said(() -> Assertions.assertEquals(7, 3, "the sum")));
    assertEquals("expected 7, but it was 3", said(() -> Assertions.assertEquals(7, 3)));
    assertEquals(
        "it is free: expected true, but it was false",
        said(() -> Assertions.assertTrue(false, "it is free")));
    assertEquals(
        "a map: expected anything but null", said(() -> Assertions.assertNotNull(null, "a map")));
    assertEquals("a map", said(() -> Assertions.fail("a map")));
    assertEquals(
        "expected [a > b], but it was [c]",
        said(() -> Assertions.assertEquals(List.of("a > b"), List.of("c"))));
  }

  @Test
  void whatIsInWordsStaysAsItIs() {
    assertEquals("expected 2 but was 1", inWords("expected 2 but was 1"));
    assertEquals("", inWords(""));
  }
}
