package dev.deployarchitect.build.review;

import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a team has already told hadolint in its {@code .hadolint.yaml}
 * (github.com/hadolint/hadolint, "Configure").
 *
 * @param path of the file; empty when there is none
 * @param registries images may come from; empty for any
 * @param labels demanded label to its type: text, url, rfc3339, spdx, hash, semver, email
 * @param ignored rule ids
 */
record DockerfileSettings(
    String path,
    List<String> registries,
    Map<String, String> labels,
    boolean strictLabels,
    boolean noIgnoreComments,
    List<String> ignored) {

  private static final DockerfileSettings NONE =
      new DockerfileSettings("", List.of(), Map.of(), false, false, List.of());

  static DockerfileSettings of(Workspace workspace) {
    return Stream.of(".hadolint.yaml", ".hadolint.yml")
        .flatMap(p -> workspace.source(p).stream())
        .findFirst()
        .map(DockerfileSettings::read)
        .orElse(NONE);
  }

  private static DockerfileSettings read(Source source) {
    Optional<Node> root = YamlReader.read(source).root();
    Map<String, String> labels = new HashMap<>();
    root.flatMap(r -> r.at("label-schema"))
        .ifPresent(schema ->
            schema
                .entries()
                .forEach(e -> labels.put(e.key().text(), e.value().scalarText().orElse("text"))));
    return new DockerfileSettings(
        source.path(),
        texts(root, "trustedRegistries"),
        Map.copyOf(labels),
        isTrue(root, "strict-labels"),
        isTrue(root, "disable-ignore-pragma"),
        texts(root, "ignored"));
  }

  private static boolean isTrue(Optional<Node> root, String key) {
    return root.flatMap(r -> r.textAt(key)).filter("true"::equalsIgnoreCase).isPresent();
  }

  private static List<String> texts(Optional<Node> root, String key) {
    return root.flatMap(r -> r.at(key))
        .map(n -> n.itemsOrSelf().stream().flatMap(i -> i.scalarText().stream()).toList())
        .orElse(List.of());
  }
}
