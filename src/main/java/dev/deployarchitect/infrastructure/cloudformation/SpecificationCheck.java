package dev.deployarchitect.infrastructure.cloudformation;

import dev.deployarchitect.infrastructure.schema.ProviderSchema;
import dev.deployarchitect.infrastructure.schema.SchemaBlock;
import dev.deployarchitect.infrastructure.schema.SchemaMember;
import dev.deployarchitect.infrastructure.schema.ValueType;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.Nearest;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Span;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Holds resources against CloudFormation's resource types. */
final class SpecificationCheck {
  private static final Set<String> BESIDE_PROPERTIES =
      Set.of(
          "Type",
          "Properties",
          "Condition",
          "Connectors",
          "CreationPolicy",
          "DeletionPolicy",
          "DependsOn",
          "IgnoreGlobals",
          "Metadata",
          "UpdatePolicy",
          "UpdateReplacePolicy",
          "Version");
  private static final Set<String> POLICIES =
      Set.of("Delete", "Retain", "RetainExceptOnCreate", "Snapshot");
  private static final ValueType TEXT = new ValueType.Primitive("string");

  private final CloudFormationTemplate template;
  private final Consumer<Problem> report;

  private SpecificationCheck(CloudFormationTemplate template, Consumer<Problem> report) {
    this.template = template;
    this.report = report;
  }

  /** Types that no specification has; macros and other publishers' types are their own. */
  static void unknownTypes(CloudFormationTemplate template, Consumer<Problem> report) {
    if (template.isFreelyTransformed()) {
      return;
    }
    ProviderSchema specification = template.specification();
    for (Node.Entry resource : template.resources()) {
      String type = template.typeOf(resource.key().text());
      if (type.startsWith("AWS::")
          && !type.endsWith("::MODULE")
          && !specification.has("resource", type)) {
        String service = type.substring(0, type.lastIndexOf("::") + 2);
        List<String> near =
            specification.types("resource").stream().filter(t -> t.startsWith(service)).toList();
        report.accept(
            new Problem(
                resource.value().at("Type").map(Node::span).orElse(resource.key().span()),
                "CloudFormation has no resource type '%s'%s (%s %s)"
                    .formatted(
                        type, hint(type, near), specification.source(), specification.version())));
      }
    }
  }

  /** Properties that a type does not have, lacks, or has otherwise. */
  static void mismatches(CloudFormationTemplate template, Consumer<Problem> report) {
    if (template.isFreelyTransformed()) {
      return;
    }
    SpecificationCheck check = new SpecificationCheck(template, report);
    for (Node.Entry resource : template.resources()) {
      check.resource(resource);
    }
  }

  private void resource(Node.Entry resource) {
    if (!(resource.value() instanceof Node.Mapping body)) {
      return;
    }
    for (Node.Entry entry : body.entries()) {
      String key = entry.key().text();
      if (!BESIDE_PROPERTIES.contains(key)) {
        say(
            entry.key().span(),
            "a resource has no '%s'%s".formatted(key, hint(key, BESIDE_PROPERTIES)));
      }
      if (key.equals("DeletionPolicy") || key.equals("UpdateReplacePolicy")) {
        entry
            .value()
            .scalarText()
            .filter(p -> Intrinsic.of(entry.value()).isEmpty() && !POLICIES.contains(p))
            .ifPresent(
                p -> say(entry.value().span(), "%s is none of %s".formatted(p, sorted(POLICIES))));
      }
    }
    String type = template.typeOf(resource.key().text());
    template
        .specification()
        .block("resource", type)
        .ifPresent(shape -> {
          Optional<Node> properties = body.at("Properties");
          if (properties.isEmpty()) {
            required(Map.of(), shape, type, resource.key().span());
          } else {
            object(properties.get(), shape, type, resource.key().span());
          }
        });
  }

