package dev.deployarchitect.front.mcp.stdio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The requests that wait for an answer, and which answers go out in one line. Thread-safe. */
final class Pending {

  /** The answers to one batch; they go out when the last is there. */
  static final class Group {
    private final ArrayNode answers = JsonNodeFactory.instance.arrayNode();

    /** One for the batch itself, until all of it is read. */
    private int waiting = 1;
  }

  private final Map<JsonNode, Optional<Group>> open = new HashMap<>();

  /** False where a request of that id waits already. */
  synchronized boolean add(JsonNode id, Optional<Group> group) {
    if (open.putIfAbsent(id, group) != null) {
      return false;
    }
    group.ifPresent(g -> g.waiting++);
    return true;
  }

  synchronized boolean isEmpty() {
    return open.isEmpty();
  }

  /** What goes out now: the answer, its whole batch, or nothing, as after a cancellation. */
  synchronized Optional<JsonNode> answered(JsonNode id, JsonNode answer) {
    Optional<Group> group = open.remove(id);
    if (group == null) {
      return Optional.empty();
    }
    if (group.isEmpty()) {
      return Optional.of(answer);
    }
    group.get().answers.add(answer);
    return oneLess(group.get());
  }

  /** The request gets no answer; what goes out now is what waited for it. */
  synchronized Optional<JsonNode> dropped(JsonNode id) {
    Optional<Group> group = open.remove(id);
    if (group == null || group.isEmpty()) {
      return Optional.empty();
    }
    return oneLess(group.get());
  }

  /** An answer to what was no request. */
  synchronized void add(Group group, JsonNode answer) {
    group.answers.add(answer);
  }

  /** The batch is read to its end; what goes out now is its answers, where none is missing. */
  synchronized Optional<JsonNode> read(Group group) {
    return oneLess(group);
  }

  private static Optional<JsonNode> oneLess(Group group) {
    group.waiting--;
    return group.waiting > 0 || group.answers.isEmpty()
        ? Optional.empty()
        : Optional.of(group.answers);
  }
}
