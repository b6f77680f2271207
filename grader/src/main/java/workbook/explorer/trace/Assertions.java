package workbook.explorer.trace;

import java.util.regex.Pattern;

/** Says in words what the assertions of test libraries say in signs. */
public final class Assertions {
  private static final Pattern EQUALS =
      Pattern.compile("expected: ?<(.*?)> but was: ?<(.*?)>(?=$|\\s|[,;)])", Pattern.DOTALL);
  private static final Pattern OTHER =
      Pattern.compile("expected: (.+?) but was: ?<(.*?)>(?=$|\\s|[,;)])", Pattern.DOTALL);

  private static final Pattern NOT = Pattern.compile("expected: not <(.*?)>(?=$|\\s|[,;)])");

  private Assertions() {}

  /** Returns an assertion's message as a sentence: {@code the sum: expected 7, but it was 3}. */
  public static String inWords(String message) {
    String said = EQUALS.matcher(message).replaceAll("expected $1, but it was $2");
    said = OTHER.matcher(said).replaceAll("expected $1, but it was $2");
    said = NOT.matcher(said).replaceAll("expected anything but $1");
    return said.replace(" ==> ", ": ");
  }
}
