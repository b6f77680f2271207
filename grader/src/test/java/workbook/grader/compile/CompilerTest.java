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
    // Each level doubles the ways in which javac tries to type the whole.
    StringBuilder call = new StringBuilder("1");
    for (int i = 0; i < 40; i++) {
      call.insert(0, "p(x -> ").append(", y -> y)");
    }
    String slow =
        "import java.util.function.*; class A { static <T> T p(Function<Object, T> f,"
            + " Function<T, T> g) { return null; } static <T> T p(BinaryOperator<T> f, Object g) {"
            + " return null; } static <T> T p(Supplier<T> f, Function<T, Object> g) { return null; }"
            + " Object o = "
            + call
            + "; }";
    try (var compiler = new Compiler(Duration.ofMillis(300))) {
      assertTrue(
          compile(compiler, slow).getFirst().message().contains("no end"),
          () -> "javac has become faster: make it harder");
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
