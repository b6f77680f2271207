package workbook.explorer.rewrite;

import java.util.Set;

/** Which classes of the JDK have contents that threads may race on, and which calls change them. */
final class Contents {
  private static final Set<String> READERS =
      Set.of(
          "get",
          "getOrDefault",
          "size",
          "isEmpty",
          "contains",
          "containsKey",
          "containsValue",
          "containsAll",
          "peek",
          "peekFirst",
          "peekLast",
          "getFirst",
          "getLast",
          "element",
          "iterator",
          "listIterator",
          "descendingIterator",
          "spliterator",
          "entrySet",
          "keySet",
          "values",
          "toString",
          "hashCode",
          "equals",
          "indexOf",
          "lastIndexOf",
          "forEach",
          "stream",
          "toArray",
          "first",
          "last",
          "firstKey",
          "lastKey",
          "firstEntry",
          "lastEntry",
          "floorKey",
          "ceilingKey",
          "lowerKey",
          "higherKey",
          "floorEntry",
          "ceilingEntry",
          "headMap",
          "tailMap",
          "subMap",
          "headSet",
          "tailSet",
          "subSet",
          "subList",
          "cardinality",
          "length",
          "charAt",
          "substring",
          "reversed",
          "chars",
          "hasNext");

  static boolean isContainer(String owner) {
    return switch (owner) {
      case "java/util/Collection",
          "java/util/SequencedCollection",
          "java/util/List",
          "java/util/Set",
          "java/util/SequencedSet",
          "java/util/SortedSet",
          "java/util/NavigableSet",
          "java/util/Map",
          "java/util/SequencedMap",
          "java/util/SortedMap",
          "java/util/NavigableMap",
          "java/util/Queue",
          "java/util/Deque",
          "java/lang/Iterable",
          "java/util/AbstractList",
          "java/util/AbstractMap",
          "java/util/AbstractCollection",
          "java/util/ArrayList",
          "java/util/LinkedList",
          "java/util/ArrayDeque",
          "java/util/PriorityQueue",
          "java/util/HashMap",
          "java/util/LinkedHashMap",
          "java/util/TreeMap",
          "java/util/IdentityHashMap",
          "java/util/WeakHashMap",
          "java/util/EnumMap",
          "java/util/HashSet",
          "java/util/LinkedHashSet",
          "java/util/TreeSet",
          "java/util/EnumSet",
          "java/util/BitSet",
          "java/util/Vector",
          "java/util/Stack",
          "java/util/Hashtable",
          "java/util/Properties",
          "java/util/StringJoiner",
          "java/lang/StringBuilder",
          "java/lang/StringBuffer" ->
          true;
      default -> false;
    };
  }

  static boolean writes(String method) {
    return !READERS.contains(method);
  }

  /** Whether calls on it change nothing that is not theirs. */
  static boolean isPure(String owner) {
    return owner.startsWith("[")
        || switch (owner) {
          case "java/lang/String",
              "java/lang/Object",
              "java/lang/Integer",
              "java/lang/Long",
              "java/lang/Boolean",
              "java/lang/Double",
              "java/lang/Character",
              "java/lang/Class",
              "java/lang/Enum",
              "java/lang/Record",
              "java/lang/Math",
              "java/lang/Throwable",
              "java/io/PrintStream",
              "java/util/Objects",
              "java/util/Optional" ->
              true;
          default -> owner.startsWith("java/time/") || owner.startsWith("java/util/function/");
        };
  }

  private Contents() {}
}
