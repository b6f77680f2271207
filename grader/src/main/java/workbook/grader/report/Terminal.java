package workbook.grader.report;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the place that is printed to can show.
 *
 * @param live whether a person watches, so that a line may be rewritten
 * @param colour whether colours may be used
 * @param charset how characters are sent
 * @param width its columns
 */
public record Terminal(boolean live, boolean colour, Charset charset, int width) {
  /** The width taken where none can be found out. */
  static final int USUAL_WIDTH = 80;

  /**
   * Finds out what a stream of this process leads to.
   *
   * <p>The system property {@code color} says {@code yes} or {@code no} to colours whatever the
   * stream leads to; without it the terminal and the usual variables decide.
   *
   * @param out where the scorecard is to be printed
   */
  // From JDK 25 on, the usual console is again the one of java.base, and null without a terminal.
  @SuppressWarnings("SystemConsoleNull")
  public static Terminal detect(PrintStream out) {
    Console console = System.console();
    boolean terminal = console != null && console.isTerminal();
    return of(
        terminal,
        System.getProperty("color", ""),
        out.charset(),
        terminal ? askForWidth() : USUAL_WIDTH,
        System.getenv(),
        System.getProperty("os.name", ""));
  }

  static Terminal of(
      boolean terminal,
      String wish,
      Charset charset,
      int width,
      Map<String, String> environment,
      String system) {
    boolean able = terminal && !environment.getOrDefault("TERM", "").equals("dumb");
    return new Terminal(
        able, wantsColour(able, wish, environment, system), charset, columns(environment, width));
  }

  private static boolean wantsColour(
      boolean able, String wish, Map<String, String> environment, String system) {
    return switch (wish.strip().toLowerCase(Locale.ROOT)) {
      case "yes", "true", "always" -> true;
      case "no", "false", "never" -> false;
      default ->
          // https://no-color.org: any value but the empty one says no.
          able
              && environment.getOrDefault("NO_COLOR", "").isEmpty()
              && knowsAnsi(environment, system);
    };
  }

  /** Windows' old console shows escape sequences as they are; the newer ones give a sign. */
  private static boolean knowsAnsi(Map<String, String> environment, String system) {
    return !system.startsWith("Windows")
        || environment.containsKey("WT_SESSION")
        || environment.containsKey("ConEmuANSI")
        || environment.containsKey("TERM");
  }

  private static int columns(Map<String, String> environment, int otherwise) {
    try {
      int columns = Integer.parseInt(environment.getOrDefault("COLUMNS", "").strip());
      return columns > 0 ? columns : otherwise;
    } catch (NumberFormatException _) {
      return otherwise;
    }
  }

  /** Asks the terminal's driver through {@code stty}, for Java itself has no way to. */
  private static int askForWidth() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!stty.waitFor(1, TimeUnit.SECONDS)) {
        stty.destroyForcibly();
        return USUAL_WIDTH;
      }
      String[] size =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
              .strip()
              .split(" ", 2);
      int columns = size.length == 2 ? Integer.parseInt(size[1]) : 0;
      return columns > 0 ? columns : USUAL_WIDTH;
    } catch (IOException | NumberFormatException _) {
      return USUAL_WIDTH;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return USUAL_WIDTH;
    }
  }

  /** Returns whether the signs of {@link Glyphs#UNICODE} reach the reader. */
  boolean unicode() {
    return charset.canEncode() && charset.newEncoder().canEncode(Glyphs.UNICODE.all());
  }

  /** Returns the text in that colour, or as it is where colours may not be used. */
  String paint(Ink ink, String text) {
    return colour && ink != Ink.PLAIN && !text.isEmpty() ? ink.on + text + Ink.OFF : text;
  }

  /** The few colours in use; none carries a meaning that the words beside it do not. */
  enum Ink {
    PLAIN("0"),
    BOLD("1"),
    DIM("2"),
    RED("1;31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36"),
    ALARM("1;30;43");

    static final String OFF = "\u001b[0m";
    final String on;

    Ink(String code) {
      this.on = "\u001b[" + code + "m";
    }
  }
}
