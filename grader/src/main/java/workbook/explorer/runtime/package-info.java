/**
 * The simulated world: threads that run one at a time, what they meet at, and the interface that
 * models are written against.
 *
 * <h2>How to write a model</h2>
 *
 * <p>The model of {@code java.util.concurrent.Semaphore} is the class {@code
 * workbook.explorer.model.util.concurrent.Semaphore}: same name, same public methods, {@code java}
 * replaced by {@code workbook.explorer.model}. It is found by that name; there is no list to add it
 * to. Code under test is rewritten to use it; a method that it lacks is refused by name when it is
 * reached, so leave out what cannot be modelled.
 *
 * <ul>
 *   <li>State is kept in plain fields: one thread runs at a time, and others run only within the
 *       calls of {@link workbook.explorer.runtime.Sim} that make a step ({@code step}, {@code
 *       look}, {@code await}, {@code awaitToLook}, {@code sleep}, {@code yieldNow}, {@code start}).
 *       Between two of these a model has everything to itself.
 *   <li>Each object has a {@link workbook.explorer.runtime.Shared} to meet at. A call does
 *       <em>first</em> its step on it and <em>then</em> reads and changes its state, up to the next
 *       step. {@code step} is for what changes the object, {@code look} for what does not, {@code
 *       await} for what must wait until a condition over the state holds. One step a call, wherever
 *       the real class is atomic.
 *   <li>An attempt that changed nothing (a failed compare-and-set, {@code tryLock}, {@code offer},
 *       a time-out) says {@code unchanged}: a loop around it is then known to spin.
 *   <li>What happens before what: {@code acquire} for what reads, {@code release} for what writes,
 *       right after the step. A lock uses {@code hold} and {@code drop}, which do both and let a
 *       deadlock be told.
 *   <li>A lock whose waiters all block says {@code freeing} before it is freed, and {@code
 *       observes} before a step that looks whether it is free; then freeing costs no step unless
 *       somebody looks.
 *   <li>A condition queue is a list of threads: the waiter adds itself, frees the lock and awaits
 *       with {@code early} as "I am still in the list"; {@code signal} moves one or all out of it.
 *   <li>A blocked call with a time-out passes nanoseconds; {@code Outcome} says how it went on. An
 *       interrupt stays pending until {@code throwIfInterrupted} or {@code clearInterrupt}.
 *   <li>Code of the code under test that a model calls back (a function, a task) may run steps of
 *       its own; change state before or after, never around it, unless the real class holds a lock
 *       meanwhile.
 *   <li>A thread of the model's own is a {@code workbook.explorer.model.lang.Thread}, or {@code
 *       Sim.start}.
 *   <li>A model that catches whatever a task throws says {@code passOn} first. What only figures
 *       tell of (how many tasks are done) is changed with {@code tells} and looked at after {@code
 *       observes}. What would be a static field is a {@link workbook.explorer.runtime.PerRun}.
 *   <li>Nothing may depend on identity hash codes, real time or real randomness: use {@code
 *       LinkedHashMap}, {@code Sim.nanos}, {@code Sim.identity}, {@code Sim.choose}.
 * </ul>
 *
 * <p>{@code ReentrantLock}, {@code Semaphore} and {@code AtomicInteger} are the patterns.
 */
@NullMarked
package workbook.explorer.runtime;

import org.jspecify.annotations.NullMarked;
