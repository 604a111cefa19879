package dev.deployarchitect.infrastructure.cloudformation;

import dev.deployarchitect.infrastructure.resource.Resource;
import dev.deployarchitect.infrastructure.resource.ResourceNames;
import dev.deployarchitect.infrastructure.resource.Stack;
import dev.deployarchitect.infrastructure.resource.Value;
import dev.deployarchitect.infrastructure.resource.Value.Field;
import dev.deployarchitect.infrastructure.schema.ProviderSchema;
import dev.deployarchitect.syntax.node.Document;
import dev.deployarchitect.syntax.node.JsonReader;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.text.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A template: a document with {@code Resources} of which at least one is of a type {@code AWS::…}.
 */
record CloudFormationTemplate(Source source, Node.Mapping root, ProviderSchema specification) {

  static Document document(Source source) {
    return source.path().endsWith(".json") ? JsonReader.read(source) : YamlReader.read(source);
  }

  /** Nothing where the document is no template. */
  static Optional<CloudFormationTemplate> of(Document document, ProviderSchema specification) {
    return document
        .root()
        .filter(Node.Mapping.class::isInstance)
        .map(root ->
            new CloudFormationTemplate(document.source(), (Node.Mapping) root, specification))
        .filter(template -> template.resources().stream().anyMatch(r -> type(r).contains("::")));
  }

  List<Node.Entry> resources() {
    return section("Resources");
  }

  /** The entries of a section such as {@code Parameters}; none where it is not there. */
  List<Node.Entry> section(String name) {
    return root.at(name)
        .filter(Node.Mapping.class::isInstance)
        .map(e -> ((Node.Mapping) e).entries())
        .orElse(List.of());
  }

  /** Whether others write a part of it: macros, modules, SAM; {@code AWS::} ones keep the types. */
  boolean isTransformed() {
    return root.entry("Transform").isPresent() || isFreelyTransformed();
  }

  /** Whether a macro of somebody or a module may write anything in it. */
  boolean isFreelyTransformed() {
    return root.entry("Modules").isPresent()
        || resources().stream()
            .anyMatch(r -> r.value().at("Type").flatMap(Intrinsic::of).isPresent())
        || root.at("Transform").map(Node::itemsOrSelf).orElse(List.of()).stream()
            .anyMatch(t -> !t.scalarText().map(n -> n.startsWith("AWS::")).orElse(false));
  }

  Set<String> names(String section) {
    return names(root.at(section));
  }

  static Set<String> names(Optional<Node> mapping) {
    return mapping.orElse(null) instanceof Node.Mapping map
        ? map.entries().stream().map(e -> e.key().text()).collect(Collectors.toSet())
        : Set.of();
  }

  /** The type of the resource with this logical id, or empty. */
  String typeOf(String resource) {
    return root.textAt("Resources", resource, "Type").orElse("");
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
    return section("Parameters").stream()
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
      case Node call when Intrinsic.of(call).isPresent() -> new Value.Computed(call.span());
      case Node.Scalar scalar -> new Value.Text(scalar.span(), scalar.text());
      case Node.Sequence list ->
          new Value.Items(
              list.span(), list.items().stream().map(i -> value(i, type, names)).toList());
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
}
