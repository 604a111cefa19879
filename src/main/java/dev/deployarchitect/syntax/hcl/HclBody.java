package dev.deployarchitect.syntax.hcl;

import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The attributes and blocks between a pair of braces, or of a whole file. */
public record HclBody(List<Attribute> attributes, List<Block> blocks) {

  /** A file: its body, and what could not be read. */
  public record File(Source source, HclBody body, List<Problem> problems) {}

  /** {@code name = expression}. */
  public record Attribute(String name, Span nameSpan, HclExpression value) {
    public Span span() {
      return nameSpan.to(value.span());
    }
  }

  /** {@code type "label" … { body }}; {@code head} is everything before the brace. */
  public record Block(String type, List<String> labels, Span head, Span span, HclBody body) {
    public String label(int index) {
      return index < labels.size() ? labels.get(index) : "";
    }
  }

  public Optional<Attribute> attribute(String name) {
    return attributes.stream().filter(a -> a.name().equals(name)).findFirst();
  }

  public Stream<Block> blocks(String type) {
    return blocks.stream().filter(b -> b.type().equals(type));
  }

  /** This body's blocks and all blocks within them. */
  public Stream<Block> allBlocks() {
    return blocks.stream().flatMap(b -> Stream.concat(Stream.of(b), b.body().allBlocks()));
  }

  /** This body's attributes and those of all blocks within. */
  public Stream<Attribute> allAttributes() {
    return Stream.concat(
        attributes.stream(), blocks.stream().flatMap(b -> b.body().allAttributes()));
  }
}
