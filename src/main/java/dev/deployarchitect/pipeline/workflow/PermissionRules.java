package dev.deployarchitect.pipeline.workflow;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.Nearest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Permissions that GitHub does not know. */
final class PermissionRules {
  private final Map<String, List<String>> scopes;

  private PermissionRules(Content content) {
    scopes =
        DatedTable.read(content.text("tools/pipeline/lint_workflow/permissions.tsv"))
            .rows()
            .stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    row -> row.get("scope"), row -> List.of(row.get("values").split(" "))));
  }

  static List<Rule<Workflow>> all(Content content) {
    return List.of(
        Rule.of(
            "pipeline/unknown-permission",
            Severity.HIGH,
            "permissions",
            new PermissionRules(content)::check));
  }

  private void check(Workflow workflow, Rule.Reporter report) {
    Stream.concat(
            workflow.document().at("permissions").stream(),
            workflow.jobs().stream().flatMap(job -> job.at("permissions").stream()))
        .forEach(permissions -> check(permissions, report));
  }

  private void check(Node permissions, Rule.Reporter report) {
    if (!(permissions instanceof Node.Mapping mapping)) {
      String text = permissions.scalarText().orElse("");
      if (!text.matches("read-all|write-all")) {
        report.at(
            permissions.span().firstLine(),
            "'%s' grants nothing; there are read-all, write-all, {} and single scopes"
                .formatted(text));
      }
      return;
    }
    for (Node.Entry entry : mapping.entries()) {
      List<String> values = scopes.get(entry.key().text());
      String value = entry.value().scalarText().orElse("");
      if (values == null) {
        report.at(
            entry.key().span(),
            "there is no permission '%s'%s"
                .formatted(
                    entry.key().text(),
                    Nearest.to(entry.key().text(), scopes.keySet())
                        .map("; did you mean '%s'?"::formatted)
                        .orElse("")));
      } else if (!values.contains(value)) {
        report.at(
            entry.value().span().firstLine(),
            "'%s' is no value of %s; there are %s"
                .formatted(value, entry.key().text(), String.join(", ", values)));
      }
    }
  }
}
