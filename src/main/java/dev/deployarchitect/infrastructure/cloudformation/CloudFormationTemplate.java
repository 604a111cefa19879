package dev.deployarchitect.infrastructure.cloudformation;

import dev.deployarchitect.infrastructure.resource.Resource;
import dev.deployarchitect.infrastructure.resource.ResourceNames;
import dev.deployarchitect.infrastructure.resource.Stack;
import dev.deployarchitect.infrastructure.resource.Value;
import dev.deployarchitect.infrastructure.resource.Value.Field;
import dev.deployarchitect.syntax.node.Document;
import dev.deployarchitect.syntax.node.JsonReader;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A template: a document with {@code Resources} of which at least one is of a type {@code AWS::…}.
 */
record CloudFormationTemplate(Source source, Node.Mapping root, List<Problem> problems) {

  /** Nothing where the document is no template. */
  static Optional<CloudFormationTemplate> read(Source source) {
    if (!CloudFormationReview.isTemplate(source)) {
      return Optional.empty();
    }
    Document document =
        source.path().endsWith(".json") ? JsonReader.read(source) : YamlReader.read(source);
    return document
        .root()
        .filter(Node.Mapping.class::isInstance)
        .map(root -> new CloudFormationTemplate(source, (Node.Mapping) root, document.problems()))
        .filter(template -> template.resources().stream().anyMatch(r -> type(r).contains("::")));
  }

  private List<Node.Entry> resources() {
    return root.entry("Resources")
        .filter(e -> e.value() instanceof Node.Mapping)
        .map(e -> ((Node.Mapping) e.value()).entries())
        .orElse(List.of());
  }

  private static String type(Node.Entry resource) {
    return resource.value().at("Type").flatMap(CloudFormationTemplate::text).orElse("");
  }

  private static Optional<String> text(Node node) {
    return node instanceof Node.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
  }

  Stack stack(ResourceNames names, Set<String> around) {
    List<Resource> resources = new ArrayList<>();
    for (Node.Entry entry : resources()) {
      String type = type(entry);
      List<Field> properties = new ArrayList<>();
      if (entry.value().at("Properties").orElse(null) instanceof Node.Mapping given) {
        properties.addAll(fields(given, type, names));
      }
      if (entry.value() instanceof Node.Mapping resource) {
        resource
            .entry("DeletionPolicy")
            .ifPresent(e ->
                properties.add(
                    new Field("deletion_policy", e.key().span(), value(e.value(), type, names))));
      }
      resources.add(
          new Resource(
              names.ofCloudFormation(type),
              entry.key().text(),
              entry.key().span(),
              new Value.Fields(entry.value().span(), List.copyOf(properties))));
    }
    return new Stack(Stack.Language.CLOUDFORMATION, List.copyOf(resources), inputs(), around);
  }

  private List<Stack.Input> inputs() {
    return root
        .entry("Parameters")
        .filter(e -> e.value() instanceof Node.Mapping)
        .map(e -> ((Node.Mapping) e.value()).entries())
        .orElse(List.of())
        .stream()
        .map(e -> {
          Optional<Field> preset =
              e.value() instanceof Node.Mapping body
                  ? body.entry("Default")
                      .map(d -> new Field("default", d.key().span(), value(d.value(), "", null)))
                  : Optional.empty();
          boolean hidden =
              e.value()
                  .at("NoEcho")
                  .flatMap(CloudFormationTemplate::text)
                  .equals(Optional.of("true"));
          return new Stack.Input(e.key().text(), e.key().span(), preset, hidden);
        })
        .toList();
  }

  private static Value value(Node node, String type, ResourceNames names) {
    return switch (node) {
      // The short forms of functions are tags, which the reader keeps in the span alone.
      case Node.Scalar scalar when scalar.span().text().startsWith("!") ->
          new Value.Computed(scalar.span());
      case Node.Scalar scalar -> new Value.Text(scalar.span(), scalar.text());
      case Node.Sequence list when list.span().text().startsWith("!") ->
          new Value.Computed(list.span());
      case Node.Sequence list ->
          new Value.Items(
              list.span(), list.items().stream().map(i -> value(i, type, names)).toList());
      case Node.Mapping map when map.entries().size() == 1 && isFunction(map) ->
          new Value.Computed(map.span());
      case Node.Mapping map -> new Value.Fields(map.span(), fields(map, type, names));
    };
  }

  private static List<Field> fields(Node.Mapping map, String type, ResourceNames names) {
    List<Field> fields = new ArrayList<>();
    for (Node.Entry entry : map.entries()) {
      String key = entry.key().text();
      String name = names == null || isPolicy(key) ? key : names.property(type, key);
      Value value = value(entry.value(), type, names);
      if (name.equals(".") && value instanceof Value.Fields inner) {
        fields.addAll(inner.fields());
      } else {
        fields.add(new Field(name, entry.key().span(), value));
      }
    }
    return List.copyOf(fields);
  }

  /** The words of IAM policies are the same in every language. */
  private static boolean isPolicy(String key) {
    return Set.of("Statement", "Effect", "Action", "Resource", "Principal", "AWS").contains(key);
  }

  private static boolean isFunction(Node.Mapping map) {
    String key = map.entries().getFirst().key().text();
    return key.equals("Ref") || key.equals("Condition") || key.startsWith("Fn::");
  }
}
