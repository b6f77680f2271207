package workbook.grader.report;

import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.ExerciseResult;
import workbook.grader.verdict.Gate;
import workbook.grader.verdict.Verdict;

/**
 * Tells an exercise's outcome to a CI server, in the form that Maven's Surefire writes.
 *
 * <p>The exercise is the suite and each check a test case. Nothing stands in it that only some
 * servers know: it keeps within both Surefire's and the Jenkins xUnit plugin's schema.
 */
final class JunitXml {
  private JunitXml() {}

  /** Returns the suite's name, which also names its file: the exercise's package. */
  static String suiteName(ExerciseResult result) {
    return "workbook." + result.key().replace('/', '.');
  }

  static String of(ExerciseResult result) {
    var text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      suite(xml, result, cases(result));
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a string cannot fail to be written to", e);
    }
    return text.append('\n').toString();
  }

  /**
   * Returns the checks to tell of. Servers pass over a suite without test cases, and take one that
   * has no failed case for a success, so the verdict becomes a case where no check shows it.
   */
  private static List<Check> cases(ExerciseResult result) {
    boolean told =
        switch (result.verdict()) {
          case Verdict.Passed _ -> !result.checks().isEmpty();
          case Verdict.Unsolved _ -> false;
          case Verdict.DoesNotCompile _,
              Verdict.Forbidden _,
              Verdict.Wrong _,
              Verdict.Hangs _,
              Verdict.Inconclusive _ ->
              result.verdict().decidedBy().map(result.checks()::contains).orElse(true);
        };
    if (told) {
      return result.checks();
    }
    Check verdict =
        switch (result.verdict()) {
          case Verdict.Passed _ -> Check.passed(Gate.COMPILE, "The exercise is solved");
          case Verdict.Unsolved _ ->
              Check.skipped(Gate.COMPILE, "The exercise is solved", "the stub is as it was given");
          case Verdict other -> other.decidedBy().orElseThrow();
        };
    return Stream.concat(Stream.of(verdict), result.checks().stream()).toList();
  }

  private static void suite(XMLStreamWriter xml, ExerciseResult result, List<Check> checks)
      throws XMLStreamException {
    xml.writeStartElement("testsuite");
    attribute(xml, "name", suiteName(result));
    attribute(xml, "time", seconds(result.took()));
    attribute(xml, "tests", Integer.toString(checks.size()));
    attribute(xml, "errors", count(checks, Check.Status.INCONCLUSIVE));
    attribute(xml, "skipped", count(checks, Check.Status.SKIPPED));
    attribute(xml, "failures", count(checks, Check.Status.FAILED));
    for (int i = 0; i < checks.size(); i++) {
      // A check's own time is not known; the whole stands on the first, or the sum would be nought.
      testCase(xml, result, checks.get(i), i == 0 ? result.took() : Duration.ZERO);
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
  }

  private static void testCase(
      XMLStreamWriter xml, ExerciseResult result, Check check, Duration took)
      throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testcase");
    attribute(xml, "name", check.gate().id() + ": " + check.name());
    attribute(xml, "classname", suiteName(result));
    attribute(xml, "time", seconds(took));
    switch (check.status()) {
      case PASSED -> {}
      case FAILED -> problem(xml, "failure", check, check.blamed().orElseThrow().id());
      case INCONCLUSIVE -> problem(xml, "error", check, "inconclusive");
      case SKIPPED -> {
        xml.writeCharacters("\n    ");
        xml.writeEmptyElement("skipped");
        attribute(xml, "message", check.message());
        xml.writeCharacters("\n  ");
      }
    }
    xml.writeEndElement();
  }

  private static void problem(XMLStreamWriter xml, String element, Check check, String type)
      throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement(element);
    attribute(xml, "message", check.message());
    attribute(xml, "type", type);
    var body = new StringBuilder();
    check.blamed().ifPresent(cause -> body.append(Text.sentence(cause.meaning())).append('\n'));
    if (check.place() != null) {
      body.append("at ").append(check.place()).append('\n');
    }
    if (!check.evidence().isBlank()) {
      body.append('\n').append(check.evidence().stripTrailing()).append('\n');
    }
    if (check.schedule() != null && !check.schedule().replay().isEmpty()) {
      body.append("\nAgain: -Dreplay='").append(check.schedule().replay()).append("'\n");
    }
    xml.writeCharacters(valid(body.toString()));
    xml.writeEndElement();
    xml.writeCharacters("\n  ");
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    // A raw line break in an attribute reads back as a blank, so it may as well be one.
    xml.writeAttribute(name, Text.line(valid(value)));
  }

  /** Returns the text with a visible stand-in for what XML 1.0 cannot hold, not even escaped. */
  private static String valid(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          boolean allowed =
              c == '\t'
                  || c == '\n'
                  || (c >= 0x20 && c <= 0xd7ff)
                  || (c >= 0xe000 && c <= 0xfffd)
                  || c >= 0x10000;
          if (allowed) {
            out.appendCodePoint(c);
          } else if (c != '\r') {
            out.append("\\u%04x".formatted(c));
          }
        });
    return out.toString();
  }

  private static String count(List<Check> checks, Check.Status status) {
    return Long.toString(checks.stream().filter(c -> c.status() == status).count());
  }

  private static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.3f", took.toMillis() / 1000.0);
  }
}
