package workbook.explorer.model.lang.invoke;

import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The types that a call of a handle's method names, by their descriptors: what {@link
 * java.lang.invoke.MethodHandle#asType} would say of them, without loading a class.
 */
record CallType(List<String> parameters, String result) {
  private static final String WIDENING = "BSIJFD";
  private static final Map<String, Class<?>> WRAPPERS =
      Map.of(
          "Z", Boolean.class,
          "C", Character.class,
          "B", Byte.class,
          "S", Short.class,
          "I", Integer.class,
          "J", Long.class,
          "F", Float.class,
          "D", Double.class);

  static CallType of(String descriptor) {
    List<String> parameters = new ArrayList<>();
    int at = 1;
    while (descriptor.charAt(at) != ')') {
      int from = at;
      while (descriptor.charAt(at) == '[') {
        at++;
      }
      at = descriptor.charAt(at) == 'L' ? descriptor.indexOf(';', at) + 1 : at + 1;
      parameters.add(descriptor.substring(from, at));
    }
    return new CallType(parameters, descriptor.substring(at + 1));
  }

  /** Whether a call of this type can be made where one of the other is expected. */
  boolean fits(MethodType expected) {
    if (parameters.size() != expected.parameterCount()) {
      return false;
    }
    for (int i = 0; i < parameters.size(); i++) {
      if (!converts(parameters.get(i), expected.parameterType(i).descriptorString())) {
        return false;
      }
    }
    String result = expected.returnType().descriptorString();
    return this.result.equals("V") || converts(result, this.result);
  }

  private static boolean converts(String from, String to) {
    boolean fromPrimitive = from.length() == 1;
    boolean toPrimitive = to.length() == 1;
    if (fromPrimitive && toPrimitive) {
      return widens(from, to);
    }
    if (!fromPrimitive && !toPrimitive) {
      return true;
    }
    if (fromPrimitive) {
      return isAncestor(to, from);
    }
    for (Map.Entry<String, Class<?>> e : WRAPPERS.entrySet()) {
      if (e.getValue().descriptorString().equals(from)) {
        return widens(e.getKey(), to);
      }
    }
    return isAncestor(from, to);
  }

  /** Whether a class is what the wrapper of a primitive type is, extends or implements. */
  private static boolean isAncestor(String type, String primitive) {
    Class<?> wrapper = WRAPPERS.get(primitive);
    for (Class<?> c = wrapper; c != null; c = c.getSuperclass()) {
      if (c.descriptorString().equals(type)) {
        return true;
      }
      for (Class<?> i : c.getInterfaces()) {
        if (i.descriptorString().equals(type)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean widens(String from, String to) {
    if (from.equals(to)) {
      return true;
    }
    int wider = WIDENING.indexOf(to);
    return from.equals("C")
        ? wider >= WIDENING.indexOf('I')
        : !to.equals("C") && WIDENING.contains(from) && wider > WIDENING.indexOf(from);
  }

  /** Converts a boxed value to a type, as a call does. */
  static Object widened(Object value, Class<?> to) {
    Class<?> wrapper = WRAPPERS.get(to.descriptorString());
    if (wrapper == null || wrapper.isInstance(value)) {
      return to.isPrimitive() ? value : to.cast(value);
    }
    Class<?> from = MethodType.methodType(value.getClass()).unwrap().returnType();
    if (!from.isPrimitive() || !widens(from.descriptorString(), to.descriptorString())) {
      throw new ClassCastException(
          "Cannot cast " + value.getClass().getName() + " to " + wrapper.getName());
    }
    Number number = value instanceof Character c ? Integer.valueOf(c) : (Number) value;
    return switch (to.descriptorString()) {
      case "S" -> number.shortValue();
      case "I" -> number.intValue();
      case "J" -> number.longValue();
      case "F" -> number.floatValue();
      default -> number.doubleValue();
    };
  }
}
