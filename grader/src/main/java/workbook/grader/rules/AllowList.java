package workbook.grader.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import workbook.grader.cause.Misconception;

/**
 * Decides what a learner's code may touch: its own exercise and harmless parts of the platform.
 *
 * <p>An allow-list and not a deny-list, for nobody can list all that is harmful.
 *
 * @param ownPackage the exercise's package, as an internal name ending in a slash
 * @param grants what this exercise may touch beyond
 */
record AllowList(String ownPackage, Set<Grant> grants) {
  private static final List<String> HARMLESS_PACKAGES =
      List.of(
          "java/lang/annotation/",
          "java/lang/constant/",
          "java/lang/ref/",
          "java/lang/runtime/",
          "java/math/",
          "java/nio/charset/",
          "java/text/",
          "java/time/",
          "java/util/",
          "com/google/errorprone/annotations/",
          "org/jspecify/annotations/");

  private static final Set<String> HARMLESS_CLASSES =
      Set.of(
          "java/lang/invoke/CallSite",
          "java/lang/invoke/ConstantBootstraps",
          "java/lang/invoke/LambdaMetafactory",
          "java/lang/invoke/MethodHandle",
          "java/lang/invoke/MethodHandles",
          "java/lang/invoke/MethodHandles$Lookup",
          "java/lang/invoke/MethodType",
          "java/lang/invoke/SerializedLambda",
          "java/lang/invoke/StringConcatFactory",
          "java/lang/invoke/TypeDescriptor",
          "java/lang/invoke/VarHandle",
          "java/lang/invoke/VarHandle$AccessMode",
          "java/lang/reflect/Array",
          "java/net/URI",
          "java/net/URISyntaxException",
          "java/net/URLDecoder",
          "java/net/URLEncoder",
          "java/nio/Buffer",
          "java/nio/BufferOverflowException",
          "java/nio/BufferUnderflowException",
          "java/nio/ByteBuffer",
          "java/nio/ByteOrder",
          "java/nio/CharBuffer",
          "java/nio/DoubleBuffer",
          "java/nio/FloatBuffer",
          "java/nio/IntBuffer",
          "java/nio/LongBuffer",
          "java/nio/ShortBuffer",
          "java/security/DigestException",
          "java/security/GeneralSecurityException",
          "java/security/MessageDigest",
          "java/security/NoSuchAlgorithmException",
          "java/security/SecureRandom");

  /** Of {@code java.io}, what works on memory alone. */
  private static final Set<String> HARMLESS_OF_IO =
      Set.of(
          "BufferedInputStream",
          "BufferedOutputStream",
          "BufferedReader",
          "BufferedWriter",
          "ByteArrayInputStream",
          "ByteArrayOutputStream",
          "CharArrayReader",
          "CharArrayWriter",
          "Closeable",
          "DataInput",
          "DataInputStream",
          "DataOutput",
          "DataOutputStream",
          "EOFException",
          "Externalizable",
          "FilterInputStream",
          "FilterOutputStream",
          "FilterReader",
          "FilterWriter",
          "Flushable",
          "IOException",
          "InputStream",
          "InputStreamReader",
          "InterruptedIOException",
          "InvalidClassException",
          "InvalidObjectException",
          "LineNumberReader",
          "NotSerializableException",
          "ObjectInput",
          "ObjectInputStream",
          "ObjectInputStream$GetField",
          "ObjectOutput",
          "ObjectOutputStream",
          "ObjectOutputStream$PutField",
          "ObjectStreamException",
          "ObjectStreamField",
          "OutputStream",
          "OutputStreamWriter",
          "PipedInputStream",
          "PipedOutputStream",
          "PipedReader",
          "PipedWriter",
          "PrintStream",
          "PrintWriter",
          "PushbackInputStream",
          "PushbackReader",
          "Reader",
          "SequenceInputStream",
          "Serializable",
          "StreamTokenizer",
          "StringReader",
          "StringWriter",
          "UncheckedIOException",
          "UnsupportedEncodingException",
          "WriteAbortedException",
          "Writer");

  /** What opens a file when it is given a name, so only without one. */
  private static final Set<String> OPENS_BY_NAME =
      Set.of("java/io/PrintStream", "java/io/PrintWriter", "java/util/Formatter");

