package workbook.explorer.model.util.concurrent.atomic;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Cell;
import workbook.explorer.runtime.Fields;
import workbook.explorer.runtime.Order;
import workbook.explorer.runtime.Sim;

/** A volatile field that is updated by reflection: the same memory as by its name. */
final class UpdatedField {
  private final Class<?> owner;
  private final VarHandle real;
  private final Fields.Field field;

  private UpdatedField(Class<?> owner, VarHandle real, Fields.Field field) {
    this.owner = owner;
    this.real = real;
    this.field = field;
  }

  /**
   * Finds a field as the real class does.
   *
   * @param caller whose rights count
   * @param kind what the field's type must be, in the words of the real class
   */
  static UpdatedField find(
      Class<?> caller, Class<?> owner, Class<?> type, String name, String kind) {
    Field declared;
    VarHandle real;
    try {
      declared = owner.getDeclaredField(name);
      MethodHandles.Lookup rights = MethodHandles.privateLookupIn(caller, MethodHandles.lookup());
      real = rights.unreflectVarHandle(declared);
    } catch (ReflectiveOperationException e) {
      throw new RuntimeException(e);
    }
    if (declared.getType() != type) {
      if (kind.isEmpty()) {
        throw new ClassCastException();
      }
      throw new IllegalArgumentException("Must be " + kind + " type");
    }
    if (!Modifier.isVolatile(declared.getModifiers())) {
      throw new IllegalArgumentException("Must be volatile type");
    }
    if (Modifier.isStatic(declared.getModifiers())) {
      throw new IllegalArgumentException();
    }
    Fields.Field field = Fields.find(owner, name);
    if (field == null) {
      Sim.notModelled("a field updater of " + owner.getName() + "." + name);
      throw new AssertionError();
    }
    return new UpdatedField(owner, real, field);
  }

  /** This field of an object. */
  Cell of(@Nullable Object object) {
    if (!owner.isInstance(object)) {
      throw new ClassCastException();
    }
    Object it = Objects.requireNonNull(object);
    return Cell.field(field, it, real.varType(), -1, () -> real.get(it), v -> real.set(it, v));
  }

  /** Writes it if it is as expected: the very same object, or the same number. */
  @SuppressWarnings("ReferenceEquality")
  boolean swap(@Nullable Object object, @Nullable Object expected, @Nullable Object to) {
    boolean number = real.varType().isPrimitive();
    return of(object)
        .compareAndSet(
            Order.VOLATILE,
            Order.VOLATILE,
            false,
            now -> now == expected || (number && now != null && now.equals(expected)),
            to)
        .done();
  }
}
