package workbook.explorer.model.util.concurrent;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Identity;
import workbook.explorer.runtime.Op;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.trace.Step.Kind;

/**
 * Models {@link java.util.concurrent.CompletableFuture}: to complete it is one step, and to hang a
 * stage on it is another.
 *
 * <p>Stages run in the thread that completes their source, the latest first, or in the thread that
 * adds them where the source is complete. A thread that only waited for the source, or came too
 * late to complete it, does not help to run them, as it sometimes does in the real class: such a
 * stage runs then as if its thread had been faster.
 */
@SuppressWarnings({
  "ReferenceEquality",
  "FutureReturnValueIgnored",
  "NullAway"
}) // null is a value like others here
public class CompletableFuture<T extends @Nullable Object> extends Identity
    implements Future<T>, CompletionStage<T> {
  /** Models {@link java.util.concurrent.CompletableFuture.AsynchronousCompletionTask}. */
  public interface AsynchronousCompletionTask {}

  /** The result where there is none, or null. */
  private static final Object NOTHING = new Object();

  private record Failure(Throwable thrown) {}

  private final Shared future = Sim.shared("CompletableFuture");
  private @Nullable Object result;
  private final Deque<Stage<?>> stages = new ArrayDeque<>();

  public CompletableFuture() {}

  private CompletableFuture(Object result) {
    this.result = result;
    Sim.release(future);
  }

  // ---------------------------------------------------------------------------------- results

  private static Object encode(@Nullable Object value) {
    return value == null ? NOTHING : value;
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the value's own type
  private static <V> V decode(Object result) {
    return result == NOTHING || result instanceof Failure ? null : (V) result;
  }

  private static Failure failure(Throwable e) {
    return new Failure(e instanceof CompletionException ? e : new CompletionException(e));
  }

  /** What a stage has for a result whose source has this one. */
  private static Object passedOn(Object result) {
    return result instanceof Failure f && !(f.thrown instanceof CompletionException)
        ? failure(f.thrown)
        : result;
  }

  private boolean completed() {
    return result != null;
  }

  private boolean finish(Object to, String what) {
    Sim.step(future, Kind.NOTIFY, what);
    if (result != null) {
      Sim.unchanged(future);
      return false;
    }
    result = to;
    Sim.release(future);
    Sim.value(to instanceof Failure f ? f.thrown : decode(to));
    return true;
  }

  private @Nullable Object looked(String what) {
    Sim.look(future, Kind.READ, what);
    if (result != null) {
      Sim.acquire(future);
    }
    return result;
  }

  // ----------------------------------------------------------------------------------- stages

  /**
   * Computes the result of a stage from those of its sources; null where another stage will give
   * it.
   */
  private interface Action {
    @Nullable Object apply(Object first, Object second) throws Throwable;
  }

  private interface OfValue<T, V> {
    @Nullable Object apply(T value, CompletableFuture<V> target);
  }

  private interface OfResult<T, V> {
    @Nullable Object apply(T value, @Nullable Throwable e, CompletableFuture<V> target)
        throws Throwable;
  }

  private interface OfBoth<T, U> {
    Object apply(T first, U second);
  }

  /** When the action of a stage is to run. */
  private enum When {
    ALWAYS,
    ON_SUCCESS,
    ON_FAILURE
  }

  /** What is to be done once its sources have results. */
  private static final class Stage<V> implements Runnable, AsynchronousCompletionTask {
    private final CompletableFuture<V> target;
    private final CompletableFuture<?> first;
    private final @Nullable CompletableFuture<?> second;
    private final boolean any;
    private final When when;
    private final Action action;
    private final @Nullable Executor executor;
    private final Shared handed = Sim.shared("stage");
    private boolean begun;

    Stage(
        @Nullable Executor executor,
        CompletableFuture<V> target,
        CompletableFuture<?> first,
        @Nullable CompletableFuture<?> second,
        boolean any,
        When when,
        Action action) {
      this.executor = executor;
      this.target = target;
      this.first = first;
      this.second = second;
      this.any = any;
      this.when = when;
      this.action = action;
      Sim.release(handed);
    }

    /**
     * Called by who knows that one source, or the only one, is complete; returns the target if it
     * was completed by that.
     */
    @Nullable CompletableFuture<V> fire() {
      Sim.acquire(handed);
      if (second != null) {
        boolean one = first.looked("looks for the result of") != null;
        boolean other = (one && any) || second.looked("looks for the result of") != null;
        if (any ? !one && !other : !one || !other) {
          return null;
        }
      }
      Sim.step(target.future, Kind.UPDATE, "looks whether it is still to complete:");
      Sim.unchanged(target.future);
      if (begun || target.result != null) {
        return null;
      }
      begun = true;
      if (executor != null && (any || runs())) {
        try {
          executor.execute(this);
        } catch (Throwable e) {
          Sim.passOn(e);
          return target.finish(failure(e), "fails") ? target : null;
        }
        return null;
      }
      return act();
    }

    private boolean runs() {
      return switch (when) {
        case ALWAYS -> true;
        case ON_SUCCESS -> failed() == null;
        case ON_FAILURE -> failed() != null;
      };
    }

    private Object result() {
      return any && first.result == null && second != null
          ? requireNonNull(second.result)
          : requireNonNull(first.result);
    }

    private @Nullable Object failed() {
      if (any) {
        return result() instanceof Failure f ? f : null;
      }
      return first.result instanceof Failure f
          ? f
          : second != null && second.result instanceof Failure g ? g : null;
    }

    private @Nullable CompletableFuture<V> act() {
      Object outcome;
      if (runs()) {
        try {
          Object other = second == null || any ? result() : requireNonNull(second.result);
          outcome = action.apply(any ? result() : requireNonNull(first.result), other);
        } catch (Throwable e) {
          Sim.passOn(e);
          outcome = failure(e);
        }
      } else {
        Object failed = failed();
        outcome = failed == null ? result() : passedOn(failed);
      }
      return outcome != null
              && target.finish(outcome, outcome instanceof Failure ? "fails" : "completes")
          ? target
          : null;
    }

    @Override
    public void run() {
      if (target.looked("looks whether it is still to complete:") == null) {
        CompletableFuture<V> completed = act();
        if (completed != null) {
          completed.runStages();
        }
      }
    }
  }

  /** Adds a stage where this is not complete; else it is for the caller to run it. */
  private boolean adds(Stage<?> stage) {
    Sim.step(future, Kind.UPDATE, "adds a stage to");
    if (result == null) {
      stages.push(stage);
      return true;
    }
    Sim.unchanged(future);
    Sim.acquire(future);
    return false;
  }

  /** Runs what waited for the result, the latest first, and what waits for the results of that. */
  private void runStages() {
    CompletableFuture<?> f = this;
    while (true) {
      if (f.stages.isEmpty()) {
        if (f == this || stages.isEmpty()) {
          return;
        }
        f = this;
      }
      Stage<?> next = f.stages.pop();
      if (f != this && !f.stages.isEmpty()) {
        stages.push(next);
        continue;
      }
      CompletableFuture<?> completed = next.fire();
      f = completed == null ? this : completed;
    }
  }

  private void hang(Stage<?> stage) {
    boolean waits = adds(stage);
    if (stage.second != null && (waits || !stage.any)) {
      waits = stage.second.adds(stage);
    }
    if (!waits) { // unless the other source waits, or has run it meanwhile
      CompletableFuture<?> completed = stage.fire();
      if (completed != null) {
        completed.runStages();
      }
    }
  }

  private <V> CompletableFuture<V> hung(
      @Nullable Executor executor,
      @Nullable CompletableFuture<?> other,
      boolean any,
      When when,
      Function<CompletableFuture<V>, Action> action) {
    CompletableFuture<V> target = newIncompleteFuture();
    hang(new Stage<>(executor, target, this, other, any, when, action.apply(target)));
    return target;
  }

  private <V> CompletableFuture<V> one(
      @Nullable Executor executor, Object function, OfValue<T, V> action) {
    requireNonNull(function);
    return hung(
        executor,
        null,
        false,
        When.ON_SUCCESS,
        target -> (r, s) -> action.apply(decode(r), target));
  }

  private <V> CompletableFuture<V> either(
      @Nullable Executor executor, Object function, OfResult<T, V> action) {
    requireNonNull(function);
    return hung(executor, null, false, When.ALWAYS, target -> ofResult(action, target));
  }

  private <V> CompletableFuture<V> failed(
      @Nullable Executor executor, Object function, OfResult<T, V> action) {
    requireNonNull(function);
    return hung(executor, null, false, When.ON_FAILURE, target -> ofResult(action, target));
  }

  private static <T, V> Action ofResult(OfResult<T, V> action, CompletableFuture<V> target) {
    return (r, s) -> {
      Throwable e = r instanceof Failure f ? f.thrown : null;
      return action.apply(decode(r), e, target);
    };
  }

  private <U, V> CompletableFuture<V> both(
      @Nullable Executor executor,
      CompletionStage<? extends U> other,
      Object function,
      OfBoth<T, U> action) {
    requireNonNull(function);
    return hung(
        executor,
        other.toCompletableFuture(),
        false,
        When.ON_SUCCESS,
        target -> (r, s) -> action.apply(decode(r), decode(s)));
  }

  private <U, V> CompletableFuture<V> first(
      @Nullable Executor executor,
      CompletionStage<? extends U> other,
      Object function,
      OfValue<T, V> action) {
    requireNonNull(function);
    return hung(
        executor,
        other.toCompletableFuture(),
        true,
        When.ON_SUCCESS,
        target -> (r, s) -> action.apply(decode(r), target));
  }

  /** What whenComplete passes on: its source's failure, or else that of the action. */
  private static <T> Object seen(
      BiConsumer<? super T, ? super Throwable> action, T value, @Nullable Throwable e) {
    try {
      action.accept(value, e);
    } catch (Throwable own) {
      Sim.passOn(own);
      if (e == null) {
        return failure(own);
      }
      if (e != own) {
        e.addSuppressed(own);
      }
    }
    return e == null ? encode(value) : failure(e);
  }

  /** Lets the target have the result of a stage, now or later. */
  private static <V> @Nullable Object relayed(
      CompletionStage<V> stage, CompletableFuture<V> target) {
    CompletableFuture<V> from = stage.toCompletableFuture();
    Stage<V> relay =
        new Stage<>(null, target, from, null, false, When.ALWAYS, (r, s) -> passedOn(r));
    return from.adds(relay) ? null : passedOn(requireNonNull(from.result));
  }

  private <V extends @Nullable Object> CompletableFuture<V> copied(CompletableFuture<V> target) {
    hang(new Stage<>(null, target, this, null, false, When.ALWAYS, (r, s) -> passedOn(r)));
    return target;
  }

  // ------------------------------------------------------------------------------ of one source

  @Override
  public <U extends @Nullable Object> CompletableFuture<U> thenApply(
      Function<? super T, ? extends U> function) {
    return one(null, function, (v, target) -> encode(function.apply(v)));
  }

  @Override
  public <U extends @Nullable Object> CompletableFuture<U> thenApplyAsync(
      Function<? super T, ? extends U> function) {
    return one(defaultExecutor(), function, (v, target) -> encode(function.apply(v)));
  }

  @Override
  public <U extends @Nullable Object> CompletableFuture<U> thenApplyAsync(
      Function<? super T, ? extends U> function, Executor executor) {
    return one(requireNonNull(executor), function, (v, target) -> encode(function.apply(v)));
  }

  @Override
  public CompletableFuture<Void> thenAccept(Consumer<? super T> action) {
    return one(
        null,
        action,
        (v, target) -> {
          action.accept(v);
          return NOTHING;
        });
  }

  @Override
  public CompletableFuture<Void> thenAcceptAsync(Consumer<? super T> action) {
    return one(
        defaultExecutor(),
        action,
        (v, target) -> {
          action.accept(v);
          return NOTHING;
        });
  }

  @Override
  public CompletableFuture<Void> thenAcceptAsync(Consumer<? super T> action, Executor executor) {
    return one(
        requireNonNull(executor),
        action,
        (v, target) -> {
          action.accept(v);
          return NOTHING;
        });
  }

  @Override
  public CompletableFuture<Void> thenRun(Runnable action) {
    return one(
        null,
        action,
        (v, target) -> {
          action.run();
          return NOTHING;
        });
  }

  @Override
  public CompletableFuture<Void> thenRunAsync(Runnable action) {
    return one(
        defaultExecutor(),
        action,
        (v, target) -> {
          action.run();
          return NOTHING;
        });
  }

  @Override
  public CompletableFuture<Void> thenRunAsync(Runnable action, Executor executor) {
    return one(
        requireNonNull(executor),
        action,
        (v, target) -> {
          action.run();
          return NOTHING;
        });
  }

  @Override
  public <U> CompletableFuture<U> thenCompose(
      Function<? super T, ? extends CompletionStage<U>> function) {
    return one(null, function, (v, target) -> relayed(function.apply(v), target));
  }

  @Override
  public <U> CompletableFuture<U> thenComposeAsync(
      Function<? super T, ? extends CompletionStage<U>> function) {
    return one(defaultExecutor(), function, (v, target) -> relayed(function.apply(v), target));
  }

  @Override
  public <U> CompletableFuture<U> thenComposeAsync(
      Function<? super T, ? extends CompletionStage<U>> function, Executor executor) {
    return one(
        requireNonNull(executor), function, (v, target) -> relayed(function.apply(v), target));
  }

  @Override
  public CompletableFuture<T> whenComplete(BiConsumer<? super T, ? super Throwable> action) {
    return either(null, action, (v, e, target) -> seen(action, v, e));
  }

  @Override
  public CompletableFuture<T> whenCompleteAsync(BiConsumer<? super T, ? super Throwable> action) {
    return either(defaultExecutor(), action, (v, e, target) -> seen(action, v, e));
  }

  @Override
  public CompletableFuture<T> whenCompleteAsync(
      BiConsumer<? super T, ? super Throwable> action, Executor executor) {
    return either(requireNonNull(executor), action, (v, e, target) -> seen(action, v, e));
  }

  @Override
  public <U> CompletableFuture<U> handle(BiFunction<? super T, Throwable, ? extends U> function) {
    return either(null, function, (v, e, target) -> encode(function.apply(v, e)));
  }

  @Override
  public <U> CompletableFuture<U> handleAsync(
      BiFunction<? super T, Throwable, ? extends U> function) {
    return either(defaultExecutor(), function, (v, e, target) -> encode(function.apply(v, e)));
  }

  @Override
  public <U> CompletableFuture<U> handleAsync(
      BiFunction<? super T, Throwable, ? extends U> function, Executor executor) {
    return either(
        requireNonNull(executor), function, (v, e, target) -> encode(function.apply(v, e)));
  }

  @Override
  public CompletableFuture<T> exceptionally(Function<Throwable, ? extends T> function) {
    return either(
        null, function, (v, e, target) -> e == null ? encode(v) : encode(function.apply(e)));
  }

  @Override
  public CompletableFuture<T> exceptionallyAsync(Function<Throwable, ? extends T> function) {
    return either(
        defaultExecutor(),
        function,
        (v, e, target) -> e == null ? encode(v) : encode(function.apply(e)));
  }

  @Override
  public CompletableFuture<T> exceptionallyAsync(
      Function<Throwable, ? extends T> function, Executor executor) {
    return either(
        requireNonNull(executor),
        function,
        (v, e, target) -> e == null ? encode(v) : encode(function.apply(e)));
  }

  @Override
  public CompletableFuture<T> exceptionallyCompose(
      Function<Throwable, ? extends CompletionStage<T>> function) {
    return failed(
        null,
        function,
        (v, e, target) -> e == null ? encode(v) : relayed(function.apply(e), target));
  }

  @Override
  public CompletableFuture<T> exceptionallyComposeAsync(
      Function<Throwable, ? extends CompletionStage<T>> function) {
    return failed(
        defaultExecutor(),
        function,
        (v, e, target) -> e == null ? encode(v) : relayed(function.apply(e), target));
  }

  @Override
  public CompletableFuture<T> exceptionallyComposeAsync(
      Function<Throwable, ? extends CompletionStage<T>> function, Executor executor) {
    return failed(
        requireNonNull(executor),
        function,
        (v, e, target) -> e == null ? encode(v) : relayed(function.apply(e), target));
  }

  // ----------------------------------------------------------------------------- of two sources

  @Override
  public <U, V> CompletableFuture<V> thenCombine(
      CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> function) {
    return both(null, other, function, (a, b) -> encode(function.apply(a, b)));
  }

  @Override
  public <U, V> CompletableFuture<V> thenCombineAsync(
      CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> function) {
    return both(defaultExecutor(), other, function, (a, b) -> encode(function.apply(a, b)));
  }

  @Override
  public <U, V> CompletableFuture<V> thenCombineAsync(
      CompletionStage<? extends U> other,
      BiFunction<? super T, ? super U, ? extends V> function,
      Executor executor) {
    return both(requireNonNull(executor), other, function, (a, b) -> encode(function.apply(a, b)));
  }

  @Override
  public <U> CompletableFuture<Void> thenAcceptBoth(
      CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action) {
    return both(
        null,
        other,
        action,
        (a, b) -> {
          action.accept(a, b);
          return NOTHING;
        });
  }

  @Override
  public <U> CompletableFuture<Void> thenAcceptBothAsync(
      CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action) {
    return both(
        defaultExecutor(),
        other,
        action,
        (a, b) -> {
          action.accept(a, b);
          return NOTHING;
        });
  }

  @Override
  public <U> CompletableFuture<Void> thenAcceptBothAsync(
      CompletionStage<? extends U> other,
      BiConsumer<? super T, ? super U> action,
      Executor executor) {
    return both(
        requireNonNull(executor),
        other,
        action,
        (a, b) -> {
          action.accept(a, b);
          return NOTHING;
        });
  }

  @Override
  public CompletableFuture<Void> runAfterBoth(CompletionStage<?> other, Runnable action) {
    return both(
        null,
        other,
        action,
        (a, b) -> {
          action.run();
          return NOTHING;
        });
  }

  @Override
  public CompletableFuture<Void> runAfterBothAsync(CompletionStage<?> other, Runnable action) {
    return both(
        defaultExecutor(),
        other,
        action,
        (a, b) -> {
          action.run();
          return NOTHING;
        });
  }

  @Override
  public CompletableFuture<Void> runAfterBothAsync(
      CompletionStage<?> other, Runnable action, Executor executor) {
    return both(
        requireNonNull(executor),
        other,
        action,
        (a, b) -> {
          action.run();
          return NOTHING;
        });
  }

  @Override
  public <U> CompletableFuture<U> applyToEither(
      CompletionStage<? extends T> other, Function<? super T, U> function) {
    return first(null, other, function, (v, target) -> encode(function.apply(v)));
  }

  @Override
  public <U> CompletableFuture<U> applyToEitherAsync(
      CompletionStage<? extends T> other, Function<? super T, U> function) {
    return first(defaultExecutor(), other, function, (v, target) -> encode(function.apply(v)));
  }

  @Override
  public <U> CompletableFuture<U> applyToEitherAsync(
      CompletionStage<? extends T> other, Function<? super T, U> function, Executor executor) {
    return first(
        requireNonNull(executor), other, function, (v, target) -> encode(function.apply(v)));
  }

  @Override
  public CompletableFuture<Void> acceptEither(
      CompletionStage<? extends T> other, Consumer<? super T> action) {
    return first(
        null,
        other,
        action,
        (v, target) -> {
          action.accept(v);
          return NOTHING;
        });
  }

  @Override
  public CompletableFuture<Void> acceptEitherAsync(
      CompletionStage<? extends T> other, Consumer<? super T> action) {
    return first(
        defaultExecutor(),
        other,
        action,
        (v, target) -> {
          action.accept(v);
          return NOTHING;
        });
  }

  @Override
  public CompletableFuture<Void> acceptEitherAsync(
      CompletionStage<? extends T> other, Consumer<? super T> action, Executor executor) {
    return first(
        requireNonNull(executor),
        other,
        action,
        (v, target) -> {
          action.accept(v);
          return NOTHING;
        });
  }

  @Override
  public CompletableFuture<Void> runAfterEither(CompletionStage<?> other, Runnable action) {
    return first(
        null,
        other,
        action,
        (v, target) -> {
          action.run();
          return NOTHING;
        });
  }

  @Override
  public CompletableFuture<Void> runAfterEitherAsync(CompletionStage<?> other, Runnable action) {
    return first(
        defaultExecutor(),
        other,
        action,
        (v, target) -> {
          action.run();
          return NOTHING;
        });
  }

  @Override
  public CompletableFuture<Void> runAfterEitherAsync(
      CompletionStage<?> other, Runnable action, Executor executor) {
    return first(
        requireNonNull(executor),
        other,
        action,
        (v, target) -> {
          action.run();
          return NOTHING;
        });
  }

  // --------------------------------------------------------------------------- of many sources

  public static CompletableFuture<Void> allOf(CompletableFuture<?>... sources) {
    return all(sources, 0, sources.length - 1);
  }

  private static CompletableFuture<Void> all(CompletableFuture<?>[] sources, int from, int to) {
    if (from > to) {
      return new CompletableFuture<>(NOTHING);
    }
    CompletableFuture<Void> target = new CompletableFuture<>();
    int middle = (from + to) >>> 1;
    CompletableFuture<?> a = from == middle ? sources[from] : all(sources, from, middle);
    CompletableFuture<?> b =
        from == to ? a : to == middle + 1 ? sources[to] : all(sources, middle + 1, to);
    a.hang(
        new Stage<>(null, target, a, requireNonNull(b), false, When.ON_SUCCESS, (r, s) -> NOTHING));
    return target;
  }

  public static CompletableFuture<Object> anyOf(CompletableFuture<?>... sources) {
    CompletableFuture<Object> target = new CompletableFuture<>();
    for (CompletableFuture<?> source : sources) {
      Object already = source.looked("looks for the result of");
      if (already != null) {
        return new CompletableFuture<>(passedOn(already));
      }
    }
    for (CompletableFuture<?> source : List.of(sources)) {
      source.hang(
          new Stage<>(null, target, source, null, false, When.ALWAYS, (r, s) -> passedOn(r)));
    }
    return target;
  }

  // --------------------------------------------------------------------------------- creation

  public static <U> CompletableFuture<U> supplyAsync(Supplier<U> supplier) {
    return supplyAsync(supplier, ForkJoinPool.commonPool());
  }

  public static <U> CompletableFuture<U> supplyAsync(Supplier<U> supplier, Executor executor) {
    return new CompletableFuture<U>().supplied(supplier, executor);
  }

  public static CompletableFuture<Void> runAsync(Runnable action) {
    return runAsync(action, ForkJoinPool.commonPool());
  }

  public static CompletableFuture<Void> runAsync(Runnable action, Executor executor) {
    requireNonNull(action);
    return new CompletableFuture<Void>()
        .supplied(
            () -> {
              action.run();
              return null;
            },
            executor);
  }

  /** A task that gives a future its result. */
  private record Supplying<T>(CompletableFuture<T> target, Supplier<? extends T> supplier)
      implements Runnable, AsynchronousCompletionTask {
    @Override
    public void run() {
      if (target.looked("looks whether it is still to complete:") == null) {
        Object outcome;
        try {
          outcome = encode(supplier.get());
        } catch (Throwable e) {
          Sim.passOn(e);
          outcome = failure(e);
        }
        if (target.finish(outcome, outcome instanceof Failure ? "fails" : "completes")) {
          target.runStages();
        }
      }
    }
  }

  private CompletableFuture<T> supplied(Supplier<? extends T> supplier, Executor executor) {
    executor.execute(new Supplying<>(this, requireNonNull(supplier)));
    return this;
  }

  public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier) {
    return completeAsync(supplier, defaultExecutor());
  }

  public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
    return supplied(supplier, requireNonNull(executor));
  }

  public static <U> CompletableFuture<U> completedFuture(U value) {
    return new CompletableFuture<>(encode(value));
  }

  public static <U> CompletableFuture<U> failedFuture(Throwable e) {
    return new CompletableFuture<>(new Failure(requireNonNull(e)));
  }

  public static <U> CompletionStage<U> completedStage(U value) {
    return new Minimal<U>().with(encode(value));
  }

  public static <U> CompletionStage<U> failedStage(Throwable e) {
    return new Minimal<U>().with(new Failure(requireNonNull(e)));
  }

  final CompletableFuture<T> with(Object known) {
    result = known;
    Sim.release(future);
    return this;
  }

  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }

  public Executor defaultExecutor() {
    return ForkJoinPool.commonPool();
  }

  public CompletableFuture<T> copy() {
    return copied(newIncompleteFuture());
  }

  public CompletionStage<T> minimalCompletionStage() {
    return copied(new Minimal<>());
  }

  @Override
  public CompletableFuture<T> toCompletableFuture() {
    return this;
  }

  // ------------------------------------------------------------------------------------- time

  public CompletableFuture<T> orTimeout(long time, TimeUnit unit) {
    return afterwards(time, unit, () -> completeExceptionally(new TimeoutException()));
  }

  public CompletableFuture<T> completeOnTimeout(T value, long time, TimeUnit unit) {
    return afterwards(time, unit, () -> complete(value));
  }

  private CompletableFuture<T> afterwards(long time, TimeUnit unit, Runnable action) {
    requireNonNull(unit);
    if (looked("looks whether it is still to complete:") == null) {
      Future<?> later = ForkJoinPool.commonPool().delays().schedule(action, time, unit);
      whenComplete((v, e) -> later.cancel(false));
    }
    return this;
  }

  public static Executor delayedExecutor(long delay, TimeUnit unit) {
    return delayedExecutor(delay, unit, ForkJoinPool.commonPool());
  }

  public static Executor delayedExecutor(long delay, TimeUnit unit, Executor executor) {
    requireNonNull(unit);
    requireNonNull(executor);
    return task ->
        ForkJoinPool.commonPool().delays().schedule(() -> executor.execute(task), delay, unit);
  }

  // -------------------------------------------------------------------------------- completing

  public boolean complete(T value) {
    return completes(encode(value), "completes");
  }

  public boolean completeExceptionally(Throwable e) {
    return completes(new Failure(requireNonNull(e)), "fails");
  }

  @Override
  public boolean cancel(boolean interrupt) {
    return completes(new Failure(new CancellationException()), "cancels") || isCancelled();
  }

  private boolean completes(Object to, String what) {
    boolean now = finish(to, what);
    if (now) {
      runStages();
    } else {
      Sim.value(false);
    }
    return now;
  }

  public void obtrudeValue(T value) {
    obtrude(encode(value));
  }

  public void obtrudeException(Throwable e) {
    obtrude(new Failure(requireNonNull(e)));
  }

  private void obtrude(Object to) {
    Sim.step(future, Kind.NOTIFY, "overwrites the result of");
    result = to;
    Sim.release(future);
    runStages();
  }

  // ------------------------------------------------------------------------------------ asking

  @Override
  public boolean isDone() {
    boolean done = looked("asks whether it is done:") != null;
    Sim.value(done);
    return done;
  }

  @Override
  public boolean isCancelled() {
    return looked("asks whether it is cancelled:") instanceof Failure f
        && f.thrown instanceof CancellationException;
  }

  public boolean isCompletedExceptionally() {
    return looked("asks whether it failed:") instanceof Failure;
  }

  @Override
  public State state() {
    return switch (looked("asks for the state of")) {
      case null -> State.RUNNING;
      case Failure(CancellationException e) -> State.CANCELLED;
      case Failure f -> State.FAILED;
      case Object value -> State.SUCCESS;
    };
  }

  @Override
  public T resultNow() {
    Object now = looked("asks for the result of");
    if (now == null || now instanceof Failure) {
      throw new IllegalStateException();
    }
    return decode(now);
  }

  @Override
  public Throwable exceptionNow() {
    if (looked("asks for the exception of") instanceof Failure f
        && !(f.thrown instanceof CancellationException)) {
      return cause(f.thrown);
    }
    throw new IllegalStateException();
  }

  private static Throwable cause(Throwable e) {
    Throwable cause = e.getCause();
    return e instanceof CompletionException && cause != null ? cause : e;
  }

  private static CancellationException cancelled(String method, CancellationException e) {
    CancellationException again = new CancellationException(method);
    again.initCause(e);
    return again;
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    Op.Outcome outcome = waitFor(true, -1);
    if (outcome == Op.Outcome.INTERRUPTED) {
      Sim.throwIfInterrupted();
    }
    return got("get");
  }

  @Override
  public T get(long time, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    Op.Outcome outcome = waitFor(true, Math.max(0, unit.toNanos(time)));
    if (outcome == Op.Outcome.INTERRUPTED) {
      Sim.throwIfInterrupted();
    }
    if (outcome != Op.Outcome.READY) {
      throw new TimeoutException();
    }
    return got("get");
  }

  private T got(String method) throws ExecutionException {
    return switch (requireNonNull(result)) {
      case Failure(CancellationException e) -> throw cancelled(method, e);
      case Failure f -> throw new ExecutionException(cause(f.thrown));
      case Object value -> decode(value);
    };
  }

  public T join() {
    waitFor(false, -1);
    return joined("join");
  }

  public T getNow(T other) {
    return looked("asks for the result of") == null ? other : joined("getNow");
  }

  private T joined(String method) {
    return switch (requireNonNull(result)) {
      case Failure(CancellationException e) -> throw cancelled(method, e);
      case Failure(CompletionException e) -> throw e;
      case Failure f -> throw new CompletionException(f.thrown);
      case Object value -> decode(value);
    };
  }

  /** Waits for the result; a worker that waits lets another take its place meanwhile. */
  private Op.Outcome waitFor(boolean interruptible, long nanos) {
    ForkJoinPool mine = completed() ? null : ForkJoinTask.getPool();
    if (mine != null) {
      mine.blocks();
    }
    try {
      Op.Outcome outcome =
          Sim.awaitToLook(future, Kind.WAIT, "waits for", this::completed, interruptible, nanos);
      if (outcome == Op.Outcome.READY) {
        Sim.acquire(future);
      }
      return outcome;
    } finally {
      if (mine != null) {
        mine.unblocks();
      }
    }
  }

  public int getNumberOfDependents() {
    Sim.look(future, Kind.READ, "asks for the dependents of");
    return stages.size();
  }

  @Override
  public String toString() {
    int n = stages.size();
    return Tasks.name(this)
        + switch (result) {
          case null -> n == 0 ? "[Not completed]" : "[Not completed, " + n + " dependents]";
          case Failure f -> "[Completed exceptionally: " + f.thrown.getClass().getName() + "]";
          case Object value -> "[Completed normally]";
        };
  }

  /** A stage of which only the interface {@link CompletionStage} may be used. */
  private static final class Minimal<T extends @Nullable Object> extends CompletableFuture<T> {
    private static UnsupportedOperationException no() {
      return new UnsupportedOperationException();
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
      return new Minimal<>();
    }

    @Override
    public CompletableFuture<T> toCompletableFuture() {
      return super.copied(new CompletableFuture<>());
    }

    @Override
    public T get() {
      throw no();
    }

    @Override
    public T get(long time, TimeUnit unit) {
      throw no();
    }

    @Override
    public T getNow(T other) {
      throw no();
    }

    @Override
    public T join() {
      throw no();
    }

    @Override
    public T resultNow() {
      throw no();
    }

    @Override
    public Throwable exceptionNow() {
      throw no();
    }

    @Override
    public boolean complete(T value) {
      throw no();
    }

    @Override
    public boolean completeExceptionally(Throwable e) {
      throw no();
    }

    @Override
    public boolean cancel(boolean interrupt) {
      throw no();
    }

    @Override
    public void obtrudeValue(T value) {
      throw no();
    }

    @Override
    public void obtrudeException(Throwable e) {
      throw no();
    }

    @Override
    public boolean isDone() {
      throw no();
    }

    @Override
    public boolean isCancelled() {
      throw no();
    }

    @Override
    public boolean isCompletedExceptionally() {
      throw no();
    }

    @Override
    public State state() {
      throw no();
    }

    @Override
    public int getNumberOfDependents() {
      throw no();
    }

    @Override
    public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
      throw no();
    }

    @Override
    public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier) {
      throw no();
    }

    @Override
    public CompletableFuture<T> orTimeout(long time, TimeUnit unit) {
      throw no();
    }

    @Override
    public CompletableFuture<T> completeOnTimeout(T value, long time, TimeUnit unit) {
      throw no();
    }
  }
}
