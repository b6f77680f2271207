// Right because: a FutureTask calls done() when it has come to an end, in the thread in which it
// has.
package workbook.ch06_pools.as_completed;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

public final class ElectionNight {
  private static final class Count extends FutureTask<Integer> {
    private final District district;
    private final BlockingQueue<Count> ended;

    Count(District district, BlockingQueue<Count> ended) {
      super(district::count);
      this.district = district;
      this.ended = ended;
    }

    @Override
    protected void done() {
      ended.add(this);
    }

    Report report() throws InterruptedException {
      try {
        return new Report.Counted(district, get());
      } catch (ExecutionException e) {
        return new Report.Failed(district, e.getCause());
      }
    }
  }

  public void announce(List<District> districts, ExecutorService helpers, Consumer<Report> radio)
      throws InterruptedException {
    BlockingQueue<Count> ended = new LinkedBlockingQueue<>();
    for (District district : districts) {
      helpers.execute(new Count(district, ended));
    }
    for (int i = 0; i < districts.size(); i++) {
      radio.accept(ended.take().report());
    }
  }
}
