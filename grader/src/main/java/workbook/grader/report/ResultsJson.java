package workbook.grader.report;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import workbook.grader.cause.Misconception;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.ExerciseResult;
import workbook.grader.verdict.Place;
import workbook.grader.verdict.Schedule;
import workbook.grader.verdict.Scorecard;

/**
 * Tells a run to machines.
 *
 * <p>All members are always there, in one order, and null where there is nothing to say. A reader
 * must pass over members it does not know: more may come under the same version. The version goes
 * up when one changes its meaning or goes.
 */
final class ResultsJson {
  static final int SCHEMA_VERSION = 1;

  private ResultsJson() {}

  static String of(Scorecard scorecard, NextSteps nextSteps) {
    var text = new StringWriter();
    try (var json = new JsonWriter(text)) {
      json.setStrictness(Strictness.STRICT);
      json.setIndent("  ");
      json.setSerializeNulls(true);
      write(json, scorecard, nextSteps);
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be written to", e);
    }
    return text.append('\n').toString();
  }

  private static void write(JsonWriter json, Scorecard scorecard, NextSteps nextSteps)
      throws IOException {
    json.beginObject();
    json.name("schemaVersion").value(SCHEMA_VERSION);
    json.name("subject").value(scorecard.subject());
    points(json.name("score"), scorecard.earned(), scorecard.possible());
    seconds(json, scorecard.took());
    checks(json.name("canaries"), scorecard.canaries());
    json.name("exercises").beginArray();
    for (ExerciseResult result : scorecard.results()) {
      exercise(json, result, nextSteps.after(result));
    }
    json.endArray();
    json.endObject();
  }

  private static void exercise(JsonWriter json, ExerciseResult result, NextStep next)
      throws IOException {
    json.beginObject();
    json.name("key").value(result.key());
    json.name("title").value(result.title());
    json.name("status").value(result.verdict().id());
    points(json.name("points"), result.earned(), result.possible());
    seconds(json, result.took());
    json.name("next").beginObject();
    json.name("readme").value(next.readme());
    json.name("hint").value(next.hint().isEmpty() ? null : next.hint());
    json.endObject();
    checks(json.name("checks"), result.checks());
    json.endObject();
  }

  private static void checks(JsonWriter json, List<Check> checks) throws IOException {
    json.beginArray();
    for (Check check : checks) {
      Place place = check.place();
      json.beginObject();
      json.name("gate").value(check.gate().id());
      json.name("name").value(check.name());
      json.name("status").value(check.status().id());
      json.name("cause").value(check.blamed().map(Misconception::id).orElse(null));
      json.name("message").value(check.message());
      json.name("file").value(place == null ? null : place.file());
      json.name("line").value(place == null || place.line() == 0 ? null : (Integer) place.line());
      json.name("evidence").value(check.evidence());
      Schedule schedule = check.schedule();
      json.name("replay")
          .value(schedule == null || schedule.replay().isEmpty() ? null : schedule.replay());
      json.name("schedule");
      if (schedule == null) {
        json.nullValue();
      } else {
        json.jsonValue(schedule.json());
      }
      json.endObject();
    }
    json.endArray();
  }

  private static void points(JsonWriter json, int earned, int possible) throws IOException {
    json.beginObject();
    json.name("earned").value(earned);
    json.name("possible").value(possible);
    json.endObject();
  }

  private static void seconds(JsonWriter json, Duration took) throws IOException {
    json.name("seconds").value(took.toMillis() / 1000.0);
  }
}
