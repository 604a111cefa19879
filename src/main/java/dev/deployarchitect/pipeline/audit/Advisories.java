package dev.deployarchitect.pipeline.audit;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.pipeline.workflow.Uses;
import dev.deployarchitect.syntax.node.Node;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Releases of actions with a published hole, from a dated table. */
final class Advisories {
  private static final Pattern VERSION = Pattern.compile("v?(\\d{1,5}(?:\\.\\d{1,5}){0,2})");

  private final DatedTable table;

  Advisories(Content content) {
    table = DatedTable.read(content.text("tools/pipeline/lint_workflow/vulnerable-actions.tsv"));
  }

  /** The row of the table that names this release, where the release can be told. */
  Optional<Map<String, String>> of(Node.Scalar scalar, Uses.Repository uses) {
    Optional<int[]> version = version(scalar, uses);
    return version.flatMap(v ->
        table.rows().stream()
            .filter(row -> row.get("action").toLowerCase(Locale.ROOT).equals(uses.slug()))
            .filter(row -> affected(v, numbers(row.get("since")), numbers(row.get("fixed"))))
            .findFirst());
  }

  String date() {
    return table.date();
  }

  /** A tag, or the version in the comment beside a commit. */
  private static Optional<int[]> version(Node.Scalar scalar, Uses.Repository uses) {
    String line = scalar.span().source().lineText(scalar.span().line());
    String said = uses.pinned() ? line.replaceFirst("^[^#]*#?\\s*", "") : uses.ref();
    Matcher matcher = VERSION.matcher(said.strip());
    return matcher.lookingAt() ? Optional.of(numbers(matcher.group(1))) : Optional.empty();
  }

  private static int[] numbers(String version) {
    return Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
  }

  /** A tag such as {@code v4} moves with the newest release, so only older majors are meant. */
  private static boolean affected(int[] version, int[] since, int[] fixed) {
    int[] of = Arrays.copyOf(fixed, Math.min(version.length, fixed.length));
    boolean before = Arrays.compare(version, of) < 0;
    int[] from = Arrays.copyOf(since, Math.min(version.length, since.length));
    return before && Arrays.compare(version, from) >= 0;
  }
}
