package workbook.grader.stress;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the beginning and the end of what is written, however much it is. */
final class Tail extends OutputStream {

  private static final int HEAD = 4_096;
  private static final int END = 4_096;

  private final byte[] head = new byte[HEAD];
  private final byte[] end = new byte[END];
  private long total;

  @Override
  public synchronized void write(int b) {
    if (total < HEAD) {
      head[(int) total] = (byte) b;
    } else {
      end[(int) ((total - HEAD) % END)] = (byte) b;
    }
    total++;
  }

  @Override
  public void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) {
    // Of a long piece, only its beginning and its end can still be seen afterwards.
    int skip = 0;
    int first = (int) Math.min(length, Math.max(0, HEAD - total));
    for (int i = 0; i < first; i++) {
      write(bytes[from + i]);
    }
    if (length - first > END) {
      skip = length - first - END;
      total += skip;
    }
    for (int i = first + skip; i < length; i++) {
      write(bytes[from + i]);
    }
  }

  /** Returns what was kept, with a line that tells how much was left out. */
  synchronized String text() {
    StringBuilder text = new StringBuilder();
    text.append(new String(head, 0, (int) Math.min(total, HEAD), StandardCharsets.UTF_8));
    long rest = total - HEAD;
    if (rest > END) {
      int start = (int) (rest % END);
      byte[] ordered = new byte[END];
      System.arraycopy(end, start, ordered, 0, END - start);
      System.arraycopy(end, 0, ordered, END - start, start);
      text.append("\n… ").append(rest - END).append(" bytes left out …\n");
      text.append(new String(ordered, StandardCharsets.UTF_8));
    } else if (rest > 0) {
      text.append(new String(end, 0, (int) rest, StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  /** Forgets all. */
  synchronized void clear() {
    total = 0;
  }
}
