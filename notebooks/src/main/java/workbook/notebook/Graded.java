package workbook.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A verdict, as the grader gives it.
 *
 * @param key the exercise's key
 * @param title the exercise's title
 * @param status what is said of the answer, such as {@code passed} or {@code wrong}
 * @param earned the points earned
 * @param possible the points that the exercise is worth
 * @param cause the id of the misconception to blame; empty where there is none
 * @param meaning that misconception in a sentence
 * @param seen what happened
 * @param place the file and line that did it; empty where none is known
 * @param line the text of that line
 * @param lanes the schedule that proves it, as an SVG; empty where it is no schedule
 * @param scorecard the whole report, as the shell prints it
 */
public record Graded(
    String key,
    String title,
    String status,
    int earned,
    int possible,
    String cause,
    String meaning,
    String seen,
    String place,
    String line,
    String lanes,
    String scorecard)
    implements Shown {

  /** Returns whether the answer has passed. */
  public boolean passed() {
    return status.equals("passed");
  }

  @Override
  public List<Map<String, String>> parts() {
    List<Map<String, String>> parts = new ArrayList<>();
    Map<String, String> verdict = new LinkedHashMap<>();
    verdict.put("text/plain", plain());
    verdict.put("text/markdown", markdown());
    parts.add(verdict);
    if (!lanes.isEmpty()) {
      Map<String, String> drawn = new LinkedHashMap<>();
      drawn.put("text/plain", "the schedule of " + key);
      drawn.put("image/svg+xml", lanes);
      parts.add(drawn);
    }
    return parts;
  }

  private String markdown() {
    var text = new StringBuilder();
    String sign = passed() ? "✔" : status.equals("unsolved") ? "·" : "✘";
    text.append("**%s %s: %s** (%d of %d points)".formatted(sign, key, said(), earned, possible));
    if (!meaning.isEmpty()) {
      text.append("\n\n").append(escaped(meaning)).append(meaning.endsWith(".") ? "" : ".");
    }
    if (!place.isEmpty()) {
      text.append("\n\n`").append(place).append('`');
      text.append(line.isEmpty() ? "" : "\n\n```java\n" + line + "\n```");
    }
    if (!seen.isEmpty()) {
      text.append("\n\n").append(escaped(seen));
    }
    return text.toString();
  }

  /** Without the times of the scorecard, so that the same answer is told the same way each time. */
  private String plain() {
    var text = new StringBuilder();
    text.append("%s: %s (%d of %d points)".formatted(key, said(), earned, possible));
    for (String more : List.of(meaning, place, line, seen)) {
      text.append(more.isEmpty() ? "" : "\n" + more);
    }
    return text.toString();
  }

  private String said() {
    return status.equals("unsolved")
        ? "to do"
        : status.replace('_', ' ').replace("does not", "won't");
  }

  private static String escaped(String text) {
    return text.replaceAll("[\\\\`*\\[\\]<>|~&#_]", "\\\\$0");
  }

  @Override
  public String toString() {
    return scorecard;
  }
}
