// Right because: the older way to speak HTTP; it throws for most bad statuses by itself, and for
// the others it is asked.
package workbook.ch01_threads.parallel_download;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;

public final class HttpBuoy implements Buoy {
  private final URI address;

  public HttpBuoy(URI address) {
    this.address = address;
  }

  @Override
  public byte[] download() throws IOException {
    var connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    try {
      if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
        throw new IOException("status " + connection.getResponseCode());
      }
      int length = connection.getContentLength();
      try (InputStream in = connection.getInputStream()) {
        byte[] bytes = in.readAllBytes();
        if (length >= 0 && bytes.length != length) {
          throw new EOFException(bytes.length + " bytes of " + length);
        }
        return bytes;
      }
    } finally {
      connection.disconnect();
    }
  }

  @Override
  public String toString() {
    return "the buoy at " + address;
  }
}
