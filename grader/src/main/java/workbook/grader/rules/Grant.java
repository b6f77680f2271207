package workbook.grader.rules;

/** Something beyond plain computation that an exercise's subject matter needs. */
public enum Grant {
  /** Files and folders: {@code java.io}, {@code java.nio.file}, file channels and their locks. */
  FILES,
  /** The network: {@code java.net}, the HTTP client, socket channels. */
  SOCKETS,
  /** Child processes. */
  PROCESSES
}
