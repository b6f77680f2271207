// Rejected for: lost-failure
// Whatever comes is a recording, and the friendly page "not found" is filed among the whales.
package workbook.ch01_threads.parallel_download;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

public final class HttpBuoy implements Buoy {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final URI address;

  public HttpBuoy(URI address) {
    this.address = address;
  }

  @Override
  public byte[] download() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address).build();
    return CLIENT.send(request, BodyHandlers.ofByteArray()).body();
  }

  @Override
  public String toString() {
    return "the buoy at " + address;
  }
}
