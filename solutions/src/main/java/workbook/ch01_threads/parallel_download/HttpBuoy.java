package workbook.ch01_threads.parallel_download;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A buoy that can be reached by HTTP. */
public final class HttpBuoy implements Buoy {
  private static final int OK = 200;

  /** One for all: it is made for many threads, and keeps some of its own. */
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final URI address;

  public HttpBuoy(URI address) {
    this.address = address;
  }

  @Override
  public byte[] download() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address).build();
    HttpResponse<byte[]> response = CLIENT.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() != OK) {
      throw new IOException(this + " answers with status " + response.statusCode());
    }
    return response.body();
  }

  @Override
  public String toString() {
    return "the buoy at " + address;
  }
}
