package dev.deployarchitect.pipeline.workflow;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.pipeline.expression.Scope;
import dev.deployarchitect.pipeline.expression.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which contexts and status functions an expression may use, by the key it stands under. */
final class ContextAvailability {
  private record Row(List<String> key, Set<String> contexts, Set<String> functions) {
    /** Whether {@code path} is this key or lies below it. */
    boolean holds(List<String> path) {
      if (path.size() < key.size()) {
        return false;
      }
      for (int i = 0; i < key.size(); i++) {
        if (!key.get(i).equals("*") && !key.get(i).equals(path.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  private final List<Row> rows;

  ContextAvailability(Content content) {
    rows =
        DatedTable.read(content.text("tools/pipeline/lint_workflow/context-availability.tsv"))
            .rows()
            .stream()
            .map(row ->
                new Row(
                    List.of(row.get("key").split("\\.")),
                    words(row.get("contexts")),
                    words(row.get("functions"))))
            // The longest key that holds a place decides.
            .sorted((a, b) -> Integer.compare(b.key().size(), a.key().size()))
            .toList();
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.split(" "))
        .filter(w -> !w.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The scope at {@code path}, whose sequences are left out: {@code jobs.build.steps.run}. */
  Scope at(List<String> path, Map<String, Type> types) {
    return rows.stream()
        .filter(row -> row.holds(path))
        .findFirst()
        .map(row -> new Scope(types, row.contexts(), row.functions()))
        .orElse(new Scope(types, Set.of(), Set.of()));
  }

  /** All contexts that exist. */
  Stream<String> contexts() {
    return rows.stream().flatMap(r -> r.contexts().stream()).distinct();
  }
}
