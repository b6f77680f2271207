// Rejected for: wrong-result
// The body is read as a text and the text made into bytes again. What is no text does not come
// back as it was.
package workbook.ch01_threads.parallel_download;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

public final class HttpBuoy implements Buoy {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final URI address;

  public HttpBuoy(URI address) {
    this.address = address;
  }

  @Override
  public byte[] download() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address).build();
    var response = CLIENT.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("status " + response.statusCode());
    }
    return response.body().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "the buoy at " + address;
  }
}
