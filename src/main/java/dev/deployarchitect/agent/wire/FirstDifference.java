package dev.deployarchitect.agent.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.TreeSet;

/** Where two JSON values differ first, as a path with both values. */
public final class FirstDifference {
  private static final int SHOWN = 160;

  private FirstDifference() {}

  public static Optional<String> between(JsonNode recorded, JsonNode now) {
    return find("", recorded, now);
  }

  private static Optional<String> find(String path, JsonNode a, JsonNode b) {
    if (a.equals(b)) {
      return Optional.empty();
    }
    if (a.isObject() && b.isObject()) {
      TreeSet<String> keys = new TreeSet<>();
      a.fieldNames().forEachRemaining(keys::add);
      b.fieldNames().forEachRemaining(keys::add);
      return keys.stream()
          .map(k -> find(path + "/" + k, a.path(k), b.path(k)))
          .flatMap(Optional::stream)
          .findFirst();
    }
    if (a.isArray() && b.isArray()) {
      for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
        Optional<String> found = find(path + "/" + i, a.path(i), b.path(i));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.of(
        "%s: recorded %s, now %s".formatted(path.isEmpty() ? "/" : path, shown(a, b), shown(b, a)));
  }

  /** Long texts from just before where they part. */
  private static String shown(JsonNode node, JsonNode other) {
    if (node.isMissingNode()) {
      return "nothing";
    }
    String text = node.isTextual() ? node.asText() : node.toString();
    String against = other.isTextual() ? other.asText() : other.toString();
    int at = 0;
    while (at < Math.min(text.length(), against.length())
        && text.charAt(at) == against.charAt(at)) {
      at++;
    }
    int from = Math.max(0, at - 40);
    String cut = text.substring(from, Math.min(text.length(), from + SHOWN));
    return "'"
        + (from > 0 ? "…" : "")
        + cut.replace("\n", "\\n")
        + (from + SHOWN < text.length() ? "…" : "")
        + "'";
  }
}
