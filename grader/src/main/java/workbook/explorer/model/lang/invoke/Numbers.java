package workbook.explorer.model.lang.invoke;

import org.jspecify.annotations.Nullable;

/** What handles do with values of any primitive type, which come boxed. */
final class Numbers {
  /** Adds, with the overflow of the type. */
  static Object sum(@Nullable Object a, @Nullable Object b) {
    return switch (a) {
      case Byte x when b instanceof Byte y -> (byte) (x + y);
      case Short x when b instanceof Short y -> (short) (x + y);
      case Character x when b instanceof Character y -> (char) (x + y);
      case Integer x when b instanceof Integer y -> x + y;
      case Long x when b instanceof Long y -> x + y;
      case Float x when b instanceof Float y -> x + y;
      case Double x when b instanceof Double y -> x + y;
      case null, default -> throw new UnsupportedOperationException();
    };
  }

  /** Combines bit by bit. */
  static Object bits(@Nullable Object a, @Nullable Object b, char operator) {
    if (a instanceof Boolean x && b instanceof Boolean y) {
      return combined(x ? 1 : 0, y ? 1 : 0, operator) != 0;
    }
    long result = combined(whole(a), whole(b), operator);
    return switch (a) {
      case Byte x -> (byte) result;
      case Short x -> (short) result;
      case Character x -> (char) result;
      case Integer x -> (int) result;
      case null, default -> result;
    };
  }

  private static long combined(long a, long b, char operator) {
    return switch (operator) {
      case '|' -> a | b;
      case '&' -> a & b;
      default -> a ^ b;
    };
  }

  private static long whole(@Nullable Object value) {
    return switch (value) {
      case Character c -> c;
      case Byte n -> n;
      case Short n -> n;
      case Integer n -> n;
      case Long n -> n;
      case null, default -> throw new UnsupportedOperationException();
    };
  }

  /** Whether a compare-and-set finds what it expects: the very same object, or the same bits. */
  @SuppressWarnings("ReferenceEquality")
  static boolean same(boolean primitive, @Nullable Object a, @Nullable Object b) {
    return a == b || (primitive && a != null && a.equals(b));
  }

  private Numbers() {}
}
