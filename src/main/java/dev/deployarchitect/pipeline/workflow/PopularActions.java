package dev.deployarchitect.pipeline.workflow;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the well-known actions take and give, by major version, from a dated table. */
final class PopularActions {
  private static final Pattern MAJOR = Pattern.compile("(?:release/)?v?(\\d{1,4})(\\.[\\d.]+)?");

  /** Actions that also give outputs their action.yml does not name, by what they are asked. */
  private static final Set<String> OPEN = Set.of("dorny/paths-filter");

  private final Map<String, Signature> signatures = new TreeMap<>();
  private final Map<String, String> versions = new TreeMap<>();

  /**
   * One action at one major version.
   *
   * @param inputs by name, none of them twice in another case
   * @param outputs those its action.yml names
   */
  record Signature(Map<String, Input> inputs, List<String> outputs) {}

  /**
   * @param required whether it must be given
   */
  record Input(boolean required, boolean deprecated) {}

  PopularActions(Content content) {
    DatedTable table =
        DatedTable.read(content.text("tools/pipeline/lint_workflow/action-inputs.tsv"));
    for (Map<String, String> row : table.rows()) {
      String action = row.get("action").toLowerCase(Locale.ROOT);
      Map<String, Input> inputs = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      words(row.get("inputs"))
          .forEach(w ->
              inputs.put(w.replaceAll("[!~]", ""), new Input(w.contains("!"), w.contains("~"))));
      List<String> outputs = OPEN.contains(action) ? List.of() : words(row.get("outputs")).toList();
      signatures.put(action + "@" + row.get("major"), new Signature(inputs, outputs));
    }
    DatedTable pins =
        DatedTable.read(content.text("tools/pipeline/generate_workflow/action-pins.tsv"));
    pins.rows().forEach(row -> versions.put(row.get("commit"), row.get("version")));
  }

  private static Stream<String> words(String cell) {
    return cell.isBlank() ? Stream.of() : Stream.of(cell.split(" "));
  }

  /** The action that a step uses, where its major version can be told from tag or commit. */
  Optional<Signature> of(Workflow.Step step) {
    if (!(step.action().orElse(null) instanceof Uses.Repository uses)) {
      return Optional.empty();
    }
    Matcher major = MAJOR.matcher(versions.getOrDefault(uses.ref(), uses.ref()));
    return major.matches()
        ? Optional.ofNullable(signatures.get(uses.full() + "@" + major.group(1)))
        : Optional.empty();
  }
}
