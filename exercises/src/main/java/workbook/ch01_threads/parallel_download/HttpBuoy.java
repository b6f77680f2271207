package workbook.ch01_threads.parallel_download;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * A buoy that can be reached by HTTP.
 *
 * <p>A download asks the buoy's address and waits until the whole answer is there. One client
 * serves all buoys: it is made for many threads at the same time.
 */
public final class HttpBuoy implements Buoy {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final URI address;

  /** Makes a buoy whose recordings are found at that address. */
  public HttpBuoy(URI address) {
    this.address = address;
  }

  @Override
  public byte[] download() throws IOException, InterruptedException {
    // TODO 1: a server also answers when it has nothing to give, in a friendly page with a number.
    //  What must be looked at before the bytes are taken for whales?
    HttpRequest request = HttpRequest.newBuilder(address).build();
    return CLIENT.send(request, BodyHandlers.ofByteArray()).body();
  }

  @Override
  public String toString() {
    return "the buoy at " + address;
  }
}
