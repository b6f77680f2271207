package workbook.kernel;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.StdinChannel;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;

/**
 * The family's connection, with the two things that it keeps to itself: standard input, its end.
 */
final class Connection extends JupyterConnection {
  private static final long LAST_WORDS_MILLIS = 1000;

  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  Connection(KernelConnectionProperties properties)
      throws NoSuchAlgorithmException, InvalidKeyException {
    super(properties);
  }

  StdinChannel stdin() {
    return stdin;
  }

  @Override
  public void close() {
    closing.countDown();
    super.close();
    closed.countDown();
  }

  /** Waits for the front end to say goodbye, and then a little for the answer to reach it. */
  void awaitClose() throws InterruptedException {
    closing.await();
    // A cell that still runs may keep the sockets from closing.
    boolean _ = closed.await(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
  }
}
