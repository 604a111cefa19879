package dev.deployarchitect.agent;

import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.List;
import java.util.Optional;

/** Gives a model a result again that its window has folded. */
final class ReadResult {
  static final String NAME = "read_result";
  private static final int MOST = 12_000;

  record Input(
      @Param(value = "The id of the call, as the folded result names it", required = true)
          String call,
      @Param("First line to read, from 1") Integer from_line) {}

  private ReadResult() {}

  static Tool<Input> tool() {
    return new Tool<>(NAME, "agent", Input.class, ReadResult::call);
  }

  private static ToolResult call(Input input, ToolContext context) {
    Optional<String> text = context.result(input.call());
    return text.isEmpty()
        ? new ToolResult.Retry(
            "There is no result of a call %s in this conversation.".formatted(input.call()))
        : ToolResult.Done.text(
            part(text.get().lines().toList(), input.from_line() == null ? 1 : input.from_line()));
  }

  private static String part(List<String> lines, int wanted) {
    int from = Math.clamp(wanted, 1, Math.max(1, lines.size()));
    StringBuilder out = new StringBuilder();
    int at = from - 1;
    while (at < lines.size() && out.length() + lines.get(at).length() <= MOST) {
      out.append(lines.get(at++)).append('\n');
    }
    if (at == from - 1 && at < lines.size()) {
      // One line that is longer than all that may be given.
      out.append(lines.get(at++), 0, MOST).append(" …\n");
    }
    return at == lines.size() && from == 1
        ? out.toString()
        : out.append(
                at == lines.size()
                    ? "[Lines %d to %d, the last.]".formatted(from, at)
                    : "[Lines %d to %d of %d; go on with from_line %d.]"
                        .formatted(from, at, lines.size(), at + 1))
            .toString();
  }
}
