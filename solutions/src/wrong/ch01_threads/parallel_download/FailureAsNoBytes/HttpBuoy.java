// Rejected for: lost-failure
// A buoy that answers with another status has nothing, so it gets an empty recording.
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
    return response.statusCode() == 200 ? response.body() : new byte[0];
  }

  @Override
  public String toString() {
    return "the buoy at " + address;
  }
}
