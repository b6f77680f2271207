// Rejected for: lost-failure
// Takes the wrapping off that a future has put around a failure, and goes on as long as it finds
// any: the
// buoy may have thrown something that looks like that.
package workbook.ch01_threads.parallel_download;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

public final class Harbour {
  private Harbour() {}

  public static Recording[] fetchAll(List<Buoy> buoys) throws InterruptedException {
    List<CompletableFuture<Recording>> morning = buoys.stream().map(Harbour::ask).toList();
    return morning.stream().map(CompletableFuture::join).toArray(Recording[]::new);
  }

  private static CompletableFuture<Recording> ask(Buoy buoy) {
    return CompletableFuture.supplyAsync(() -> sound(buoy), task -> Thread.ofPlatform().start(task))
        .handle((sound, failure) ->
            failure == null
                ? new Recording.Heard(buoy, sound)
                : new Recording.Failed(buoy, unwrapped(failure)));
  }

  private static byte[] sound(Buoy buoy) {
    try {
      return buoy.download();
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  private static Exception unwrapped(Throwable failure) {
    while (failure instanceof CompletionException && failure.getCause() != null) {
      failure = failure.getCause();
    }
    return (Exception) failure;
  }
}
