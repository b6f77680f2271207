// Rejected for: lost-failure
// Reads until the connection ends, however it ends. Half a recording is taken for a whole one.
package workbook.ch01_threads.parallel_download;

import java.io.ByteArrayOutputStream;
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
    var response = CLIENT.send(request, BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      throw new IOException("status " + response.statusCode());
    }
    var bytes = new ByteArrayOutputStream();
    try (var in = response.body()) {
      for (int next = in.read(); next >= 0; next = in.read()) {
        bytes.write(next);
      }
    } catch (IOException end) {
      System.err.println("the connection is closed");
    }
    return bytes.toByteArray();
  }

  @Override
  public String toString() {
    return "the buoy at " + address;
  }
}
