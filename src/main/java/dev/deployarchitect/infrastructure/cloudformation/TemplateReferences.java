package dev.deployarchitect.infrastructure.cloudformation;

import dev.deployarchitect.infrastructure.cloudformation.TemplatePlaces.Kind;
import dev.deployarchitect.infrastructure.cloudformation.TemplatePlaces.Place;
import dev.deployarchitect.infrastructure.review.NeedCycles;
import dev.deployarchitect.infrastructure.schema.SchemaBlock;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.Nearest;
import dev.deployarchitect.text.Problem;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names that lead nowhere, that lead in a circle, and that nobody uses. */
final class TemplateReferences {
  /**
   * docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html; held
   * against the list of cfn-lint 1.58 on 2026-11-24.
   */
  private static final Set<String> PSEUDO =
      Set.of(
          "AWS::AccountId",
          "AWS::NotificationARNs",
          "AWS::NoValue",
          "AWS::Partition",
          "AWS::Region",
          "AWS::StackId",
          "AWS::StackName",
          "AWS::URLSuffix");

  private TemplateReferences() {}

  static void unresolved(CloudFormationTemplate template, Consumer<Problem> report) {
    // Macros and SAM make resources that nobody wrote down.
    if (template.isTransformed()) {
      return;
    }
    Set<String> resources = template.names("Resources");
    Set<String> values = new LinkedHashSet<>(template.names("Parameters"));
    values.addAll(resources);
    values.addAll(PSEUDO);
    for (Place place : TemplatePlaces.of(template)) {
      unresolved(place, template, resources, values)
          .ifPresent(m -> report.accept(new Problem(place.span(), m)));
    }
  }

  private static Optional<String> unresolved(
      Place place, CloudFormationTemplate template, Set<String> resources, Set<String> values) {
    return switch (place.kind()) {
      case VALUE -> missing(place.name(), values, "no parameter or resource is called '%s'");
      case RESOURCE -> missing(place.name(), resources, "no resource is called '%s'");
      case CONDITION ->
          missing(place.name(), template.names("Conditions"), "no condition is called '%s'");
      case MAPPING ->
          missing(place.head(), template.names("Mappings"), "no mapping is called '%s'")
              .or(() -> key(place, template));
      case ATTRIBUTE ->
          missing(place.head(), resources, "no resource is called '%s'")
              .or(() -> attribute(place, template));
    };
  }

  private static Optional<String> missing(String name, Collection<String> known, String message) {
    return known.contains(name)
        ? Optional.empty()
        : Optional.of(message.formatted(name) + hint(name, known));
  }

  private static String hint(String name, Collection<String> known) {
    return Nearest.to(name, known).map("; did you mean '%s'?"::formatted).orElse("");
  }

  private static Optional<String> key(Place place, CloudFormationTemplate template) {
    if (place.name().equals(place.head())) {
      return Optional.empty();
    }
    String key = place.name().substring(place.head().length() + 1);
    Set<String> keys = CloudFormationTemplate.names(template.root().at("Mappings", place.head()));
    return missing(key, keys, "the mapping '" + place.head() + "' has no key '%s'");
  }

  private static Optional<String> attribute(Place place, CloudFormationTemplate template) {
    String type = template.typeOf(place.head());
    String name = place.name().substring(place.head().length() + 1);
    Optional<SchemaBlock> known = template.specification().block("attributes", type);
    // What other stacks and custom resources give is known to them alone.
    if (known.isEmpty() || type.startsWith("AWS::CloudFormation::") || name.contains("${")) {
      return Optional.empty();
    }
    SchemaBlock attributes = known.get();
    boolean open =
        attributes.all().stream()
            .anyMatch(a -> name.startsWith(a.name() + ".") && a.type().equals("any"));
    return open
        ? Optional.empty()
        : missing(
            name, attributes.members().keySet(), type + " has no attribute '%s' for Fn::GetAtt");
  }

  /** Resources that wait for each other. */
  static void cycles(CloudFormationTemplate template, Consumer<Problem> report) {
    Set<String> resources = template.names("Resources");
    Map<String, Set<String>> needs = new LinkedHashMap<>();
    TemplatePlaces.of(template).stream()
        .filter(p -> !p.from().isEmpty() && resources.contains(p.head()))
        .filter(p -> p.kind() != Kind.CONDITION && p.kind() != Kind.MAPPING)
        .forEach(p -> needs.computeIfAbsent(p.from(), _ -> new LinkedHashSet<>()).add(p.head()));
    for (List<String> cycle : NeedCycles.of(needs)) {
      template
          .root()
          .at("Resources")
          .flatMap(r -> ((Node.Mapping) r).entry(cycle.getFirst()))
          .ifPresent(r -> report.accept(new Problem(r.key().span(), NeedCycles.text(cycle))));
    }
  }

  /** Parameters, conditions and mappings that nothing names. */
  static void unused(CloudFormationTemplate template, Consumer<Problem> report) {
    if (template.isTransformed()) {
      return;
    }
    List<Place> places = TemplatePlaces.of(template);
    unused(template, "Parameters", named(places, Kind.VALUE), report);
    unused(template, "Conditions", named(places, Kind.CONDITION), report);
    unused(template, "Mappings", named(places, Kind.MAPPING), report);
  }

  private static Set<String> named(List<Place> places, Kind kind) {
    return places.stream()
        .filter(p -> p.kind() == kind)
        .map(Place::head)
        .collect(Collectors.toSet());
  }

  private static void unused(
      CloudFormationTemplate template, String section, Set<String> used, Consumer<Problem> report) {
    String what = section.substring(0, section.length() - 1).toLowerCase(java.util.Locale.ROOT);
    Stream<Node.Entry> entries = template.section(section).stream();
    entries
        .filter(e -> !used.contains(e.key().text()))
        .forEach(e ->
            report.accept(
                new Problem(
                    e.key().span(), "%s '%s' is never used".formatted(what, e.key().text()))));
  }
}
