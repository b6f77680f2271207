package workbook.grader.stress;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes and reads messages: the token, a space, the kind, a space, and a JSON object. */
final class Wire {

  /** Asks the JVM under stress what its threads are doing; it then ends. */
  static final String DUMP = "dump";

  private static final Gson GSON = new Gson();

  private final String token;

  Wire(String token) {
    this.token = token;
  }

  static String encode(Order order) {
    return GSON.toJson(order);
  }

  static Order decodeOrder(String line) {
    return GSON.fromJson(line, Order.class);
  }

  /** Writes a message at once; one at a time. */
  synchronized void send(OutputStream out, Message message) throws IOException {
    // Code under test may print to the same stream without a line end.
    String line =
        "\n" + token + " " + message.getClass().getSimpleName() + " " + GSON.toJson(message) + "\n";
    out.write(line.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Reads a line; empty if it is no message. */
  Optional<Message> decode(String line) {
    if (!line.startsWith(token + " ")) {
      return Optional.empty();
    }
    int kindEnd = line.indexOf(' ', token.length() + 1);
    if (kindEnd < 0) {
      return Optional.empty();
    }
    String kind = line.substring(token.length() + 1, kindEnd);
    try {
      for (Class<?> type : Message.class.getPermittedSubclasses()) {
        if (type.getSimpleName().equals(kind)) {
          return Optional.of((Message) GSON.fromJson(line.substring(kindEnd + 1), type));
        }
      }
    } catch (JsonParseException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }
}
