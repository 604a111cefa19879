package dev.deployarchitect.syntax.hcl;

import dev.deployarchitect.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An expression of HCL2 as a tree with places (hashicorp/hcl, hclsyntax/spec.md, Expressions). */
public sealed interface HclExpression {

  Span span();

  /** A number, {@code true}, {@code false} or {@code null}, as written. */
  record Literal(Span span, String text) implements HclExpression {}

  /** A quoted string or a heredoc: text with what is inserted into it. */
  record Template(Span span, List<Part> parts) implements HclExpression {
    boolean plain() {
      return parts.stream().allMatch(Text.class::isInstance);
    }

    /** The text as Terraform reads it; what is inserted is left out. */
    public String text() {
      StringBuilder out = new StringBuilder();
      for (Part part : parts) {
        if (part instanceof Text text) {
          out.append(text.value());
        }
      }
      return out.toString();
    }

    /** Between the quotes, as written. */
    public String raw() {
      String text = span.text();
      return text.startsWith("\"") && text.length() > 1
          ? text.substring(1, text.length() - 1)
          : text;
    }
  }

  /** A part of a template. */
  sealed interface Part {}

  /** Text, its escapes resolved. */
  record Text(Span span, String value) implements Part {}

  /** <code>${value}</code>. */
  record Inserted(Span span, HclExpression value) implements Part {}

  /** <code>%{if …}</code> and its kin; {@code names} are what a {@code for} binds. */
  record Control(Span span, String keyword, List<String> names, Optional<HclExpression> value)
      implements Part {}

  /** {@code [a, b]}. */
  record Tuple(Span span, List<HclExpression> items) implements HclExpression {}

  /** {@code { key = value }}. */
  record Mapping(Span span, List<Item> items) implements HclExpression {
    /** The value under a key that is a plain word or string. */
    public Optional<HclExpression> get(String key) {
      return items.stream()
          .filter(i -> i.name().filter(key::equals).isPresent())
          .map(Item::value)
          .findFirst();
    }
  }

  /** One pair of a mapping. */
  record Item(HclExpression key, HclExpression value) {
    /** The key where it is a plain word or string: a bare word names itself. */
    public Optional<String> name() {
      return key instanceof Name word ? Optional.of(word.name()) : key.literal();
    }
  }

  /** The first name of a traversal, such as {@code var}. */
  record Name(Span span, String name) implements HclExpression {}

  /** {@code target.name}. */
  record Member(Span span, HclExpression target, String name) implements HclExpression {}

  /** {@code target[key]}. */
  record Index(Span span, HclExpression target, HclExpression key) implements HclExpression {}

  /** {@code target[*]} or {@code target.*}. */
  record Splat(Span span, HclExpression target) implements HclExpression {}

  /** {@code function(arguments)}; {@code expanded} when the last one ends in three dots. */
  record Call(Span span, String function, List<HclExpression> arguments, boolean expanded)
      implements HclExpression {}

  /** One, two or three operands; the operator of a conditional is {@code ?:}. */
  record Operation(Span span, String operator, List<HclExpression> operands)
      implements HclExpression {}

  /** {@code [for names in collection : value if condition]}, or an object with a {@code key}. */
  record For(
      Span span,
      List<String> names,
      HclExpression collection,
      Optional<HclExpression> key,
      HclExpression value,
      boolean grouped,
      Optional<HclExpression> condition)
      implements HclExpression {}

  /** {@code (inner)}. */
  record Group(Span span, HclExpression inner) implements HclExpression {}

  /** What could not be read; a problem says why. */
  record Unreadable(Span span) implements HclExpression {}

  /** The value of a plain string, number, boolean or null. */
  default Optional<String> literal() {
    return switch (this) {
      case Literal literal -> Optional.of(literal.text());
      case Template template when template.plain() -> Optional.of(template.text());
      case Group group -> group.inner().literal();
      default -> Optional.empty();
    };
  }

  default boolean is(String value) {
    return literal().filter(value::equals).isPresent();
  }

  /** A string that stands in quotes or in a heredoc, nothing inserted. */
  default boolean isPlainString() {
    return this instanceof Template template && template.plain();
  }

  /** The strings anywhere in the expression, as written between their quotes. */
  default List<String> strings() {
    return all().filter(Template.class::isInstance).map(e -> ((Template) e).raw()).toList();
  }

  /** Every traversal that starts at a name no {@code for} binds, inside templates too. */
  default List<HclReference> references() {
    return HclReference.in(this);
  }

  /** This expression and all within it. */
  default Stream<HclExpression> all() {
    return Stream.concat(Stream.of(this), children().stream().flatMap(HclExpression::all));
  }

  /** The expressions right below this one, in the order of the text. */
  default List<HclExpression> children() {
    return switch (this) {
      case Literal _, Name _, Unreadable _ -> List.of();
      case Template t -> t.parts().stream().flatMap(HclExpression::inserted).toList();
      case Tuple t -> t.items();
      case Mapping m -> m.items().stream().flatMap(i -> Stream.of(i.key(), i.value())).toList();
      case Member m -> List.of(m.target());
      case Index i -> List.of(i.target(), i.key());
      case Splat s -> List.of(s.target());
      case Call c -> c.arguments();
      case Operation o -> o.operands();
      case For f ->
          Stream.of(
                  Stream.of(f.collection()),
                  f.key().stream(),
                  Stream.of(f.value()),
                  f.condition().stream())
              .flatMap(s -> s)
              .toList();
      case Group g -> List.of(g.inner());
    };
  }

  private static Stream<HclExpression> inserted(Part part) {
    return switch (part) {
      case Text _ -> Stream.empty();
      case Inserted inserted -> Stream.of(inserted.value());
      case Control control -> control.value().stream();
    };
  }
}
