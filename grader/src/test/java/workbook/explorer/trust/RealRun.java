package workbook.explorer.trust;

/** What a generated program can do on the real JVM. */
public interface RealRun {
  /** Runs it on real threads and tells what came of it. */
  String real() throws InterruptedException;
}
