// Rejected for: lost-failure
// Statuses from 400 on are errors, as one knows; so all others are taken for success, also 204
// with nothing in it and 206 with a part.
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
    var response = CLIENT.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() >= 400) {
      throw new IOException("status " + response.statusCode());
    }
    return response.body();
  }

  @Override
  public String toString() {
    return "the buoy at " + address;
  }
}
