package workbook.explorer.model.lang.invoke;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle.AccessMode;
import java.lang.invoke.WrongMethodTypeException;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Cell;
import workbook.explorer.runtime.Fields;
import workbook.explorer.runtime.Hooks;
import workbook.explorer.runtime.Order;
import workbook.explorer.runtime.Sim;

/**
 * Models {@link java.lang.invoke.VarHandle} for fields and elements of arrays: the same memory as
 * by name, in the order that the access mode promises.
 *
 * <p>Its access methods take whatever a call site gives them; rewritten code calls {@link #access}
 * instead and says which method it meant.
 */
public final class VarHandle {
  private static final Map<String, CallType> CALLS = new ConcurrentHashMap<>();

  private final java.lang.invoke.VarHandle real;
  private final Fields.@Nullable Field field;
  private final boolean exact;

  private VarHandle(java.lang.invoke.VarHandle real, Fields.@Nullable Field field, boolean exact) {
    this.real = real;
    this.field = field;
    this.exact = exact;
  }

  // --------------------------------------------------------------------------- finding handles

  /** Stands for the method of {@link MethodHandles.Lookup}. */
  public static VarHandle findVarHandle(
      MethodHandles.Lookup lookup, Class<?> owner, String name, Class<?> type)
      throws NoSuchFieldException, IllegalAccessException {
    return of(lookup.findVarHandle(owner, name, type), owner, name);
  }

  /** Stands for the method of {@link MethodHandles.Lookup}. */
  public static VarHandle findStaticVarHandle(
      MethodHandles.Lookup lookup, Class<?> owner, String name, Class<?> type) throws Throwable {
    VarHandle handle = of(lookup.findStaticVarHandle(owner, name, type), owner, name);
    int statics = handle.field == null ? -1 : handle.field.statics();
    if (statics >= 0) {
      Hooks.initialise(statics);
    }
    return handle;
  }

  private static VarHandle of(java.lang.invoke.VarHandle real, Class<?> owner, String name) {
    Fields.Field field = Fields.find(owner, name);
    if (field == null && Sim.active()) {
      Sim.notModelled("java.lang.invoke.VarHandle of " + owner.getName() + "." + name);
    }
    return new VarHandle(real, field, false);
  }

  /** Stands for the method of {@link MethodHandles}. */
  public static VarHandle arrayElementVarHandle(Class<?> array) {
    return new VarHandle(MethodHandles.arrayElementVarHandle(array), null, false);
  }

  // ------------------------------------------------------------------------------ what it is

  public Class<?> varType() {
    return real.varType();
  }

  public List<Class<?>> coordinateTypes() {
    return real.coordinateTypes();
  }

  public MethodType accessModeType(AccessMode mode) {
    return real.accessModeType(mode);
  }

  public boolean isAccessModeSupported(AccessMode mode) {
    return real.isAccessModeSupported(mode) && (field == null || !field.isFinal() || isRead(mode));
  }

  public boolean hasInvokeExactBehavior() {
    return exact;
  }

  public VarHandle withInvokeExactBehavior() {
    return exact ? this : new VarHandle(real, field, true);
  }

  public VarHandle withInvokeBehavior() {
    return exact ? new VarHandle(real, field, false) : this;
  }

  @Override
  public String toString() {
    return real.toString();
  }

  private static boolean isRead(AccessMode mode) {
    return switch (mode) {
      case GET, GET_VOLATILE, GET_ACQUIRE, GET_OPAQUE -> true;
      default -> false;
    };
  }

  // ---------------------------------------------------------------------------------- fences

  public static void fullFence() {
    if (Sim.active()) {
      Sim.fence(true, true, true);
    }
  }

  public static void acquireFence() {
    if (Sim.active()) {
      Sim.fence(true, false, false);
    }
  }

  public static void releaseFence() {
    if (Sim.active()) {
      Sim.fence(false, true, false);
    }
  }

  public static void loadLoadFence() {
    acquireFence();
  }

  public static void storeStoreFence() {
    releaseFence();
  }

  // --------------------------------------------------------------------------------- accesses

  /**
   * What a call of an access method does.
   *
   * @param given the arguments, boxed
   * @param method which method was called
   * @param descriptor with which types
   * @param callSite where
   */
  public @Nullable Object access(
      @Nullable Object[] given, String method, String descriptor, int callSite) throws Throwable {
    AccessMode mode = AccessMode.valueFromMethodName(method);
    MethodType expected = real.accessModeType(mode);
    CallType call = CALLS.computeIfAbsent(descriptor, CallType::of);
    if (exact ? !descriptor.equals(expected.descriptorString()) : !call.fits(expected)) {
      throw new WrongMethodTypeException(
          "handle's method type "
              + expected
              + " but found "
              + descriptor.replace("workbook/explorer/model/", "java/"));
    }
    if (!isAccessModeSupported(mode)) {
      throw new UnsupportedOperationException();
    }
    @Nullable Object[] arguments = given.clone();
    for (int i = 0; i < arguments.length; i++) {
      Class<?> type = expected.parameterType(i);
      arguments[i] =
          type.isPrimitive()
              ? CallType.widened(requireNonNull(arguments[i]), type)
              : type.cast(arguments[i]);
    }
    Object result =
        Sim.active()
            ? access(cell(arguments, callSite), mode, arguments)
            : real.toMethodHandle(mode).invokeWithArguments(arguments);
    return widenedTo(call.result(), result);
  }

