package dev.deployarchitect.agent.memory;

import dev.deployarchitect.agent.model.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What is kept of exchanges that are no longer told: what was asked, and how the answer began. Made
 * of their own words, so that the same conversation always has the same summary, at no cost.
 */
public final class Summary {
  private static final int LINES = 24;
  private static final int QUESTION = 200;
  private static final int ANSWER = 400;

  private final Deque<String> lines = new ArrayDeque<>();
  private int more;

  /** An exchange; without an answer where the run was stopped. */
  public void add(String question, String answer) {
    lines.add(
        "- Asked: %s%n  Answered: %s"
            .formatted(
                start(question, QUESTION),
                answer.isBlank() ? "(stopped before an answer)" : start(answer, ANSWER)));
    if (lines.size() > LINES) {
      lines.removeFirst();
      more++;
    }
  }

  /** The exchange that these messages are: its question and what was said last. */
  void add(List<Message> exchange) {
    String question = "";
    String answer = "";
    for (Message message : exchange) {
      switch (message) {
        case Message.User(String text) -> question = text;
        case Message.Assistant(String text, var calls) -> answer = text.isBlank() ? answer : text;
        case Message.Note _ -> {}
        case Message.ToolAnswer _ -> {}
      }
    }
    add(question, answer);
  }

  private static String start(String text, int most) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= most ? line : line.substring(0, most) + "…";
  }

  /** Empty for nothing. */
  public String text() {
    if (lines.isEmpty()) {
      return "";
    }
    String first = more == 0 ? "" : "- %d older questions%n".formatted(more);
    return "Earlier in this conversation, shortened:\n" + first + String.join("\n", lines);
  }

  /** Goes on from a summary's text. */
  static Summary from(String text) {
    Summary summary = new Summary();
    if (!text.isEmpty()) {
      summary.lines.add(text.substring(text.indexOf('\n') + 1));
    }
    return summary;
  }
}
