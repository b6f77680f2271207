package workbook.explorer.cases;

import static workbook.explorer.Actors.actor;
import static workbook.explorer.Actors.observe;
import static workbook.explorer.Actors.together;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import workbook.explorer.Scenario;

/** Programs that ask for what differs by machine, clock or luck. */
@SuppressWarnings({
  "JavaUtilDate",
  "JavaTimeDefaultTimeZone",
  "ObjectToString",
  "InstantTemporalUnit",
  "TimeZoneUsage",
  "RandomCast"
})
public final class Chances {
  interface Kept {
    Instant SINCE = Instant.now();
    long SINCE_NANOS = System.nanoTime();
  }

  @Scenario("the machine is always the same one")
  public void machine() {
    observe(Runtime.getRuntime().availableProcessors());
    observe(System.getProperty("workers"));
    observe(System.getProperty("workers", "none"));
    observe(System.getProperty("line.separator").equals(System.lineSeparator()));
    observe(ZoneId.systemDefault().getId() + TimeZone.getDefault().getID());
  }

  @Scenario("it is always the same day")
  public void clock() {
    ZoneId there = ZoneId.of("Asia/Tokyo");
    observe(
        LocalDate.now() + " " + LocalDateTime.now().getYear() + " " + LocalTime.now().getHour());
    observe(ZonedDateTime.now(there).getHour() + " " + LocalDate.now(there));
    observe(Clock.systemUTC().instant().equals(Clock.systemUTC().instant()));
    observe(Clock.systemDefaultZone().getZone() + " " + Clock.system(there).getZone());
    observe(Clock.systemUTC().millis() + " " + new Date().getTime());
    observe(InstantSource.system().millis() == System.currentTimeMillis());
    Supplier<Instant> now = Instant::now;
    Supplier<Date> date = Date::new;
    observe(now.get().getEpochSecond() + " " + date.get().getTime());
  }

  @Scenario("what is kept from before is not later")
  public void past() {
    observe(Kept.SINCE.isAfter(Instant.now()) + " " + (System.nanoTime() < Kept.SINCE_NANOS));
  }

  @Scenario("time passes while one sleeps")
  public void sleep() throws InterruptedException {
    Instant before = Instant.now();
    TimeUnit.HOURS.sleep(2);
    observe(Duration.between(before, Instant.now()).toHours());
  }

  private static final class Own extends Random {
    private static final long serialVersionUID = 1;
  }

  @Scenario("luck is always the same")
  public void luck() {
    observe(Math.random() + " " + StrictMath.random());
    observe(new Random().nextInt() + " " + new SplittableRandom().nextInt());
    observe(new Own().nextInt() + " " + new Random() {}.nextInt());
    observe(RandomGenerator.getDefault().nextInt());
    observe(RandomGenerator.of("L64X128MixRandom").nextInt());
    Supplier<Random> random = Random::new;
    observe(random.get().nextInt());
    List<Integer> list = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9));
    Collections.shuffle(list);
    observe(list);
  }

  @Scenario("no two are the same, whoever asks")
  public void identifiers() {
    UUID[] two = new UUID[2];
    together(
        actor("Ann", () -> two[0] = UUID.randomUUID()),
        actor("Bob", () -> two[1] = UUID.randomUUID()));
    observe(two[0] + " " + two[1] + " " + two[0].version() + two[0].variant());
    observe(two[0].equals(two[1]) + " " + two[0].equals(UUID.randomUUID()));
  }

  private static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Scenario("what is printed of an object is the same")
  public void texts() {
    Object one = new Object();
    Supplier<Object> making = Object::new;
    Object other = making.get();
    observe(one + " " + other + " " + String.valueOf(one) + Objects.toString(other));
    observe(Objects.hashCode(one) + " " + Objects.hash(other) + " " + List.of(one).hashCode());
    observe(one.equals(other));
  }

  @Scenario("the order in a hash table is the same")
  public void order() {
    List<Object> objects = new ArrayList<>();
    Set<Object> set = new HashSet<>();
    Map<Object, Integer> map = new HashMap<>();
    for (int i = 0; i < 9; i++) {
      Object o = i % 3 == 0 ? new Object() : i % 3 == 1 ? new Failure() : new Thread(() -> {});
      objects.add(o);
      set.add(o);
      map.put(o, i);
    }
    for (Object o : set) {
      observe(objects.indexOf(o));
    }
    observe(map.values());
  }

  @Scenario("can be judged")
  public void memory() {
    observe(Runtime.getRuntime().freeMemory());
  }

  @Scenario("can be judged")
  public void memoryInAll() {
    observe(Runtime.getRuntime().totalMemory());
  }

  @Scenario("can be judged")
  public void memoryAtMost() {
    Supplier<Long> most = Runtime.getRuntime()::maxMemory;
    observe(most.get());
  }

  @Scenario("can be judged")
  public void secure() {
    observe(new SecureRandom().nextInt());
  }

  @Scenario("can be judged")
  public void user() {
    observe(System.getProperty("user.name"));
  }

  @Scenario("can be judged")
  public void environment() {
    observe(System.getenv("HOME"));
  }

  @Scenario("can be judged")
  public void setting() {
    observe(Integer.getInteger("workers", 4));
  }

  @Scenario("can be judged")
  public void calendar() {
    observe(Calendar.getInstance().get(Calendar.YEAR));
  }
}