  private static @Nullable Object widenedTo(String type, @Nullable Object result) {
    return result == null || type.length() > 1 || type.equals("V")
        ? result
        : CallType.widened(
            result, MethodType.fromMethodDescriptorString("()" + type, null).returnType());
  }

  private Cell cell(@Nullable Object[] arguments, int callSite) {
    Fields.Field of = field;
    if (of == null) {
      Object array = requireNonNull(arguments[0]);
      int index = (int) requireNonNull(arguments[1]);
      Supplier<@Nullable Object> get = () -> real.get(array, index);
      if (index < 0 || index >= Array.getLength(array)) {
        throw new ArrayIndexOutOfBoundsException(index);
      }
      Class<?> component = requireNonNull(array.getClass().getComponentType());
      for (int i = 2; i < arguments.length; i++) {
        Object value = arguments[i];
        if (!component.isPrimitive() && value != null && !component.isInstance(value)) {
          throw new ArrayStoreException(value.getClass().getName());
        }
      }
      return Cell.element(array, index, callSite, get, v -> real.set(array, index, v));
    }
    if (of.isStatic()) {
      return Cell.field(of, null, varType(), callSite, () -> real.get(), v -> real.set(v));
    }
    Object owner = requireNonNull(arguments[0]);
    Supplier<@Nullable Object> get = () -> real.get(owner);
    Consumer<@Nullable Object> set = v -> real.set(owner, v);
    return Cell.field(of, owner, varType(), callSite, get, set);
  }

  private @Nullable Object access(Cell cell, AccessMode mode, @Nullable Object[] arguments) {
    int n = arguments.length;
    Object last = n == 0 ? null : arguments[n - 1];
    Object before = n < 2 ? null : arguments[n - 2];
    return switch (mode) {
      case GET -> cell.read(Order.PLAIN);
      case GET_OPAQUE -> cell.read(Order.OPAQUE);
      case GET_ACQUIRE -> cell.read(Order.RELEASE_ACQUIRE);
      case GET_VOLATILE -> cell.read(Order.VOLATILE);
      case SET -> set(cell, Order.PLAIN, last);
      case SET_OPAQUE -> set(cell, Order.OPAQUE, last);
      case SET_RELEASE -> set(cell, Order.RELEASE_ACQUIRE, last);
      case SET_VOLATILE -> set(cell, Order.VOLATILE, last);
      case COMPARE_AND_SET -> swap(cell, mode, false, before, last).done();
      case WEAK_COMPARE_AND_SET_PLAIN,
          WEAK_COMPARE_AND_SET,
          WEAK_COMPARE_AND_SET_ACQUIRE,
          WEAK_COMPARE_AND_SET_RELEASE ->
          swap(cell, mode, true, before, last).done();
      case COMPARE_AND_EXCHANGE, COMPARE_AND_EXCHANGE_ACQUIRE, COMPARE_AND_EXCHANGE_RELEASE ->
          swap(cell, mode, false, before, last).before();
      case GET_AND_SET, GET_AND_SET_ACQUIRE, GET_AND_SET_RELEASE ->
          update(cell, mode, "gets and sets", old -> last);
      case GET_AND_ADD, GET_AND_ADD_ACQUIRE, GET_AND_ADD_RELEASE ->
          update(cell, mode, "adds to", old -> Numbers.sum(old, last));
      case GET_AND_BITWISE_OR, GET_AND_BITWISE_OR_ACQUIRE, GET_AND_BITWISE_OR_RELEASE ->
          update(cell, mode, "sets bits of", old -> Numbers.bits(old, last, '|'));
      case GET_AND_BITWISE_AND, GET_AND_BITWISE_AND_ACQUIRE, GET_AND_BITWISE_AND_RELEASE ->
          update(cell, mode, "clears bits of", old -> Numbers.bits(old, last, '&'));
      case GET_AND_BITWISE_XOR, GET_AND_BITWISE_XOR_ACQUIRE, GET_AND_BITWISE_XOR_RELEASE ->
          update(cell, mode, "flips bits of", old -> Numbers.bits(old, last, '^'));
    };
  }

  private static @Nullable Object set(Cell cell, Order order, @Nullable Object to) {
    cell.write(order, to);
    return null;
  }

  private Cell.Swap swap(
      Cell cell, AccessMode mode, boolean weakly, @Nullable Object from, @Nullable Object to) {
    Predicate<@Nullable Object> expected = now -> Numbers.same(varType().isPrimitive(), now, from);
    return cell.compareAndSet(reads(mode), writes(mode), weakly, expected, to);
  }

  private static @Nullable Object update(
      Cell cell, AccessMode mode, String what, UnaryOperator<@Nullable Object> change) {
    return cell.update(what, reads(mode), writes(mode), change);
  }

  private static Order reads(AccessMode mode) {
    String name = mode.name();
    return name.endsWith("_ACQUIRE")
        ? Order.RELEASE_ACQUIRE
        : name.endsWith("_RELEASE") || name.endsWith("_PLAIN") ? Order.OPAQUE : Order.VOLATILE;
  }

  private static Order writes(AccessMode mode) {
    String name = mode.name();
    return name.endsWith("_RELEASE")
        ? Order.RELEASE_ACQUIRE
        : name.endsWith("_ACQUIRE") || name.endsWith("_PLAIN") ? Order.OPAQUE : Order.VOLATILE;
  }
}
