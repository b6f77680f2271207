package workbook.grader.catalog;

/**
 * One of the hints that an exercise's README folds away.
 *
 * @param title the line that stays visible, such as {@code Hint 1}
 * @param text the hint itself, in Markdown
 */
public record Hint(String title, String text) {}
