package workbook.grader.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompilerTest {
  @TempDir Path folder;

  private List<Compiler.Complaint> compile(Compiler compiler, String text) {
    return compiler.compile(
        List.of(new SourceText(folder.resolve("A.java"), text)), List.of(), folder.resolve("out"));
  }

  @Test
  void aCompilerThatComesToNoEndIsGivenUpAndTheNextFileCompiles() {
    // Thousands of lines against one millisecond stand for the one line that takes hours.
    StringBuilder slow = new StringBuilder("class A {");
    for (int i = 0; i < 3_000; i++) {
      slow.append("int f")
          .append(i)
          .append("(int n) { return n < 1 ? n : f")
          .append(i)
          .append("(n - 1); }\n");
    }
    try (var compiler = new Compiler(Duration.ofMillis(1))) {
      String said = compile(compiler, slow.append('}').toString()).getFirst().message();
      assertTrue(said.contains("no end"), said);
    }
    try (var compiler = new Compiler()) {
      assertEquals(List.of(), compile(compiler, "class A {}"));
    }
  }

  @Test
  void aComplaintShowsTheLineAsTheCompilerCountsIt() {
    try (var compiler = new Compiler()) {
      Compiler.Complaint complaint = compile(compiler, "class A {\n\tint x = \"s\";\n}").getFirst();
      assertEquals(2, complaint.line());
      assertEquals("        int x = \"s\";\n" + " ".repeat(16) + "^", complaint.excerpt());
    }
  }

  @Test
  void noAnnotationProcessorRuns() {
    try (var compiler = new Compiler()) {
      assertEquals(List.of(), compile(compiler, "@Deprecated class A {}"));
    }
  }
}
