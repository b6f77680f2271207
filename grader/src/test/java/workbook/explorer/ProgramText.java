package workbook.explorer;

/** Hands a program to the code under test; not rewritten, so that nothing about it is a step. */
public final class ProgramText {
  private static int[][] program = {};

  /** The program to run next. */
  public static int[][] program() {
    return program;
  }

  /** Sets the program to run next. */
  public static void set(int[][] to) {
    program = to;
  }

  private ProgramText() {}
}
