// Right because: the body is read as a stream that breaks off with an exception, and the client is
// one for each buoy.
package workbook.ch01_threads.parallel_download;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

public final class HttpBuoy implements Buoy {
  private final HttpClient client = HttpClient.newHttpClient();

  private final URI address;

  public HttpBuoy(URI address) {
    this.address = address;
  }

  @Override
  public byte[] download() throws IOException, InterruptedException {
    var response =
        client.send(
            HttpRequest.newBuilder().uri(address).GET().build(), BodyHandlers.ofInputStream());
    try (InputStream in = response.body()) {
      if (response.statusCode() == 200) {
        return in.readAllBytes();
      }
      throw new IOException("status " + response.statusCode());
    }
  }

  @Override
  public String toString() {
    return "the buoy at " + address;
  }
}
