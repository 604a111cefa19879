package dev.deployarchitect.pipeline.audit;

import dev.deployarchitect.syntax.node.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the mappings of one workflow set, by name: each is read once, however many steps ask.
 *
 * @param answers found so far, by place of the mapping and name
 */
record Definitions(
    Map<Integer, Map<String, List<Node>>> scopes, Map<String, Reach.Answer> answers) {

  Definitions() {
    this(new HashMap<>(), new HashMap<>());
  }

  /** The values of {@code name}, {@code *} for all, in a mapping and its {@code include}. */
  List<Node> of(Node scope, String name) {
    return scopes
        .computeIfAbsent(scope.span().start(), start -> index(scope))
        .getOrDefault(name, List.of());
  }

  private static Map<String, List<Node>> index(Node scope) {
    Map<String, List<Node>> byName = new HashMap<>();
    collect(scope, byName);
    return byName;
  }

  private static void collect(Node scope, Map<String, List<Node>> byName) {
    for (Node.Entry entry : scope.entries()) {
      String key = entry.key().text().toLowerCase(Locale.ROOT);
      if (key.equals("include")) {
        entry.value().itemsOrSelf().forEach(item -> collect(item, byName));
      }
      for (String name : List.of(key, "*")) {
        byName.computeIfAbsent(name, n -> new ArrayList<>()).add(entry.value());
      }
    }
  }
}
