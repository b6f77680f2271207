package workbook.grader.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.grader.cause.Misconception;

class MisconceptionPagesTest {
  private static final List<String> IDS =
      Stream.of(Misconception.values()).map(Misconception::id).toList();

  private static Path page(String name) {
    // Surefire says where the module is; an IDE mostly starts tests in it.
    return Path.of(System.getProperty("basedir", ""))
        .toAbsolutePath()
        .resolveSibling("docs")
        .resolve(name);
  }

  /** Returns the lines of each section by its heading, in order. */
  private static Map<String, List<String>> sections(String name) throws IOException {
    var sections = new LinkedHashMap<String, List<String>>();
    List<String> section = new ArrayList<>();
    boolean code = false;
    for (String line : Files.readAllLines(page(name))) {
      code ^= line.startsWith("```");
      if (!code && line.startsWith("### ")) {
        section = new ArrayList<>();
        assertNull(sections.put(line.substring(4), section), "twice: " + line);
      } else if (!code && line.startsWith("## ")) {
        section = new ArrayList<>();
      } else {
        section.add(line);
      }
    }
    assertTrue(!code, name + " ends within a fragment");
    return sections;
  }

  @ParameterizedTest
  @CsvSource({
    "misconceptions.md, '**How the grader sees it:** ', 200",
    "misconceptions.zh.md, '**评分器如何发现：** ', 60"
  })
  @DisplayName("each cause has its section, in the order of the list, and no section is left over")
  void complete(String name, String sees, int atLeast) throws IOException {
    Map<String, List<String>> sections = sections(name);
    assertEquals(IDS, List.copyOf(sections.keySet()));
    sections.forEach((id, lines) -> {
      assertEquals(1, lines.stream().filter(l -> l.startsWith(sees)).count(), id);
      assertTrue(String.join("", lines).length() >= atLeast, id + " says too little");
    });
  }

  @Test
  @DisplayName("both languages show the same fragments, but for their comments")
  void sameFragments() throws IOException {
    Map<String, List<String>> english = sections("misconceptions.md");
    Map<String, List<String>> chinese = sections("misconceptions.zh.md");
    for (String id : IDS) {
      List<String> none = List.of();
      assertEquals(
          fragment(english.getOrDefault(id, none)), fragment(chinese.getOrDefault(id, none)), id);
    }
  }

  private static List<String> fragment(List<String> section) {
    List<String> code = new ArrayList<>();
    boolean within = false;
    for (String line : section) {
      if (line.startsWith("```")) {
        within = !within;
      } else if (within) {
        code.add(line.replaceFirst("//.*$", ""));
      }
    }
    return code;
  }

  @Test
  @DisplayName("what the scorecard points to is there")
  void link() {
    assertEquals("docs/misconceptions.md#lost-update", Wording.link(Misconception.LOST_UPDATE));
    assertTrue(Files.isRegularFile(page("misconceptions.md")));
  }
}
