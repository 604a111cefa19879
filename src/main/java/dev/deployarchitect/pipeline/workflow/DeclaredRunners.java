package dev.deployarchitect.pipeline.workflow;

import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The labels of a team's own runners, as it has told actionlint (github.com/rhysd/actionlint,
 * docs/config.md, {@code self-hosted-runner.labels}).
 *
 * @param file that declares them; empty where none does, and then any label is the team's business
 * @param labels names, in which {@code *} and {@code ?} stand for any characters
 */
record DeclaredRunners(String file, List<Pattern> labels) {
  private static final DeclaredRunners NONE = new DeclaredRunners("", List.of());

  static DeclaredRunners of(Workspace workspace) {
    return Stream.of(".github/actionlint.yaml", ".github/actionlint.yml")
        .flatMap(path -> workspace.source(path).stream())
        .findFirst()
        .flatMap(source ->
            YamlReader.read(source)
                .at("self-hosted-runner", "labels")
                .map(Node::itemsOrSelf)
                .map(items ->
                    new DeclaredRunners(
                        source.path(),
                        items.stream()
                            .flatMap(i -> i.scalarText().stream())
                            .map(DeclaredRunners::pattern)
                            .toList())))
        .orElse(NONE);
  }

  private static Pattern pattern(String glob) {
    String quoted = Pattern.quote(glob).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(quoted, Pattern.CASE_INSENSITIVE);
  }

  /** Whether the team says which runners it has. */
  boolean given() {
    return !file.isEmpty();
  }

  boolean has(String label) {
    return labels.stream().anyMatch(p -> p.matcher(label).matches());
  }
}
