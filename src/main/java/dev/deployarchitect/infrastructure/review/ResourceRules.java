package dev.deployarchitect.infrastructure.review;

import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.infrastructure.resource.Resource;
import dev.deployarchitect.infrastructure.resource.Stack;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All rules on resources, and the two shapes most of them have. */
public final class ResourceRules {
  private ResourceRules() {}

  public static List<Rule<Stack>> all() {
    return Stream.of(
            NetworkRules.all(),
            DatabaseRules.all(),
            StorageRules.all(),
            AccessRules.all(),
            OperationRules.all())
        .flatMap(List::stream)
        .toList();
  }

  /** Flags each field at a path that has this literal value. */
  static void flag(
      Stack stack,
      Rule.Reporter report,
      String type,
      String value,
      String message,
      String... path) {
    stack
        .of(type)
        .flatMap(r -> r.properties().at(path))
        .filter(f -> f.is(value))
        .forEach(f -> report.at(f.span(), message));
  }

  /** Flags each resource whose field is missing or false, at the field or at the head. */
  static void require(
      Stack stack,
      Rule.Reporter report,
      String type,
      Predicate<Resource> unless,
      String message,
      String... path) {
    stack
        .of(type)
        .filter(r -> !unless.test(r))
        .filter(r -> !r.has(path) || r.is("false", path))
        .forEach(r -> report.at(r.place(path), message));
  }
}
