package dev.deployarchitect.infrastructure.terraform;

import dev.deployarchitect.infrastructure.schema.SchemaBlock;
import dev.deployarchitect.infrastructure.schema.SchemaMember;
import dev.deployarchitect.infrastructure.schema.ValueType;
import dev.deployarchitect.infrastructure.schema.ValueType.Any;
import dev.deployarchitect.infrastructure.schema.ValueType.Collection;
import dev.deployarchitect.infrastructure.schema.ValueType.Nested;
import dev.deployarchitect.infrastructure.schema.ValueType.Primitive;
import dev.deployarchitect.infrastructure.schema.ValueType.Structure;
import dev.deployarchitect.syntax.hcl.HclExpression;
import dev.deployarchitect.syntax.hcl.HclExpression.For;
import dev.deployarchitect.syntax.hcl.HclExpression.Group;
import dev.deployarchitect.syntax.hcl.HclExpression.Item;
import dev.deployarchitect.syntax.hcl.HclExpression.Literal;
import dev.deployarchitect.syntax.hcl.HclExpression.Mapping;
import dev.deployarchitect.syntax.hcl.HclExpression.Template;
import dev.deployarchitect.syntax.hcl.HclExpression.Tuple;
import dev.deployarchitect.text.Nearest;
import dev.deployarchitect.text.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Whether a written value can become a type by Terraform's conversions: numbers and booleans become
 * strings, strings that hold them become those (developer.hashicorp.com/terraform/language, "Type
 * conversion"). What is computed is not judged.
 */
final class ValueCheck {
  private ValueCheck() {}

  static void check(HclExpression value, ValueType type, String name, Consumer<Problem> report) {
    switch (value) {
      case Group group -> check(group.inner(), type, name, report);
      case Literal literal when literal.text().equals("null") -> {}
      case Literal _, Template _ -> scalar(value, type, name, report);
      case Tuple tuple -> tuple(tuple, type, name, report);
      case Mapping mapping -> mapping(mapping, type, name, report);
      case For loop when type instanceof Primitive ->
          wrong(loop, type, name, "a collection", report);
      default -> {}
    }
  }

  private static void scalar(
      HclExpression value, ValueType type, String name, Consumer<Problem> report) {
    Optional<String> literal = value.literal();
    boolean quoted = value instanceof Template;
    switch (type) {
      case Any _ -> {}
      case Primitive p when p.name().equals("string") -> {}
      case Primitive p -> {
        if (literal.isPresent() && !fits(literal.get(), p.name())) {
          wrong(value, type, name, quoted ? "a string" : "'" + literal.get() + "'", report);
        }
      }
      case Collection _, Structure _, Nested _ ->
          wrong(value, type, name, quoted ? "a string" : "a single value", report);
    }
  }

  private static boolean fits(String literal, String type) {
    return type.equals("bool")
        ? literal.equals("true") || literal.equals("false")
        : literal.matches("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
  }

  private static void tuple(Tuple tuple, ValueType type, String name, Consumer<Problem> report) {
    switch (type) {
      case Any _ -> {}
      case Collection c when !c.kind().equals("map") ->
          tuple.items().forEach(item -> check(item, c.element(), name, report));
      default -> wrong(tuple, type, name, "a list", report);
    }
  }

  private static void mapping(
      Mapping mapping, ValueType type, String name, Consumer<Problem> report) {
    switch (type) {
      case Any _ -> {}
      case Collection c when c.kind().equals("map") ->
          mapping.items().forEach(item -> check(item.value(), c.element(), name, report));
      case Structure structure -> structure(mapping, structure, name, report);
      case Nested nested -> nested(mapping, nested.block(), name, report);
      case Primitive _, Collection _ -> wrong(mapping, type, name, "a map", report);
    }
  }

  /** Attributes an object type does not name are dropped without a word: that is no error. */
  private static void structure(
      Mapping mapping, Structure type, String name, Consumer<Problem> report) {
    for (Item item : mapping.items()) {
      item.name()
          .map(key -> type.fields().get(key))
          .ifPresent(f -> check(item.value(), f.type(), name + "." + item.name().get(), report));
    }
    if (mapping.items().stream().allMatch(i -> i.name().isPresent())) {
      List<String> missing = new ArrayList<>();
      type.fields()
          .forEach((key, field) -> {
            if (!field.optional() && mapping.get(key).isEmpty()) {
              missing.add("'" + key + "'");
            }
          });
      if (!missing.isEmpty()) {
        report.accept(
            new Problem(
                mapping.span().firstLine(),
                "'%s' lacks %s".formatted(name, String.join(", ", missing))));
      }
    }
  }

  private static void nested(
      Mapping mapping, SchemaBlock block, String name, Consumer<Problem> report) {
    if (!block.known()) {
      return;
    }
    Set<String> given = new TreeSet<>();
    for (Item item : mapping.items()) {
      if (item.name().isEmpty()) {
        return;
      }
      String key = item.name().get();
      given.add(key);
      Optional<SchemaMember> member = block.member(key);
      if (member.isEmpty()) {
        report.accept(
            new Problem(
                item.key().span(),
                "'%s' has no attribute '%s'%s"
                    .formatted(
                        name,
                        key,
                        Nearest.to(key, block.members().keySet())
                            .map("; did you mean '%s'?"::formatted)
                            .orElse(""))));
      } else {
        check(item.value(), member.get().value(), name + "." + key, report);
      }
    }
    block.all().stream()
        .filter(m -> m.required() && !given.contains(m.name()))
        .forEach(m ->
            report.accept(
                new Problem(
                    mapping.span().firstLine(), "'%s' lacks '%s'".formatted(name, m.name()))));
  }

  private static void wrong(
      HclExpression value, ValueType type, String name, String found, Consumer<Problem> report) {
    report.accept(
        new Problem(
            value.span().firstLine(),
            "'%s' takes a value of type %s, found %s".formatted(name, type.text(), found)));
  }
}
