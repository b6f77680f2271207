package workbook.grader.grading;

/** How much time a grading may take to look for rare failures. */
public enum Depth {
  /** What a learner waits for. */
  NORMAL(1),
  /** All of jcstress, and the behaviour tests again and again under load. */
  DEEP(20);

  private final int repeats;

  Depth(int repeats) {
    this.repeats = repeats;
  }

  int repeats() {
    return repeats;
  }
}
