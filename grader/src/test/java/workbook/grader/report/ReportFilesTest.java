package workbook.grader.report;

import static java.nio.file.Files.readString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import workbook.grader.cause.Misconception;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.ExerciseResult;
import workbook.grader.verdict.Gate;
import workbook.grader.verdict.Scorecard;
import workbook.grader.verdict.Verdict;

class ReportFilesTest {
  private static final String HOSTILE =
      "a < b && \"c\" | `d` ``` ]]> \u0000\u001b[31m\ud800 并发 \ud83d\ude00 <img src=x> _e_ *f*";

  @TempDir Path folder;

  private static ExerciseResult hostile() {
    Check check =
        Check.failed(
            Gate.BEHAVIOUR,
            HOSTILE,
            Misconception.WRONG_RESULT,
            HOSTILE,
            null,
            "````\n" + HOSTILE + "\n```");
    return SampleScorecards.wrong("ch01_threads/hostile", HOSTILE, check);
  }

  private static Scorecard with(ExerciseResult... results) {
    return new Scorecard(
        "exercises", List.of(results), SampleScorecards.probes(), Duration.ofMillis(1500));
  }

  private JsonObject results(Scorecard scorecard) throws IOException {
    ReportFiles.write(folder, scorecard, SampleScorecards.NEXT);
    return JsonParser.parseString(readString(folder.resolve("results.json"))).getAsJsonObject();
  }

