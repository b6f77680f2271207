// Right because: the client is asked not to wait, and the future is waited for; what went wrong is
// unpacked again.
package workbook.ch01_threads.parallel_download;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutionException;

public final class HttpBuoy implements Buoy {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final URI address;

  public HttpBuoy(URI address) {
    this.address = address;
  }

  @Override
  public byte[] download() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address).build();
    try {
      var response = CLIENT.sendAsync(request, BodyHandlers.ofByteArray()).get();
      if (response.statusCode() == 200) {
        return response.body();
      }
      throw new FileNotFoundException(address + " answers with " + response.statusCode());
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  @Override
  public String toString() {
    return "the buoy at " + address;
  }
}
