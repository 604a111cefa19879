package dev.deployarchitect.pipeline.audit;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.pipeline.workflow.ActionVersions;
import dev.deployarchitect.pipeline.workflow.Uses;
import dev.deployarchitect.syntax.node.Node;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Releases of actions with a published hole, from a dated table. */
final class Advisories {
  private final DatedTable table;
  private final ActionVersions versions;

  Advisories(Content content) {
    table = DatedTable.read(content.text("tools/pipeline/lint_workflow/vulnerable-actions.tsv"));
    versions = new ActionVersions(content);
  }

  /** The row of the table that names this release, where the release can be told. */
  Optional<Map<String, String>> of(Node.Scalar scalar, Uses.Repository uses) {
    return versions
        .of(scalar, uses)
        .flatMap(v ->
            table.rows().stream()
                .filter(row -> row.get("action").toLowerCase(Locale.ROOT).equals(uses.slug()))
                .filter(row ->
                    affected(
                        v,
                        ActionVersions.numbers(row.get("since")),
                        ActionVersions.numbers(row.get("fixed"))))
                .findFirst());
  }

  String date() {
    return table.date();
  }

  /** A tag such as {@code v4} moves with the newest release, so only older majors are meant. */
  private static boolean affected(int[] version, int[] since, int[] fixed) {
    int[] of = Arrays.copyOf(fixed, Math.min(version.length, fixed.length));
    boolean before = Arrays.compare(version, of) < 0;
    int[] from = Arrays.copyOf(since, Math.min(version.length, since.length));
    return before && Arrays.compare(version, from) >= 0;
  }
}
