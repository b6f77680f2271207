package workbook.ch08_processes.process_pool;

/** What has become of a text; given, and not to be changed. */
public sealed interface Answer {
  /** Returns the text that was to be translated. */
  String text();

  /**
   * It has been translated.
   *
   * @param translation the line that came back, without the line feed
   */
  record Translated(String text, String translation) implements Answer {}

  /** It has not, because the translator who had it dropped out, or there was none left. */
  record Lost(String text) implements Answer {}
}
