package dev.deployarchitect.pipeline.audit;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.finding.Fix;
import dev.deployarchitect.pipeline.workflow.Uses;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.Span;
import dev.deployarchitect.text.TextEdit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Replaces a tag by the commit it stood for when the table of pins was made. */
final class Pins {
  private final DatedTable table;

  Pins(Content content) {
    table = DatedTable.read(content.text("tools/pipeline/generate_workflow/action-pins.tsv"));
  }

  /** The pin of the same version, or of the same major version where only that is named. */
  List<Fix> fix(Node.Scalar scalar, Uses.Repository uses) {
    boolean plain = scalar.style() == Node.Style.PLAIN || scalar.style() == Node.Style.QUOTED;
    return plain
        ? row(uses).map(row -> List.of(fix(scalar, uses, row))).orElse(List.of())
        : List.of();
  }

  private Optional<Map<String, String>> row(Uses.Repository uses) {
    return table.rows().stream()
        .filter(row -> row.get("action").equalsIgnoreCase(uses.slug()))
        .filter(row -> {
          String version = row.get("version");
          return version.equals(uses.ref())
              || (uses.ref().matches("v\\d+(\\.\\d+)?") && version.startsWith(uses.ref() + "."));
        })
        .findFirst();
  }

  private static Fix fix(Node.Scalar scalar, Uses.Repository uses, Map<String, String> row) {
    Span content = scalar.content();
    int ref = content.start() + content.text().indexOf('@') + 1;
    TextEdit pin =
        new TextEdit(content.source().span(ref, ref + uses.ref().length()), row.get("commit"));
    Span line = content.source().lineSpan(scalar.span().line());
    String rest = content.source().text().substring(scalar.span().end(), line.end());
    String title = "pin to the commit of %s".formatted(row.get("version"));
    if (!rest.isBlank()) {
      return new Fix(title, true, List.of(pin));
    }
    TextEdit comment =
        new TextEdit(
            content.source().span(scalar.span().end(), scalar.span().end()),
            " # " + row.get("version"));
    return new Fix(title, true, List.of(pin, comment));
  }
}
