package workbook.explorer.rewrite;

import java.util.Set;
import org.objectweb.asm.Type;
import workbook.explorer.runtime.ContentsUse;

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
          "elements",
          "keys",
          "descendingMap",
          "descendingSet",
          "navigableKeySet",
          "descendingKeySet",
          "parallelStream",
          "hasNext",
          "hasPrevious",
          "hasMoreElements",
          "next",
          "previous",
          "nextElement",
          "nextIndex",
          "previousIndex",
          "forEachRemaining");

  /** What a call of these returns walks over the contents later, call by call. */
  private static final Set<String> WALKS =
      Set.of(
          "iterator",
          "listIterator",
          "descendingIterator",
          "spliterator",
          "stream",
          "parallelStream",
          "elements",
          "keys");

  /** What a call of these returns shows the same contents. */
  private static final Set<String> VIEWS =
      Set.of(
          "iterator",
          "listIterator",
          "descendingIterator",
          "elements",
          "keys",
          "keySet",
          "navigableKeySet",
          "descendingKeySet",
          "values",
          "entrySet",
          "subList",
          "headMap",
          "tailMap",
          "subMap",
          "headSet",
          "tailSet",
          "subSet",
          "descendingMap",
          "descendingSet",
          "reversed");

  private static final Set<String> CHANGED_BY_COLLECTIONS =
      Set.of(
          "sort", "reverse", "shuffle", "swap", "fill", "rotate", "replaceAll", "addAll", "copy");

  /** Classes that walk over a collection given to them; others ask for all of it in one call. */
  private static final Set<String> WALKERS =
      Set.of(
          "java/lang/String",
          "java/util/Collections",
          "java/util/Set",
          "java/util/HashSet",
          "java/util/LinkedHashSet",
          "java/util/TreeSet",
          "java/util/HashMap",
          "java/util/LinkedHashMap");

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

  /** What a call does to the contents of what it is called on. */
  static ContentsUse use(String method) {
    return WALKS.contains(method)
        ? ContentsUse.WALK
        : writes(method)
            ? ContentsUse.WRITE
            : counts(method) ? ContentsUse.COUNT : ContentsUse.READ;
  }

  /** Whether what a call returns shows the contents of what it is called on. */
  static boolean shows(String method) {
    return VIEWS.contains(method);
  }

  /**
   * Whether a call reads or replaces one element of a list and leaves its length alone: two threads
   * may do that to different elements, as to those of an array.
   */
  static boolean isOfOneElement(String owner, String method, Type[] arguments) {
    return switch (owner) {
      case "java/util/List",
          "java/util/AbstractList",
          "java/util/ArrayList",
          "java/util/LinkedList" ->
          (method.equals("get") || method.equals("set"))
              && arguments.length > 0
              && arguments[0].equals(Type.INT_TYPE);
      default -> false;
    };
  }

  /** Whether a call tells how much there is, and nothing of what it is. */
  static boolean counts(String method) {
    return method.equals("size") || method.equals("isEmpty");
  }

  /** What a call does to the contents of one of its arguments, a collection. */
  static ContentsUse useOfArgument(String owner, String method, int index) {
    if (method.equals("drainTo")
        || (owner.equals("java/util/Collections")
            && index == 0
            && CHANGED_BY_COLLECTIONS.contains(method))) {
      return ContentsUse.WRITE;
    }
    return WALKERS.contains(owner) ? ContentsUse.WALK : ContentsUse.READ;
  }

  /** Whether a call writes to the array that it is given; others read it. */
  static boolean fills(String owner, String method) {
    return switch (method) {
      case "fill", "sort", "setAll", "parallelSetAll", "parallelSort", "parallelPrefix" ->
          owner.equals("java/util/Arrays");
      case "toArray", "getChars", "nextBytes" -> true;
      default -> false;
    };
  }

  /** Whether a call only wraps its first argument: what it returns shows the same contents. */
  static boolean wraps(String owner, String method) {
    return owner.equals("java/util/Collections")
        && (method.startsWith("unmodifiable")
            || method.startsWith("synchronized")
            || method.startsWith("checked")
            || method.equals("enumeration")
            || method.equals("asLifoQueue")
            || method.equals("newSetFromMap"));
  }

  /** Whether it is the type of something that has contents. */
  static boolean isCollection(Type type) {
    return type.getSort() == Type.OBJECT && isContainer(type.getInternalName());
  }

  /** Whether it walks over the contents of a collection. */
  static boolean isIterator(String owner) {
    return owner.equals("java/util/Iterator")
        || owner.equals("java/util/ListIterator")
        || owner.equals("java/util/Enumeration");
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
