package dev.deployarchitect.agent.memory;

import dev.deployarchitect.agent.model.Message;
import dev.deployarchitect.agent.model.ToolCall;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages of a conversation as they go to the model. While they fit, they only grow, so that
 * each request begins with the bytes of the one before and the provider's prompt cache hits. When
 * they do not, much is let go at once, the oldest first: results of tools become a note that the
 * call can be made again, then whole exchanges become lines of a summary. The same messages always
 * give the same window, also on another server.
 */
public final class Window {
  /** Let go down to this share of the limit, so that the beginning then stays as it is for long. */
  private static final double KEPT = 0.6;

  /** A shorter result is not worth a note. */
  private static final int NOTE = 400;

  private final int limit;
  private final TokenCount count;
  private final List<Message> messages = new ArrayList<>();
  private final Summary summary;

  /**
   * A window onto what was said so far.
   *
   * @param limit in tokens
   */
  public Window(int limit, TokenCount count, Earlier earlier) {
    this.limit = limit;
    this.count = count;
    this.summary = Summary.from(earlier.summary());
    earlier.messages().forEach(this::add);
  }

  public void add(Message message) {
    if (message instanceof Message.Assistant) {
      // The model said it in answer to a request, for which room had been made.
      fit();
    }
    messages.add(message);
  }

  /** What the next request holds. */
  public List<Message> messages() {
    fit();
    return List.copyOf(messages);
  }

  /** Of what is not in {@link #messages} any more. */
  public String summary() {
    return summary.text();
  }

  private void fit() {
    if (messages.stream().mapToInt(m -> count.atMost(text(m))).sum() <= limit || size() <= limit) {
      return;
    }
    int most = (int) (limit * KEPT);
    noteOldResults(most);
    summariseOldExchanges(most);
    shortenNewResults();
  }

  private int size() {
    return messages.stream().mapToInt(this::size).sum();
  }

  private int size(Message message) {
    return count.exactly(text(message));
  }

  private static String text(Message message) {
    return switch (message) {
      case Message.User(String text) -> text;
      case Message.Note(String text) -> text;
      case Message.Assistant(String text, List<ToolCall> calls) -> text + calls;
      case Message.ToolAnswer(ToolCall call, var result, String text) -> text;
    };
  }

  private void noteOldResults(int most) {
    int size = size();
    int step = lastStep();
    for (int i = 0; i < step && size > most; i++) {
      if (messages.get(i) instanceof Message.ToolAnswer answer && answer.text().length() > NOTE) {
        Message note =
            answer.withText(
                "[The result of this call of %s, %,d characters, was let go to make room. Make the call again with the same arguments where it is needed.]"
                    .formatted(answer.call().tool(), answer.text().length()));
        size += size(note) - size(answer);
        messages.set(i, note);
      }
    }
  }

  /** Where the last reply of the model stands: what follows is new to it. */
  private int lastStep() {
    int at = messages.size() - 1;
    while (at > 0 && !(messages.get(at) instanceof Message.Assistant)) {
      at--;
    }
    return Math.max(at, 0);
  }

  private void summariseOldExchanges(int most) {
    while (size() > most) {
      int next = 1;
      while (next < messages.size() && !(messages.get(next) instanceof Message.User)) {
        next++;
      }
      if (next >= messages.size()) {
        return;
      }
      List<Message> exchange = messages.subList(0, next);
      summary.add(exchange);
      exchange.clear();
    }
  }

  /** Results that came at once and are too much together are shortened to equal shares. */
  private void shortenNewResults() {
    int step = lastStep();
    long results =
        messages.subList(step, messages.size()).stream().filter(Window::isResult).count();
    if (results == 0 || size() <= limit) {
      return;
    }
    int share = (int) (limit * KEPT / results);
    for (int i = step; i < messages.size(); i++) {
      // Two characters to a token: results are prose and code, which have three to four.
      if (messages.get(i) instanceof Message.ToolAnswer answer && size(answer) > share) {
        String kept = answer.text().substring(0, Math.min(answer.text().length(), 2 * share));
        messages.set(
            i,
            answer.withText(
                kept
                    + "\n[%,d more characters were cut off: too much at once. Ask for a part.]\n</untrusted>"
                        .formatted(answer.text().length() - kept.length())));
      }
    }
  }

  private static boolean isResult(Message message) {
    return message instanceof Message.ToolAnswer;
  }
}
