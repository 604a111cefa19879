package dev.deployarchitect.agent;

import dev.deployarchitect.agent.model.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts calls of one tool with one set of arguments on one state of the files; a loop that turns
 * on itself is stopped. To read a result again is no repetition of work.
 */
final class RepeatedCalls {
  private static final int ALLOWED = 2;

  private final Map<String, List<ToolCall>> seen = new HashMap<>();

  /** The first such call, where this one was already made as often as makes sense. */
  synchronized Optional<ToolCall> tooOften(ToolCall call, long version) {
    if (call.tool().equals(ReadResult.NAME)) {
      return Optional.empty();
    }
    String key = version + "\n" + call.tool() + "\n" + call.arguments().replaceAll("\\s+", "");
    List<ToolCall> same = seen.computeIfAbsent(key, k -> new ArrayList<>());
    same.add(call);
    return same.size() > ALLOWED ? Optional.of(same.getFirst()) : Optional.empty();
  }
}
