package workbook.ch01_onTheClassPath;

/** Stands for a reference answer that has come onto the engine's own class path. */
public final class Reference {
  private Reference() {}
}