  private static final List<String> HARMFUL_UTILITIES =
      List.of(
          "java/util/ServiceLoader",
          "java/util/ResourceBundle",
          "java/util/jar/",
          "java/util/prefs/",
          "java/util/spi/",
          "java/util/zip/ZipFile");

  private static final Set<String> HARMLESS_OF_LOGGING = Set.of("Level", "Logger", "LogRecord");

  private static final Set<String> HARMFUL_LANG =
      Set.of(
          "ClassLoader",
          "ClassValue",
          "Module",
          "ModuleLayer",
          "ModuleLayer$Controller",
          "SecurityManager",
          "StackWalker",
          "StackWalker$Option",
          "StackWalker$StackFrame",
          "System$LoggerFinder");

  private static final Set<String> PROCESS_CLASSES =
      Set.of(
          "ProcessBuilder",
          "Process",
          "ProcessHandle",
          "ProcessBuilder$Redirect",
          "ProcessHandle$Info",
          "ProcessBuilder$Redirect$Type");

  private static final Set<String> HARMLESS_OF_SYSTEM =
      Set.of(
          "out",
          "err",
          "nanoTime",
          "currentTimeMillis",
          "arraycopy",
          "identityHashCode",
          "lineSeparator",
          "getProperty",
          "gc");

  private static final Set<String> HARMLESS_OF_SYSTEM_WITH_PROCESSES = Set.of("in", "getenv");

  private static final Set<String> HARMLESS_OF_RUNTIME =
      Set.of(
          "getRuntime",
          "availableProcessors",
          "freeMemory",
          "maxMemory",
          "totalMemory",
          "version",
          "gc");

  private static final Set<String> HARMLESS_OF_LOOKUP =
      Set.of("findVarHandle", "findStaticVarHandle", "lookupClass");

  private static final Set<String> HARMLESS_OF_METHOD_HANDLES =
      Set.of("lookup", "arrayElementVarHandle");

  private static final Set<String> HARMLESS_OF_CLASS =
      Set.of(
          "arrayType",
          "cast",
          "componentType",
          "desiredAssertionStatus",
          "describeConstable",
          "descriptorString",
          "equals",
          "getClass",
          "getComponentType",
          "getEnumConstants",
          "getName",
          "getPackageName",
          "getSimpleName",
          "getSuperclass",
          "getTypeName",
          "hashCode",
          "isArray",
          "isAssignableFrom",
          "isEnum",
          "isInstance",
          "isInterface",
          "isPrimitive",
          "isRecord",
          "isSealed",
          "toString");

  private static final Set<String> HARMFUL_OF_THREAD =
      Set.of(
          "setDefaultUncaughtExceptionHandler",
          "setContextClassLoader",
          "getContextClassLoader",
          "enumerate",
          "getAllStackTraces",
          "getStackTrace",
          "stop");

  private static final Set<String> HARMFUL_OF_THREAD_GROUP =
      Set.of("getParent", "enumerate", "setMaxPriority", "list", "parentOf");

  private static final Set<String> HARMFUL_OF_LOGGER =
      Set.of("getParent", "setParent", "addHandler", "removeHandler", "getHandlers");

  /** Why something may not be touched. */
  record Refusal(Misconception cause, String message) {}

