package workbook.explorer.runtime;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A field or an array's element under access by a handle; the same memory that code accesses by the
 * field's name.
 */
public final class Cell {
  private final Execution run;
  private final Location at;
  private final Site site;
  private final int index;
  private final Class<?> type;
  private final Supplier<@Nullable Object> get;
  private final Consumer<@Nullable Object> set;

  private Cell(
      Execution run,
      Location at,
      Site site,
      int index,
      Class<?> type,
      Supplier<@Nullable Object> get,
      Consumer<@Nullable Object> set) {
    this.run = run;
    this.at = at;
    this.site = site;
    this.index = index;
    this.type = type;
    this.get = get;
    this.set = set;
  }

  /**
   * A field.
   *
   * @param of its object; null for a static field
   * @param type the field's type
   * @param callSite where it is accessed, or -1
   * @param get reads the memory itself
   * @param set writes the memory itself
   */
  public static Cell field(
      Fields.Field field,
      @Nullable Object of,
      Class<?> type,
      int callSite,
      Supplier<@Nullable Object> get,
      Consumer<@Nullable Object> set) {
    Execution run = Sim.run();
    Site site = site(run, callSite, field.what(), field.type(), field.slot(), field.key());
    Location at =
        field.isStatic()
            ? run.staticLocation(site)
            : run.shadow(requireNonNull(of)).location(field.slot(), field.type());
    return new Cell(run, at, site, -1, type, get, set);
  }

  /** An array's element; its parameters are as those of {@link #field}. */
  public static Cell element(
      Object array,
      int index,
      int callSite,
      Supplier<@Nullable Object> get,
      Consumer<@Nullable Object> set) {
    Execution run = Sim.run();
    Class<?> type = requireNonNull(array.getClass().getComponentType());
    boolean likeInt = type == byte.class || type == short.class || type == boolean.class;
    String name = // as the rewriting names it, after the instruction
        likeInt ? "int[]" : type.isPrimitive() ? type.getName() + "[]" : "Object[]";
    Site site = site(run, callSite, name.replace("[]", ""), name, 0, Site.key(name));
    return new Cell(run, run.shadow(array).location(index, name), site, index, type, get, set);
  }

  private static Site site(
      Execution run, int callSite, String what, String type, int slot, int key) {
    return new Site(
        callSite,
        callSite < 0 ? run.place() : Site.get(callSite).place(),
        what,
        type,
        false,
        slot,
        key);
  }

  /** Reads it, which may give an older value than that in memory. */
  public @Nullable Object read(Order order) {
    if (order == Order.PLAIN) {
      run.read(at, site, index);
    } else {
      run.read(at, site, index, order);
    }
    Object value = get.get();
    return run.wantsValue() ? narrow(run.got(wide(value))) : value;
  }

  /** Writes it. */
  public void write(Order order, @Nullable Object value) {
    Object initial = wide(get.get());
    if (order == Order.PLAIN) {
      run.write(at, site, index, wide(value), initial);
    } else {
      run.write(at, site, index, wide(value), initial, order);
    }
    set.accept(value);
  }

  /**
   * Reads and writes it in one step.
   *
   * @param what the step's name
   * @param reads how strong it is as a read
   * @param writes how strong it is as a write
   * @param change gives what to write
   * @return the value before
   */
  public @Nullable Object update(
      String what, Order reads, Order writes, UnaryOperator<@Nullable Object> change) {
    run.beforeUpdate(at, site, index, what);
    Object before = get.get();
    Object after = change.apply(before);
    run.updated(at, site, index, reads, writes, wide(before), wide(after));
    set.accept(after);
    return before;
  }

  /**
   * Writes it in one step, if it is as expected.
   *
   * @param weakly whether it may fail for no reason, which is a choice of the search and comes once
   *     a run and thread
   * @return whether it was written, and the value before
   */
  public Swap compareAndSet(
      Order reads,
      Order writes,
      boolean weakly,
      Predicate<@Nullable Object> expected,
      @Nullable Object value) {
    run.beforeUpdate(at, site, index, "compares and sets");
    Object before = get.get();
    boolean as = expected.test(before);
    boolean spurious = as && weakly && run.failsSpuriously();
    if (as && !spurious) {
      run.updated(at, site, index, reads, writes, wide(before), wide(value));
      set.accept(value);
    } else {
      run.notUpdated(at, site, index, reads, wide(before), spurious);
    }
    return new Swap(as && !spurious, before);
  }

  /**
   * What came of {@link #compareAndSet}.
   *
   * @param before the value before
   */
  public record Swap(boolean done, @Nullable Object before) {}

  /** As the hooks have it, to whom bytes and shorts are ints. */
  private @Nullable Object wide(@Nullable Object value) {
    return switch (value) {
      case Byte b -> (int) b;
      case Short s -> (int) s;
      case Boolean b when index >= 0 && type == boolean.class -> b ? 1 : 0;
      case null, default -> value;
    };
  }

  private @Nullable Object narrow(@Nullable Object value) {
    if (value instanceof Integer i) {
      if (type == byte.class) {
        return i.byteValue();
      } else if (type == short.class) {
        return i.shortValue();
      } else if (type == boolean.class) {
        return i != 0;
      }
    }
    return value;
  }
}
