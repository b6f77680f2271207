// Rejected for: unguarded-access
// The bytes are gathered in one static buffer, to spare memory. Alone it works; when two buoys
// send at the same time, each finds the other's bytes between its own.
package workbook.ch01_threads.parallel_download;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

public final class HttpBuoy implements Buoy {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ByteArrayOutputStream BASKET = new ByteArrayOutputStream();

  private final URI address;

  public HttpBuoy(URI address) {
    this.address = address;
  }

  @Override
  public byte[] download() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address).build();
    BASKET.reset();
    var response = CLIENT.send(request, BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      throw new IOException("status " + response.statusCode());
    }
    try (var in = response.body()) {
      in.transferTo(BASKET);
    }
    return BASKET.toByteArray();
  }

  @Override
  public String toString() {
    return "the buoy at " + address;
  }
}