  private void object(Node node, SchemaBlock shape, String name, Span head) {
    Optional<Intrinsic> call = Intrinsic.of(node);
    if (call.isPresent()) {
      branches(call.get()).forEach(branch -> object(branch, shape, name, head));
      return;
    }
    if (!(node instanceof Node.Mapping map)) {
      say(node.span(), "%s takes a mapping, not %s".formatted(name, kind(node)));
      return;
    }
    if (!shape.known() || map.entries().stream().anyMatch(e -> merged(e.key().text()))) {
      return;
    }
    for (Node.Entry entry : map.entries()) {
      String key = entry.key().text();
      Optional<SchemaMember> member = shape.member(key);
      if (member.isEmpty()) {
        Set<String> known = shape.members().keySet();
        say(entry.key().span(), "%s has no property '%s'%s".formatted(name, key, hint(key, known)));
      } else {
        value(entry.value(), member.get().value(), key);
      }
    }
    Map<String, Node> given = new java.util.HashMap<>();
    map.entries().forEach(e -> given.putIfAbsent(e.key().text(), e.value()));
    required(given, shape, name, head);
  }

  /** Merges of a macro, which a template's language extensions allow inside mappings. */
  private static boolean merged(String key) {
    return key.startsWith("Fn::");
  }

  private void required(Map<String, Node> given, SchemaBlock shape, String name, Span head) {
    for (SchemaMember member : shape.all()) {
      if (member.required() && !given.containsKey(member.name())) {
        say(head, "%s needs the property '%s'".formatted(name, member.name()));
      }
    }
  }

  private void value(Node node, ValueType type, String name) {
    Optional<Intrinsic> call = Intrinsic.of(node);
    if (call.isPresent()) {
      branches(call.get()).forEach(branch -> value(branch, type, name));
      return;
    }
    switch (type) {
      case ValueType.Nested nested -> object(node, nested.block(), name, node.span().firstLine());
      case ValueType.Collection list when list.kind().equals("list") -> {
        if (node instanceof Node.Sequence items) {
          items.items().forEach(item -> value(item, list.element(), name));
        } else {
          say(node.span(), "%s takes a list, not %s".formatted(name, kind(node)));
        }
      }
      case ValueType.Collection map -> {
        if (node instanceof Node.Mapping entries) {
          entries.entries().forEach(e -> value(e.value(), map.element(), name));
        } else {
          say(node.span(), "%s takes a mapping, not %s".formatted(name, kind(node)));
        }
      }
      case ValueType.Primitive tag when tag.name().equals("tag") -> tag(node, name);
      case ValueType.Primitive primitive -> primitive(node, primitive.name(), name);
      case ValueType.Any _, ValueType.Structure _ -> {}
    }
  }

  private void tag(Node node, String name) {
    if (node instanceof Node.Mapping map) {
      for (Node.Entry entry : map.entries()) {
        String key = entry.key().text();
        if (!Set.of("Key", "Value", "PropagateAtLaunch").contains(key)) {
          say(entry.key().span(), "a tag has no property '%s'".formatted(key));
        }
        value(entry.value(), TEXT, key);
      }
    } else {
      say(node.span(), "%s takes a mapping, not %s".formatted(name, kind(node)));
    }
  }

  /** CloudFormation turns texts into numbers and truth values, so {@code "5"} is a number. */
  private void primitive(Node node, String type, String name) {
    if (!(node instanceof Node.Scalar scalar)) {
      say(node.span(), "%s takes a %s, not %s".formatted(name, type, kind(node)));
      return;
    }
    String text = scalar.text();
    boolean fits =
        switch (type) {
          case "number" -> text.matches("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?");
          case "bool" -> text.matches("(?i)true|false");
          default -> !scalar.isNull();
        };
    // Other templates are put together from pieces with place holders.
    if (!fits && !text.startsWith("{{") && !text.startsWith("$")) {
      say(node.span(), "%s takes a %s, not '%s'".formatted(name, type, text));
    }
  }

  /** What a choice may become; {@code Ref: AWS::NoValue} and other calls are not looked into. */
  private static List<Node> branches(Intrinsic call) {
    return call.name().equals("Fn::If") && call.arguments().size() == 3
        ? call.arguments().subList(1, 3)
        : List.of();
  }

  private static String kind(Node node) {
    return switch (node) {
      case Node.Scalar scalar -> "'" + scalar.text() + "'";
      case Node.Sequence _ -> "a list";
      case Node.Mapping _ -> "a mapping";
    };
  }

  private static String hint(String name, Collection<String> known) {
    return Nearest.to(name, known).map("; did you mean '%s'?"::formatted).orElse("");
  }

  private static String sorted(Set<String> words) {
    return String.join(", ", words.stream().sorted().toList());
  }

  private void say(Span span, String message) {
    report.accept(new Problem(span, message));
  }
}
