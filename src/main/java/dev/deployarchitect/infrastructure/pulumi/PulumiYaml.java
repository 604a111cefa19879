package dev.deployarchitect.infrastructure.pulumi;

import dev.deployarchitect.infrastructure.resource.Resource;
import dev.deployarchitect.infrastructure.resource.ResourceNames;
import dev.deployarchitect.infrastructure.resource.Value;
import dev.deployarchitect.infrastructure.resource.Value.Field;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.text.Source;
import java.util.ArrayList;
import java.util.List;

/** The resources of a program in YAML: {@code resources} of {@code Pulumi.yaml}. */
final class PulumiYaml {
  private PulumiYaml() {}

  static List<Resource> read(Source source, ResourceNames names) {
    List<Resource> found = new ArrayList<>();
    YamlReader.read(source)
        .at("resources")
        .filter(Node.Mapping.class::isInstance)
        .ifPresent(resources ->
            ((Node.Mapping) resources).entries().forEach(entry -> resource(entry, names, found)));
    return found;
  }

  private static void resource(Node.Entry entry, ResourceNames names, List<Resource> found) {
    String type =
        entry
            .value()
            .textAt("type")
            .orElse("")
            // aws:rds/instance:Instance is the long form of aws:rds:Instance.
            .replaceFirst("/\\w+:", ":")
            .replace(':', '.');
    names
        .ofPulumi(type)
        .ifPresent(known ->
            found.add(
                new Resource(
                    known,
                    entry.key().text(),
                    entry.key().span(),
                    entry
                        .value()
                        .at("properties")
                        .map(PulumiYaml::value)
                        .orElseGet(() -> new Value.Fields(entry.key().span(), List.of())))));
  }

  private static Value value(Node node) {
    return switch (node) {
      case Node.Scalar scalar when scalar.text().contains("${") ->
          new Value.Computed(scalar.span());
      case Node.Scalar scalar -> new Value.Text(scalar.span(), scalar.text());
      case Node.Sequence list ->
          new Value.Items(list.span(), list.items().stream().map(PulumiYaml::value).toList());
      case Node.Mapping map
          when map.entries().stream().anyMatch(e -> e.key().text().startsWith("fn::")) ->
          new Value.Computed(map.span());
      case Node.Mapping map ->
          new Value.Fields(
              map.span(),
              map.entries().stream()
                  .map(e -> new Field(name(e.key().text()), e.key().span(), value(e.value())))
                  .toList());
    };
  }

  private static String name(String key) {
    return key.isEmpty() || Character.isUpperCase(key.charAt(0)) ? key : ResourceNames.snake(key);
  }
}
