package workbook.explorer.rewrite;

import org.jspecify.annotations.Nullable;

/**
 * A call that looks at the clock or takes chances unless it is given what to go by, and how to give
 * it that: so that it answers the same again, on every machine.
 *
 * @param hook the hook whose result it is given as its last argument
 * @param hookDesc the hook's type
 * @param desc the type of what is called instead
 */
record Steady(String hook, String hookDesc, String desc) {
  private static final String CLOCK = "Ljava/time/Clock;";

  /** Returns what to do about a call, or null where it answers the same anyway. */
  static @Nullable Steady of(String owner, String name, String desc) {
    String result = desc.substring(desc.indexOf(')') + 1);
    boolean bare = desc.startsWith("()");
    return switch (name) {
      case "<init>" ->
          !bare
              ? null
              : switch (owner) {
                case "java/util/Random", "java/util/SplittableRandom" ->
                    new Steady("seed", "()J", "(J)V");
                case "java/util/Date" -> new Steady("currentTimeMillis", "()J", "(J)V");
                default -> null;
              };
      case "create" ->
          bare && owner.equals("java/util/random/RandomGeneratorFactory")
              ? new Steady("seed", "()J", "(J)" + result)
              : null;
      case "now" -> {
        String zone = "(Ljava/time/ZoneId;)";
        yield owner.startsWith("java/time/") && (bare || desc.startsWith(zone))
            ? new Steady("clock", (bare ? "()" : zone) + CLOCK, "(" + CLOCK + ")" + result)
            : null;
      }
      default -> null;
    };
  }
}