  private static Document parse(String xml) {
    try {
      return DocumentBuilderFactory.newDefaultNSInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(xml)));
    } catch (Exception e) {
      throw new AssertionError("not well-formed: " + xml, e);
    }
  }

  @Test
  @DisplayName("results.json keeps to its schema: all members, in order")
  void json() throws IOException {
    JsonObject results = results(SampleScorecards.everyVerdict());
    assertEquals(
        List.of("schemaVersion", "subject", "score", "seconds", "canaries", "exercises"),
        List.copyOf(results.keySet()));
    assertEquals(1, results.get("schemaVersion").getAsInt());
    assertEquals("exercises", results.get("subject").getAsString());
    assertEquals(10, results.getAsJsonObject("score").get("earned").getAsInt());
    assertEquals(95, results.getAsJsonObject("score").get("possible").getAsInt());
    assertEquals(41.3, results.get("seconds").getAsDouble());
    assertEquals(3, results.getAsJsonArray("canaries").size());
    JsonArray exercises = results.getAsJsonArray("exercises");
    assertEquals(
        Set.of(
            "passed",
            "unsolved",
            "does_not_compile",
            "forbidden",
            "wrong",
            "hangs",
            "inconclusive"),
        Set.copyOf(
            exercises.asList().stream()
                .map(e -> e.getAsJsonObject().get("status").getAsString())
                .toList()));
    JsonObject exercise = exercises.get(1).getAsJsonObject();
    assertEquals(
        List.of("key", "title", "status", "points", "seconds", "next", "checks"),
        List.copyOf(exercise.keySet()));
    JsonObject check = exercise.getAsJsonArray("checks").get(1).getAsJsonObject();
    assertEquals(
        List.of(
            "gate",
            "name",
            "status",
            "cause",
            "message",
            "file",
            "line",
            "evidence",
            "replay",
            "schedule"),
        List.copyOf(check.keySet()));
    assertEquals("schedules", check.get("gate").getAsString());
    assertEquals("failed", check.get("status").getAsString());
    assertEquals("lost-update", check.get("cause").getAsString());
    assertEquals("Account.java", check.get("file").getAsString());
    assertEquals(14, check.get("line").getAsInt());
    assertEquals(SampleScorecards.LANES, check.get("evidence").getAsString());
    JsonObject passed = exercise.getAsJsonArray("checks").get(0).getAsJsonObject();
    assertTrue(passed.get("cause").isJsonNull());
    assertTrue(passed.get("file").isJsonNull());
    assertTrue(passed.get("line").isJsonNull());
  }

  @Test
  @DisplayName("the same run gives the same bytes")
  void repeatable() {
    assertEquals(
        ResultsJson.of(SampleScorecards.everyVerdict(), SampleScorecards.NEXT),
        ResultsJson.of(SampleScorecards.everyVerdict(), SampleScorecards.NEXT));
  }

  @Test
  @DisplayName("JUnit XML is well-formed and valid, whatever the learner's program said")
  void junit() throws Exception {
    Schema schema =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(getClass().getResource("junit-report.xsd"));
    var results = new ArrayList<>(SampleScorecards.everyVerdict().results());
    results.add(hostile());
    results.add(
        new ExerciseResult(
            "ch01_threads/none", "None", new Verdict.Passed(), List.of(), 1, Duration.ZERO));
    for (ExerciseResult result : results) {
      String xml = JunitXml.of(result);
      try {
        schema.newValidator().validate(new StreamSource(new StringReader(xml)));
      } catch (SAXException e) {
        throw new AssertionError(xml, e);
      }
      Element suite = parse(xml).getDocumentElement();
      assertEquals("workbook." + result.key().replace('/', '.'), suite.getAttribute("name"));
      assertTrue(suite.getElementsByTagName("testcase").getLength() > 0, xml);
      for (var count :
          List.of(
              List.of("tests", "testcase"),
              List.of("failures", "failure"),
              List.of("errors", "error"),
              List.of("skipped", "skipped"))) {
        assertEquals(
            Integer.toString(suite.getElementsByTagName(count.get(1)).getLength()),
            suite.getAttribute(count.get(0)),
            xml);
      }
    }
  }

  @Test
  @DisplayName(
      "a CI server sees red for what is wrong, grey for what is to do, green only for passed")
  void colours() {
    for (ExerciseResult result : SampleScorecards.everyVerdict().results()) {
      Element suite = parse(JunitXml.of(result)).getDocumentElement();
      String bad = suite.getAttribute("failures") + suite.getAttribute("errors");
      switch (result.verdict()) {
        case Verdict.Passed _ -> {
          assertEquals("00", bad);
          assertEquals("0", suite.getAttribute("skipped"));
        }
        case Verdict.Unsolved _ -> {
          assertEquals("00", bad);
          assertFalse(suite.getAttribute("skipped").equals("0"));
        }
        case Verdict.Inconclusive _ -> assertEquals("01", bad);
        default -> assertFalse(bad.startsWith("0"));
      }
    }
  }

  @Test
  @DisplayName("a verdict whose check is not in the list is not lost")
  void verdictWithoutCheck() {
    Check check = SampleScorecards.lostUpdate("");
    String xml =
        JunitXml.of(
            new ExerciseResult(
                "ch01_threads/x",
                "X",
                new Verdict.Wrong(check),
                List.of(Check.passed(Gate.COMPILE, "compiles")),
                1,
                Duration.ZERO));
    assertEquals("1", parse(xml).getDocumentElement().getAttribute("failures"));
  }

  @Test
  @DisplayName("a failure names the cause as its type, and holds place and evidence")
  void failure() {
    Element failure =
        (Element)
            parse(JunitXml.of(SampleScorecards.everyVerdict().results().get(1)))
                .getElementsByTagName("failure")
                .item(0);
    assertEquals("lost-update", failure.getAttribute("type"));
    assertEquals("expected 2, but the balance is 1", failure.getAttribute("message"));
    assertTrue(failure.getTextContent().contains("at Account.java:14"));
    assertTrue(failure.getTextContent().contains("Ann writes over what Bob wrote in step 3."));
  }

  @Test
  @DisplayName("the summary has a row for each exercise and the whole of long evidence")
  void summary() {
    Scorecard card = SampleScorecards.everyVerdict();
    String page = MarkdownSummary.of(card, SampleScorecards.NEXT);
    List<String> rows = page.lines().filter(l -> l.startsWith("|")).toList();
    assertEquals(2 + card.results().size() + 1, rows.size());
    rows.forEach(
        row -> assertEquals(6, row.replace("\\|", "").chars().filter(c -> c == '|').count(), row));
    for (ExerciseResult result : card.results()) {
      assertTrue(rows.stream().anyMatch(row -> row.contains("`" + result.key() + "`")));
      assertEquals(
          result.verdict().decidedBy().isPresent(),
          page.lines().anyMatch(l -> l.startsWith("## " + result.key())),
          result.key());
    }
    assertTrue(page.contains("reads balance = 30"));
  }

  @Test
  @DisplayName("evidence with fences of its own ends neither the fence nor the table")
  void fences() {
    String page = MarkdownSummary.of(with(hostile()), SampleScorecards.NEXT);
    List<String> lines = page.lines().toList();
    int open = lines.indexOf("`````text");
    assertTrue(open > 0, page);
    assertEquals("````", lines.get(open + 1));
    assertEquals("`````", lines.get(open + 4));
    List<String> outside = new ArrayList<>(lines);
    outside.subList(open, open + 5).clear();
    assertTrue(outside.stream().noneMatch(l -> l.matches(".*(?<!\\\\)<img.*")), page);
    lines.stream()
        .filter(l -> l.startsWith("| `ch01_threads/hostile`"))
        .forEach(row ->
            assertEquals(6, row.replace("\\|", "").chars().filter(c -> c == '|').count(), row));
  }

  @Test
  @DisplayName("an earlier run's XML goes, another's file stays, and no draft is left")
  void folder() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("TEST-workbook.ch01_threads.gone.xml"), "<old/>");
    Files.writeString(folder.resolve("notes.txt"), "mine");
    results(SampleScorecards.readme());
    results(with(SampleScorecards.readme().results().getFirst()));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          Set.of(
              "results.json",
              "summary.md",
              "notes.txt",
              "TEST-workbook.ch02_safety.lost_update.xml"),
          Set.copyOf(files.map(f -> f.getFileName().toString()).toList()));
    }
  }

  @Test
  @DisplayName("a lone half of a character costs nothing but itself")
  void loneSurrogate() throws IOException {
    String message =
        results(with(hostile()))
            .getAsJsonArray("exercises")
            .get(0)
            .getAsJsonObject()
            .getAsJsonArray("checks")
            .get(1)
            .getAsJsonObject()
            .get("message")
            .getAsString();
    assertEquals(HOSTILE.replace('\ud800', '?'), message);
  }

  @Test
  @DisplayName("a folder that cannot be made is told")
  void unwritable() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThrows(
        IOException.class,
        () -> ReportFiles.write(file, SampleScorecards.readme(), SampleScorecards.NEXT));
  }
}
