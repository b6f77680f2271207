/**
 * Shows a failing schedule: as lanes side by side in a terminal or in a page, and as plain data.
 *
 * {@snippet :
 * Lanes lanes = Lanes.of(trace, finding, "two increments make 2");
 * String forTheTerminal = lanes.text(); // or lanes.ascii()
 * String forThePage = LanesSvg.of(lanes);
 * Map<String, Object> forMachines = TraceJson.of(trace, finding, "two increments make 2");
 * }
 *
 * <p>{@code Reduction} decides which steps matter, {@code Wording} what is said of them, and {@code
 * Picture} is what both drawings are made from. The same input gives the same characters: nothing
 * here asks for the locale, the time or the order of a hash table.
 */
@NullMarked
package workbook.explorer.render;

import org.jspecify.annotations.NullMarked;
