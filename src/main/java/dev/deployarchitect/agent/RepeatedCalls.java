package dev.deployarchitect.agent;

import dev.deployarchitect.agent.model.ToolCall;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts calls of one tool with one set of arguments on one state of the files; a loop that turns
 * on itself is stopped.
 */
final class RepeatedCalls {
  private static final int ALLOWED = 2;

  private final Map<String, Integer> seen = new HashMap<>();

  /** Whether this call was already made as often as makes sense. */
  synchronized boolean tooOften(ToolCall call, long version) {
    String key = version + "\n" + call.tool() + "\n" + call.arguments().replaceAll("\\s+", "");
    return seen.merge(key, 1, Integer::sum) > ALLOWED;
  }
}