  /** Returns why a class may not be touched at all, or nothing where it may. */
  Optional<Refusal> ofClass(String internalName) {
    String name = element(internalName);
    if (name.isEmpty() || isOwn(name)) {
      return Optional.empty();
    }
    return isAllowed(name)
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                Misconception.OUTSIDE_THE_EXERCISE,
                readable(name) + " is not needed here, and not allowed" + reason(name)));
  }

  /** Returns whether a class is the exercise's own. */
  boolean isOwn(String internalName) {
    return internalName.startsWith(ownPackage);
  }

  /**
   * Returns why a member of a class may not be touched, or nothing where it may.
   *
   * @param type the member's descriptor, as in a class file
   */
  Optional<Refusal> ofMember(String owner, String member, String type) {
    boolean allowed =
        switch (owner) {
          case "java/lang/System" ->
              HARMLESS_OF_SYSTEM.contains(member)
                  || HARMLESS_OF_SYSTEM_WITH_PROCESSES.contains(member)
                      && grants.contains(Grant.PROCESSES);
          case "java/lang/Runtime" ->
              HARMLESS_OF_RUNTIME.contains(member)
                  || member.equals("exec") && grants.contains(Grant.PROCESSES);
          case "java/lang/Class" -> HARMLESS_OF_CLASS.contains(member);
          case "java/lang/Thread" -> !HARMFUL_OF_THREAD.contains(member);
          case "java/lang/ThreadGroup" -> !HARMFUL_OF_THREAD_GROUP.contains(member);
          case "java/lang/invoke/MethodHandles$Lookup" -> HARMLESS_OF_LOOKUP.contains(member);
          case "java/lang/invoke/MethodHandles" -> HARMLESS_OF_METHOD_HANDLES.contains(member);
          case "java/lang/invoke/MethodHandle", "java/lang/invoke/ConstantBootstraps" -> false;
          case "java/util/logging/Logger" -> !HARMFUL_OF_LOGGER.contains(member);
          case "java/io/FileDescriptor" -> !Set.of("in", "out", "err").contains(member);
          default ->
              !member.equals("getStackTrace")
                  && !(owner.startsWith("java/net/") && setsForAll(member))
                  && !(OPENS_BY_NAME.contains(owner)
                      && member.equals("<init>")
                      && opensByName(type)
                      && !grants.contains(Grant.FILES));
        };
    if (allowed) {
      return ofClass(owner);
    }
    boolean exits = member.equals("exit") || member.equals("halt");
    return Optional.of(
        exits
            ? new Refusal(
                Misconception.EXITS_THE_PROGRAM,
                readable(owner)
                    + "."
                    + member
                    + " would end the grader with your program; return or throw instead")
            : new Refusal(
                Misconception.OUTSIDE_THE_EXERCISE,
                (member.equals("<init>")
                        ? "new " + readable(owner) + " on a file"
                        : readable(owner) + "." + member)
                    + " is not needed here, and not allowed"));
  }

  private static boolean opensByName(String type) {
    return type.startsWith("(Ljava/lang/String;") || type.startsWith("(Ljava/io/File;");
  }

  /** What all later exercises in the same JVM would feel. */
  private static boolean setsForAll(String member) {
    return member.equals("setDefault") || member.endsWith("Factory") && member.startsWith("set");
  }

  private boolean isAllowed(String name) {
    if (HARMLESS_CLASSES.contains(name)) {
      return true;
    }
    if (name.startsWith("java/lang/") && name.indexOf('/', "java/lang/".length()) < 0) {
      String simple = name.substring("java/lang/".length());
      return PROCESS_CLASSES.contains(simple)
          ? grants.contains(Grant.PROCESSES)
          : !HARMFUL_LANG.contains(simple);
    }
    if (name.startsWith("java/io/")
        && HARMLESS_OF_IO.contains(name.substring("java/io/".length()))) {
      return true;
    }
    if (name.startsWith("java/util/logging/")) {
      return HARMLESS_OF_LOGGING.contains(name.substring("java/util/logging/".length()));
    }
    if (HARMFUL_UTILITIES.stream().anyMatch(name::startsWith)) {
      return false;
    }
    if (HARMLESS_PACKAGES.stream().anyMatch(name::startsWith)) {
      return true;
    }
    boolean files =
        name.startsWith("java/io/")
            || name.startsWith("java/nio/file/")
            || name.startsWith("java/nio/channels/File")
            || name.equals("java/nio/MappedByteBuffer");
    boolean sockets = name.startsWith("java/net/");
    boolean channels = name.startsWith("java/nio/channels/") || name.startsWith("java/io/");
    return files && grants.contains(Grant.FILES)
        || sockets && grants.contains(Grant.SOCKETS)
        || channels && !grants.isEmpty();
  }

  private static String reason(String name) {
    if (name.startsWith("workbook/")) {
      return ": every exercise stands on its own";
    }
    if (name.startsWith("java/lang/reflect/")) {
      return ": reflection hides what the code does";
    }
    return "";
  }

  /** Returns the element type of an array's internal name; empty for arrays of primitives. */
  private static String element(String internalName) {
    if (!internalName.startsWith("[")) {
      return internalName;
    }
    String element = internalName.replaceFirst("^\\[+", "");
    return element.startsWith("L") ? element.substring(1, element.length() - 1) : "";
  }

  private static String readable(String internalName) {
    return internalName
        .replace('/', '.')
        .replace('$', '.')
        .replaceFirst("^java\\.lang\\.(?=[A-Z])", "");
  }
}
