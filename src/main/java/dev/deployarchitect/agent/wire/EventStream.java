package dev.deployarchitect.agent.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Reads server-sent events (WHATWG HTML, section 9.2) as far as models use them: the data of each
 * event. Lines may end in any of the three ways; what is no data is passed over.
 */
final class EventStream {
  /** Four times what the longest replies have as one piece: a whole file in one tool call. */
  private static final int LONGEST = 4_000_000;

  private EventStream() {}

  /**
   * Reads to the end.
   *
   * @param alive called for every line, also for comments
   * @throws IOException when the stream breaks, or one event is over four million characters
   */
  static void read(InputStream body, Runnable alive, Consumer<String> onData) throws IOException {
    try (Reader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      StringBuilder line = new StringBuilder();
      StringBuilder data = new StringBuilder();
      boolean afterReturn = false;
      for (int c = reader.read(); c >= 0; c = reader.read()) {
        boolean end = c == '\r' || c == '\n';
        if (end && !(c == '\n' && afterReturn)) {
          alive.run();
          take(line, data, onData);
          line.setLength(0);
        } else if (!end) {
          line.append((char) c);
          if (line.length() + data.length() > LONGEST) {
            throw new TooLongException();
          }
        }
        afterReturn = c == '\r';
      }
      take(line, data, onData);
      take(new StringBuilder(), data, onData);
    }
  }

  private static void take(StringBuilder line, StringBuilder data, Consumer<String> onData) {
    if (line.isEmpty() && !data.isEmpty()) {
      onData.accept(data.toString());
      data.setLength(0);
    } else if (line.length() > 5 && line.substring(0, 5).equals("data:")) {
      data.append(data.isEmpty() ? "" : "\n").append(line.substring(5).stripLeading());
    }
  }

  /** One event that no honest model sends. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLongException() {
      super("one event of the reply was over four million characters");
    }
  }
}
