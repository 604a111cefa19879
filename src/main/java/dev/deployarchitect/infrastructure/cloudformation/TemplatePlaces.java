package dev.deployarchitect.infrastructure.cloudformation;

import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every place of a template that names something else in it. */
final class TemplatePlaces {
  /** Possessive, and no second brace within: text that opens many of them is read once. */
  private static final Pattern SUBSTITUTED =
      Pattern.compile("\\$\\{(?!!)\\s*+([^\\s{}]++)\\s*+\\}");

  /** What a place names. */
  enum Kind {
    /** A parameter or a resource. */
    VALUE,
    /** {@code Resource.Attribute}. */
    ATTRIBUTE,
    /** A resource, by {@code DependsOn}. */
    RESOURCE,
    CONDITION,
    /** A mapping, with its first key behind a dot where that is written out. */
    MAPPING
  }

  /** A name and where it stands; {@code from} is the resource it stands in, or empty. */
  record Place(Kind kind, String name, Span span, String from) {

    /** The name up to the first dot. */
    String head() {
      int dot = name.indexOf('.');
      return dot < 0 ? name : name.substring(0, dot);
    }
  }

  private final List<Place> places = new ArrayList<>();
  private String from = "";

  private TemplatePlaces() {}

  static List<Place> of(CloudFormationTemplate template) {
    TemplatePlaces found = new TemplatePlaces();
    for (String section : List.of("Conditions", "Outputs", "Rules")) {
      template.root().at(section).ifPresent(found::walk);
      template.section(section).forEach(found::attributes);
    }
    for (Node.Entry resource : template.resources()) {
      found.from = resource.key().text();
      found.walk(resource.value());
      found.attributes(resource);
    }
    return List.copyOf(found.places);
  }

  /** What stands beside a resource's properties or an output's value. */
  private void attributes(Node.Entry entry) {
    entry
        .value()
        .at("Condition")
        .filter(Node.Scalar.class::isInstance)
        .ifPresent(c -> add(Kind.CONDITION, c, c.span()));
    entry
        .value()
        .at("DependsOn")
        .map(Node::itemsOrSelf)
        .orElse(List.of())
        .forEach(d -> add(Kind.RESOURCE, d, d.span()));
  }

  private void walk(Node node) {
    Optional<Intrinsic> call = Intrinsic.of(node);
    if (call.isPresent()) {
      called(call.get());
      return;
    }
    switch (node) {
      case Node.Scalar _ -> {}
      case Node.Sequence list -> list.items().forEach(this::walk);
      case Node.Mapping map -> map.entries().forEach(e -> walk(e.value()));
    }
  }

  private void called(Intrinsic call) {
    List<Node> given = call.arguments();
    switch (call.name()) {
      case "Ref" -> add(Kind.VALUE, call.argument(), call.span());
      case "Condition" -> add(Kind.CONDITION, call.argument(), call.span());
      case "Fn::GetAtt" -> attribute(call, given);
      case "Fn::Sub" -> substituted(given);
      case "Fn::If" -> {
        first(given, (node, span) -> add(Kind.CONDITION, node, span));
        given.stream().skip(1).forEach(this::walk);
      }
      case "Fn::FindInMap" -> {
        first(given, (node, span) -> mapping(node, given, span));
        given.stream().skip(1).forEach(this::walk);
      }
      default -> walk(call.argument());
    }
  }

  private void attribute(Intrinsic call, List<Node> given) {
    List<String> words = given.stream().flatMap(n -> n.scalarText().stream()).toList();
    if (words.size() == given.size() && String.join(".", words).contains(".")) {
      places.add(new Place(Kind.ATTRIBUTE, String.join(".", words), call.span(), from));
    } else {
      // The attribute is computed: the resource must be there all the same.
      first(given, (node, span) -> add(Kind.VALUE, node, span));
      given.stream().skip(1).forEach(this::walk);
    }
  }

  private void mapping(Node node, List<Node> given, Span span) {
    Optional<String> key =
        given.size() > 1 && Intrinsic.of(given.get(1)).isEmpty()
            ? given.get(1).scalarText()
            : Optional.empty();
    node.scalarText()
        .filter(_ -> Intrinsic.of(node).isEmpty())
        .ifPresent(name ->
            places.add(
                new Place(Kind.MAPPING, name + key.map(k -> "." + k).orElse(""), span, from)));
  }

  private void substituted(List<Node> given) {
    if (given.isEmpty()) {
      return;
    }
    List<String> own =
        given.stream()
            .skip(1)
            .flatMap(n -> n instanceof Node.Mapping map ? map.entries().stream() : Stream.of())
            .map(e -> e.key().text())
            .toList();
    given.stream().skip(1).forEach(this::walk);
    Span span = given.getFirst().span();
    Matcher matcher = SUBSTITUTED.matcher(span.text());
    while (matcher.find()) {
      String name = matcher.group(1);
      if (!own.contains(name)) {
        Span at = span.source().span(span.start() + matcher.start(), span.start() + matcher.end());
        Kind kind = name.contains(".") ? Kind.ATTRIBUTE : Kind.VALUE;
        places.add(new Place(kind, name, at, from));
      }
    }
  }

  private static void first(List<Node> given, BiConsumer<Node, Span> use) {
    given.stream().findFirst().ifPresent(n -> use.accept(n, n.span()));
  }

  private void add(Kind kind, Node node, Span span) {
    if (Intrinsic.of(node).isPresent()) {
      walk(node);
    } else {
      node.scalarText().ifPresent(name -> places.add(new Place(kind, name, span, from)));
    }
  }
}
