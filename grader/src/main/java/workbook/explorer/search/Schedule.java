package workbook.explorer.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import workbook.explorer.runtime.Chooser;
import workbook.explorer.runtime.Site;

/**
 * One schedule, as the decisions that make it: the number of a thread where several could go on, or
 * of an outcome.
 *
 * <p>Where the threads go in step, it is three numbers: who is ahead, by how many steps, and how
 * many steps there are.
 *
 * @param preemptions how often a thread had to stop that could have gone on, with older writes read
 *     counted twice
 */
public record Schedule(List<Integer> decisions, BitSet racyKeys, int preemptions, boolean inStep) {
  private static final String VERSION = "s1";
  private static final String IN_STEP = "l1";

  static Schedule inStep(int leader, int ahead, int steps, BitSet racyKeys) {
    return new Schedule(List.of(leader, ahead, steps), (BitSet) racyKeys.clone(), 0, true);
  }

  /** What decides in this way. */
  Chooser chooser() {
    return inStep
        ? new LockStep(
            decisions.get(0), decisions.get(1), Math.clamp(decisions.get(2), 1, LockStep.STEPS))
        : new Replay(this);
  }

  /** A text from which {@link #parse} makes the same schedule again, in any JVM. */
  public String token() {
    StringBuilder text = new StringBuilder(inStep ? IN_STEP : VERSION).append(':');
    int run = 0;
    for (int i = 0; i < decisions.size(); i++) {
      run++;
      if (i + 1 == decisions.size() || !decisions.get(i + 1).equals(decisions.get(i))) {
        text.append(text.charAt(text.length() - 1) == ':' ? "" : ".").append(decisions.get(i));
        if (run > 1) {
          text.append('x').append(run);
        }
        run = 0;
      }
    }
    List<String> names = new ArrayList<>();
    racyKeys.stream().forEach(k -> names.add(Site.keyName(k)));
    names.sort(null);
    for (String name : names) {
      text.append(';').append(name);
    }
    return text.toString();
  }

  /** Reads a {@link #token}. */
  public static Schedule parse(String token) {
    String[] parts = token.split(";", -1);
    boolean inStep = parts[0].startsWith(IN_STEP + ":");
    if (!inStep && !parts[0].startsWith(VERSION + ":")) {
      throw new IllegalArgumentException("not a replay token: " + token);
    }
    List<Integer> decisions = new ArrayList<>();
    String body = parts[0].substring(VERSION.length() + 1);
    if (!body.isEmpty()) {
      for (String word : body.split("\\.", -1)) {
        String[] pair = word.split("x", -1);
        int times = pair.length > 1 ? Integer.parseInt(pair[1]) : 1;
        for (int i = 0; i < times; i++) {
          decisions.add(Integer.valueOf(pair[0]));
        }
      }
    }
    BitSet racy = new BitSet();
    for (int i = 1; i < parts.length; i++) {
      racy.set(Site.key(parts[i]));
    }
    if (inStep && decisions.size() != 3) {
      throw new IllegalArgumentException("not a replay token: " + token);
    }
    return new Schedule(List.copyOf(decisions), racy, 0, inStep);
  }
}
