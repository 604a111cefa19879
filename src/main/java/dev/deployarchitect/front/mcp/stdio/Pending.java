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
    private int waiting;
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
    group.get().waiting--;
    group.get().answers.add(answer);
    return whole(group.get());
  }

  /** The request gets no answer; what goes out now is what waited for it. */
  synchronized Optional<JsonNode> dropped(JsonNode id) {
    Optional<Group> group = open.remove(id);
    if (group == null || group.isEmpty()) {
      return Optional.empty();
    }
    group.get().waiting--;
    return whole(group.get());
  }

  /** An answer to what was no request. */
  synchronized void add(Group group, JsonNode answer) {
    group.answers.add(answer);
  }

  /** The batch, where nothing in it waits. */
  synchronized Optional<JsonNode> whole(Group group) {
    if (group.waiting > 0 || group.answers.isEmpty()) {
      return Optional.empty();
    }
    JsonNode all = group.answers.deepCopy();
    group.answers.removeAll();
    return Optional.of(all);
  }
}
