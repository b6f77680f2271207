package workbook.explorer.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import workbook.explorer.Actors;
import workbook.explorer.Scenario;

/** Objects that reach another thread by a race, with and without a final field on the way. */
public final class Frozen {
  private static final class Content {
    private int value;
  }

  private record Whole(Content content) {}

  private static final class Loose {
    private Content content = new Content();
  }

  private @Nullable Whole whole;
  private @Nullable Loose loose;
  private @Nullable Content bare;

  private static Content made() {
    var content = new Content();
    content.value = 7;
    return content;
  }

  @Scenario(value = "what a final field leads to is whole", harmlessRaces = true)
  void throughAFinalField() {
    Actors.together(
        Actors.actor("Ann", () -> whole = new Whole(made())),
        Actors.actor(
            "Bob",
            () -> {
              Whole found = whole;
              if (found != null) {
                assertEquals(7, found.content().value);
              }
            }));
  }

  @Scenario("the race on the way to a final field is told where it is not allowed")
  void throughAFinalFieldByARace() {
    throughAFinalField();
  }

  @Scenario(
      value = "what is written after the final field was set is not promised",
      harmlessRaces = true)
  void changedAfterwards() {
    Actors.together(
        Actors.actor(
            "Ann",
            () -> {
              var made = new Whole(new Content());
              made.content().value = 7;
              whole = made;
            }),
        Actors.actor(
            "Bob",
            () -> {
              Whole found = whole;
              if (found != null) {
                assertEquals(7, found.content().value);
              }
            }));
  }

  @Scenario(value = "what a plain field leads to need not be whole", harmlessRaces = true)
  void throughAPlainField() {
    Actors.together(
        Actors.actor(
            "Ann",
            () -> {
              var made = new Loose();
              made.content.value = 7;
              loose = made;
            }),
        Actors.actor(
            "Bob",
            () -> {
              Loose found = loose;
              if (found != null) {
                assertEquals(7, found.content.value);
              }
            }));
  }

  @Scenario(value = "an object itself need not be whole", harmlessRaces = true)
  void bare() {
    Actors.together(
        Actors.actor("Ann", () -> bare = made()),
        Actors.actor(
            "Bob",
            () -> {
              Content found = bare;
              if (found != null) {
                assertEquals(7, found.value);
              }
            }));
  }

  @Scenario(value = "the second of two reads may find less than the first", harmlessRaces = true)
  void readTwice() {
    Actors.together(
        Actors.actor("Ann", () -> whole = new Whole(made())),
        Actors.actor("Bob", () -> assertEquals(false, whole != null && whole == null)));
  }
}
