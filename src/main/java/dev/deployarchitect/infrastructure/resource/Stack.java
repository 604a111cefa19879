package dev.deployarchitect.infrastructure.resource;

import dev.deployarchitect.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is deployed together: a Terraform folder, a CloudFormation template, a Pulumi program.
 *
 * @param around types of resources in all that was read with it, which may stand in other stacks
 */
public record Stack(
    Language language, List<Resource> resources, List<Input> inputs, Set<String> around) {

  /** What it is written in. */
  public enum Language {
    TERRAFORM,
    CLOUDFORMATION,
    PULUMI
  }

  /** A variable or parameter; {@code hidden} when its value is kept out of logs. */
  public record Input(String name, Span head, Optional<Value.Field> preset, boolean hidden) {}

  public Stream<Resource> of(String... types) {
    List<String> wanted = List.of(types);
    return resources.stream().filter(r -> wanted.contains(r.type()));
  }

  /** Whether such a resource stands anywhere in what was read. */
  public boolean anywhere(String... types) {
    return Stream.of(types).anyMatch(around::contains);
  }
}
