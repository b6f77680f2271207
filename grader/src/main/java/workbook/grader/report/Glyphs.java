package workbook.grader.report;

/**
 * The signs that a scorecard is drawn with.
 *
 * @param passed before what holds
 * @param failed before what does not
 * @param open before what is still to do
 * @param unsure before what nothing is known of
 * @param rule what a line across is made of
 * @param ellipsis where text was cut off
 * @param full the done part of the progress bar
 * @param empty the other part of it
 */
record Glyphs(
    String passed,
    String failed,
    String open,
    String unsure,
    String rule,
    String ellipsis,
    String full,
    String empty) {
  static final Glyphs UNICODE = new Glyphs("✔", "✘", "·", "?", "─", "…", "━", "─");
  static final Glyphs ASCII = new Glyphs("+", "x", ".", "?", "-", "...", "#", "-");

  static Glyphs on(Terminal terminal) {
    return terminal.unicode() ? UNICODE : ASCII;
  }

  String all() {
    return passed + failed + open + unsure + rule + ellipsis + full + empty;
  }
}
