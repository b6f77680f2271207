package workbook.grader.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.grader.fixture.TinyWorkbook;

class CatalogTest {
  private static final String EXERCISES = "exercises/src/main/java/workbook/";

  @TempDir Path folder;
  private TinyWorkbook workbook;

  @BeforeEach
  void write() {
    workbook = TinyWorkbook.in(folder);
    for (String key :
        List.of("ch03_locks/lock_ordering", "ch03_locks/read_write", "ch01_first/b")) {
      workbook.write(EXERCISES + key + "/README.md", TinyWorkbook.readme("0"));
    }
  }

  private Catalog catalog() {
    return Catalog.read(workbook.layout());
  }

  private List<String> meantBy(String words) {
    return catalog().meantBy(words).stream().map(e -> e.key().toString()).toList();
  }

  private static void assertComplains(String words, Executable what) {
    String message = String.valueOf(assertThrows(BadContentException.class, what).getMessage());
    assertTrue(message.contains(words), message);
  }

  @Test
  void exercisesComeInTheOrderOfTheBook() {
    assertEquals(
        List.of(
            "ch01_first/b", "ch01_first/task", "ch03_locks/lock_ordering", "ch03_locks/read_write"),
        catalog().exercises().stream().map(e -> e.key().toString()).toList());
  }

  @Test
  void whatAnExerciseBuildsOnComesBeforeIt() {
    String later =
        TinyWorkbook.readme("0").replace("points:", "builds-on: ch01_first/task\npoints:");
    workbook.write(EXERCISES + "ch01_first/b/README.md", later);
    assertEquals(
        List.of("ch01_first/task", "ch01_first/b"),
        catalog().meantBy("ch01_first").stream().map(e -> e.key().toString()).toList());
  }

  @Test
  void aCircleOfIdeasStopsNothing() {
    for (String key : List.of("task", "b")) {
      String other = key.equals("b") ? "task" : "b";
      workbook.write(
          EXERCISES + "ch01_first/" + key + "/README.md",
          TinyWorkbook.readme("0")
              .replace("points:", "builds-on: ch01_first/" + other + "\npoints:"));
    }
    assertEquals(List.of("ch01_first/b", "ch01_first/task"), meantBy("ch01_first"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lock_ordering",
        "lock-ordering",
        "Lock-Ordering",
        " lock_ordering ",
        "ch03_locks/lock_ordering",
        "ch03-locks/lock-ordering",
        "workbook.ch03_locks.lock_ordering",
        "workbook/ch03_locks/lock_ordering/"
      })
  void anExerciseHasManyNames(String name) {
    assertEquals(List.of("ch03_locks/lock_ordering"), meantBy(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ch03", "ch03_locks", "CH03-locks"})
  void aChaptersNameMeansAllOfIt(String name) {
    assertEquals(List.of("ch03_locks/lock_ordering", "ch03_locks/read_write"), meantBy(name));
  }

  @Test
  void anUnknownNameIsToldWithTheNearest() {
    String message =
        String.valueOf(
            assertThrows(UnknownExerciseException.class, () -> meantBy("lock_odering"))
                .getMessage());
    assertTrue(message.contains("ch03_locks/lock_ordering"), message);
  }

  private void readme(String text) {
    workbook.write(EXERCISES + "ch01_first/task/README.md", text);
  }

  private Exercise task() {
    return catalog().exercises().get(1);
  }

  @Test
  void aReadmeWithoutFrontMatterIsToldWithItsFile() {
    readme("# Title\n");
    assertComplains("task/README.md".replace('/', java.io.File.separatorChar), this::catalog);
    assertComplains("line 1 must be ---", this::catalog);
  }

  @Test
  void aMissingTitleIsTold() {
    readme("---\npoints: 10\n---\n");
    assertComplains("lacks 'title: ...'", () -> task().title());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ten", "0", "-3", "1.5", "99999999999"})
  void pointsThatAreNoneAreTold(String points) {
    readme("---\ntitle: x\npoints: " + points + "\n---\n");
    assertComplains("must be a whole number above 0, not " + points, () -> task().points());
  }

  @Test
  void aReadmeInAnotherEncodingIsToldWithItsFile() {
    workbook.write(
        EXERCISES + "ch01_first/task/README.md",
        "---\ntitle: caf\u00e9\n---\n".getBytes(StandardCharsets.ISO_8859_1));
    assertComplains("README.md: not UTF-8", this::catalog);
  }

  @Test
  void aFolderWithABadNameIsTold() {
    workbook.write(EXERCISES + "chapter3/My-Exercise/README.md", TinyWorkbook.readme("0"));
    assertComplains("not chapter3/My-Exercise", this::catalog);
  }

  @Test
  void windowsLineEndsAndAMarkBeforeThemDoNoHarm() {
    readme("\uFEFF" + TinyWorkbook.readme("abc").replace("\n", "\r\n"));
    assertEquals("The answer", task().title());
    assertEquals("abc", task().stubFingerprint());
    assertEquals(
        List.of("Hint 1", "Hint 2", "Hint 3"), task().hints().stream().map(Hint::title).toList());
    assertEquals("Two.", task().hints().get(1).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "exercises", "exercises/src/main/java"})
  void aSubjectMayBeACheckoutAModuleOrASourceRoot(String inner) {
    assertEquals(
        workbook.layout().exercises(), Submission.sourceRoot(folder.resolve(inner)).normalize());
  }

  @Test
  void aSubjectThatIsNoneIsToldHowToLayItOut() {
    assertComplains(
        "no folder 'workbook' in it", () -> Submission.sourceRoot(folder.resolve("exercises/src")));
    assertComplains("there is no such folder", () -> Submission.sourceRoot(folder.resolve("no")));
  }

  private void given(String name) {
    readme(TinyWorkbook.readme("0").replace("points:", "given: " + name + "\npoints:"));
  }

  @Test
  void aGivenFileThatTheAnswerLacksIsTakenFromTheWorkbook() {
    workbook.write("solutions/src/main/java/workbook/ch01_first/task/Given.java", "// given");
    given("Given.java");
    Submission submission =
        Submission.in(folder.resolve(EXERCISES + "ch01_first/task"), task(), "x");
    assertEquals(List.of(), submission.missing());
    assertEquals(List.of("Task.java", "Given.java"), List.copyOf(submission.sources().keySet()));
  }

  @Test
  void aGivenFileThatThereIsNotIsTold() {
    given("Gone.java");
    assertComplains("'given: Gone.java' names no file", () -> Submission.in(folder, task(), "x"));
  }

  @Test
  void filesInInnerPackagesAreMissedByTheirPath() {
    workbook.write("solutions/src/main/java/workbook/ch01_first/task/inner/Deep.java", "// deep");
    Submission submission =
        Submission.in(folder.resolve(EXERCISES + "ch01_first/task"), task(), "x");
    assertEquals(List.of("inner/Deep.java"), submission.missing());
  }

  @Test
  void aWorkbookIsFoundFromWithin() {
    assertEquals(folder.toAbsolutePath(), Layout.around(folder.resolve("exercises/src")).root());
    assertComplains("is this the workbook?", () -> Layout.around(folder.getRoot()));
  }
}
