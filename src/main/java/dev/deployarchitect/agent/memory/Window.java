package dev.deployarchitect.agent.memory;

import dev.deployarchitect.agent.model.Message;
import dev.deployarchitect.agent.model.ToolCall;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages of a conversation as they go to the model. While they fit, they only grow, so that
 * each request begins with the bytes of the one before and the provider's prompt cache hits. When
 * they do not, much is let go at once, the oldest first: results of tools are folded to their first
 * lines, which {@code read_result} unfolds, then whole exchanges become lines of a summary. The
 * same messages always give the same window, also on another server.
 */
public final class Window {
  /** Let go down to this share of the limit, so that the beginning then stays as it is for long. */
  private static final double KEPT = 0.6;

  /** What is kept of a folded result: its summary stands first. */
  private static final int HEAD = 600;

  /** Less is not worth folding. */
  private static final int NOTE = 300;

  /** Of what is fenced as not to be trusted. */
  private static final String END = "</untrusted>";

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
    foldOldResults(most);
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

  /** To their first lines, the oldest first; where that is not enough, to one line each. */
  private void foldOldResults(int most) {
    for (int kept : new int[] {HEAD, 0}) {
      int size = size();
      int step = lastStep();
      for (int i = 0; i < step && size > most; i++) {
        if (messages.get(i) instanceof Message.ToolAnswer answer
            && answer.text().length() > kept + NOTE) {
          Message folded = folded(answer, kept);
          size += size(folded) - size(answer);
          messages.set(i, folded);
        }
      }
    }
  }

  private static Message folded(Message.ToolAnswer answer, int kept) {
    String all = answer.text();
    int end = all.lastIndexOf('\n', kept);
    String head = all.substring(0, end > kept / 2 ? end : kept);
    String closed = head.isEmpty() ? "" : head + (all.endsWith(END) ? "\n" + END : "") + "\n";
    return answer.withText(
        "%s[Folded to make room: %,d characters in all. read_result {\"call\":\"%s\"} gives them again.]"
            .formatted(closed, answer.result().text().length(), answer.call().id()));
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
                    + "\n%s\n[%,d more characters were cut off: too much at once. read_result {\"call\":\"%s\"} gives all.]"
                        .formatted(
                            END, answer.text().length() - kept.length(), answer.call().id())));
      }
    }
  }

  private static boolean isResult(Message message) {
    return message instanceof Message.ToolAnswer;
  }
}
