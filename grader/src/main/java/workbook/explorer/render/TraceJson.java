package workbook.explorer.render;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import workbook.explorer.trace.Finding;
import workbook.explorer.trace.Place;
import workbook.explorer.trace.Step;

/**
 * A failing schedule as maps, lists, strings and numbers, ready for any writer of JSON.
 *
 * <p>Keys keep their order. Kinds of steps and findings, and reasons, are in lower_snake case. What
 * is absent has no key.
 *
 * <pre>{@code
 * {"expected":"…","threads":["main","Ann"],
 *  "finding":{"kind":"deadlock","summary":"…", …the finding's own components…},
 *  "lines":{"Account.java":[5,6]},
 *  "steps":[{"number":1,"thread":"Ann","kind":"lock","file":"Account.java","line":5,"what":"…",
 *            "object":"…","value":"…","held":["…"]}]}
 * }</pre>
 */
public final class TraceJson {
  /** Puts a schedule and what is wrong with it into a map. */
  public static Map<String, Object> of(List<Step> trace, Finding finding, String expected) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("expected", expected);
    json.put("threads", threads(trace));
    json.put("finding", of(finding));
    json.put("lines", lines(trace));
    json.put("steps", trace.stream().map(TraceJson::step).toList());
    return json;
  }

  /** Puts a finding into a map; its {@code kind} is the name of its record. */
  public static Map<String, Object> of(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", snake(finding.getClass().getSimpleName()));
    json.put("summary", finding.summary());
    switch (finding) {
      case Finding.AssertionFailed f -> {
        json.put("thread", f.thread());
        json.put("message", f.message());
        place(json, f.at());
        json.put("evidence", f.evidence().stream().map(TraceJson::interleaving).toList());
      }
      case Finding.UncaughtException f -> {
        json.put("thread", f.thread());
        json.put("type", f.type());
        json.put("message", f.message());
        place(json, f.at());
        json.put("evidence", f.evidence().stream().map(TraceJson::interleaving).toList());
      }
      case Finding.Deadlock f -> {
        json.put("cycle", waiting(f.cycle()));
        json.put("others", waiting(f.others()));
      }
      case Finding.LostWakeup f -> {
        json.put("waiting", waiting(f.waiting()));
        json.put("signals", f.signals().stream().map(TraceJson::signal).toList());
      }
      case Finding.NoProgress f -> {
        json.put("thread", f.thread());
        place(json, f.at());
        json.put("reason", f.reason().name().toLowerCase(Locale.ROOT));
        json.put("others", waiting(f.others()));
      }
      case Finding.DataRace f -> {
        json.put("location", Wording.location(f.location()));
        json.put("first", access(f.first()));
        json.put("second", access(f.second()));
        json.put("harmless", f.harmless());
      }
      case Finding.LeakedLock f -> {
        json.put("thread", f.thread());
        json.put("lock", f.lock());
        place(json, f.takenAt());
      }
      case Finding.ThreadLeft f -> json.put("left", waiting(f.left()));
      case Finding.CannotOverlap f -> {
        json.put("first", f.first());
        json.put("second", f.second());
        json.put("waiting", waiting(f.waiting()));
      }
      case Finding.NotModelled f -> {
        json.put("name", f.name());
        place(json, f.at());
      }
    }
    return json;
  }

  private static List<String> threads(List<Step> trace) {
    Set<String> threads = new LinkedHashSet<>();
    for (Step s : trace) {
      threads.add(s.thread());
      if (s.kind() == Step.Kind.START && s.what().startsWith("starts ")) {
        threads.add(s.what().substring("starts ".length()));
      }
    }
    return List.copyOf(threads);
  }

  private static Map<String, Set<Integer>> lines(List<Step> trace) {
    Map<String, Set<Integer>> lines = new TreeMap<>();
    for (Step s : trace) {
      if (s.at().line() > 0) {
        lines.computeIfAbsent(s.at().file(), f -> new TreeSet<>()).add(s.at().line());
      }
    }
    return lines;
  }

  private static Map<String, Object> step(Step s) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", s.number());
    json.put("thread", s.thread());
    json.put("kind", s.kind().name().toLowerCase(Locale.ROOT));
    place(json, s.at());
    json.put("what", s.what());
    String object = s.object();
    put(json, "object", object == null ? null : Wording.location(object));
    put(json, "value", s.value());
    if (!s.held().isEmpty()) {
      json.put("held", s.held());
    }
    return json;
  }

  private static void put(Map<String, Object> json, String key, @Nullable Object value) {
    if (value != null) {
      json.put(key, value);
    }
  }

  private static void place(Map<String, Object> json, Place at) {
    if (!at.equals(Place.NOWHERE)) {
      json.put("file", at.file());
      json.put("line", at.line());
    }
  }

  private static List<Map<String, Object>> waiting(List<Finding.Waiting> all) {
    return all.stream().map(TraceJson::waiting).toList();
  }

  private static Map<String, Object> waiting(Finding.Waiting w) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("thread", w.thread());
    json.put("what", w.what());
    put(json, "heldBy", w.heldBy());
    place(json, w.at());
    json.put("holds", w.holds());
    return json;
  }

  private static Map<String, Object> signal(Finding.Signal s) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("step", s.step());
    json.put("thread", s.thread());
    json.put("object", s.object());
    json.put("all", s.all());
    place(json, s.at());
    json.put("woken", s.woken());
    json.put("stillWaiting", s.stillWaiting());
    return json;
  }

  private static Map<String, Object> access(Finding.Access a) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("thread", a.thread());
    json.put("write", a.write());
    place(json, a.at());
    if (a.write()) {
      json.put("value", a.value());
    }
    json.put("held", a.held());
    return json;
  }

  private static Map<String, Object> interleaving(Finding.Interleaving i) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("location", Wording.location(i.location()));
    json.put("thread", i.thread());
    json.put("read", i.read());
    json.put("other", i.other());
    json.put("between", i.between());
    json.put("write", i.write());
    return json;
  }

  private static String snake(String camel) {
    return camel.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  private TraceJson() {}
}
