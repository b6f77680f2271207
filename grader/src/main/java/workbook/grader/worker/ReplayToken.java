package workbook.grader.worker;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import workbook.grader.catalog.BadContentException;

/**
 * What {@code -Dreplay=...} is given: one schedule of one scenario, for one version of the code.
 *
 * <p>A schedule is a list of choices, which other code may take as well and come to something else.
 * So the code's fingerprint goes with it, and a check sum over all, since people copy it by hand.
 *
 * @param scenarios the simple name of the class that holds the scenario
 * @param method the scenario
 * @param schedule the choices, as the explorer writes them
 * @param code the fingerprint of the code that the schedule was found in
 */
public record ReplayToken(String scenarios, String method, String schedule, String code) {
  private static final Pattern WHOLE =
      Pattern.compile("([^.@]+)\\.([^.@]+)@(.+)~([0-9a-f]{4})([0-9a-f]{4})");

  /** Reads what {@link #text} has written. */
  public static ReplayToken parse(String text) {
    Matcher parts = WHOLE.matcher(text.strip());
    if (!parts.matches()) {
      throw new BadContentException("-Dreplay=" + text + ": this is not all of it." + " " + COPY);
    }
    var token = new ReplayToken(parts.group(1), parts.group(2), parts.group(3), parts.group(4));
    if (!token.text().equals(text.strip())) {
      throw new BadContentException(
          "-Dreplay=" + text + ": a letter or a figure in it is wrong. " + COPY);
    }
    return token;
  }

  private static final String COPY =
      "Copy the whole line under 'Again' from the scorecard, with the quotes around it.";

  /** Returns the token as it stands in reports. */
  public String text() {
    String body = scenarios + "." + method + "@" + schedule + "~" + code;
    return body + fingerprint(body.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns four hexadecimal digits that other bytes hardly ever have. */
  static String fingerprint(byte[] bytes) {
    var sum = new CRC32();
    sum.update(bytes);
    return String.format(Locale.ROOT, "%04x", (sum.getValue() ^ (sum.getValue() >>> 16)) & 0xffff);
  }
}
