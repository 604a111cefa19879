package dev.deployarchitect.pipeline.expression;

import static dev.deployarchitect.pipeline.expression.Type.Simple.ANY;
import static dev.deployarchitect.pipeline.expression.Type.Simple.BOOLEAN;
import static dev.deployarchitect.pipeline.expression.Type.Simple.STRING;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The functions of expressions and what they take (docs.github.com, "Evaluate expressions":
 * functions and status check functions).
 */
final class Functions {
  /** Stands where only some keys allow it (docs.github.com, "Context availability"). */
  static final Set<String> SPECIAL =
      Set.of("always", "cancelled", "success", "failure", "hashfiles");

  /**
   * One way to call a function.
   *
   * @param rest the type of further arguments; null where there are none
   */
  record Signature(String name, List<Type> parameters, Type rest, Type result) {
    boolean takes(int count) {
      return rest == null ? count == parameters.size() : count >= parameters.size();
    }

    Type parameter(int index) {
      return index < parameters.size() ? parameters.get(index) : rest;
    }

    @Override
    public String toString() {
      String fixed = parameters.stream().map(Type::toString).collect(Collectors.joining(", "));
      String more = rest == null ? "" : (fixed.isEmpty() ? "" : ", ") + rest + "...";
      return "%s(%s%s)".formatted(name, fixed, more);
    }
  }

  private static final Map<String, List<Signature>> ALL =
      List.of(
              fixed("contains", BOOLEAN, STRING, STRING),
              fixed("contains", BOOLEAN, Type.array(ANY), ANY),
              fixed("startsWith", BOOLEAN, STRING, STRING),
              fixed("endsWith", BOOLEAN, STRING, STRING),
              new Signature("format", List.of(STRING), ANY, STRING),
              fixed("join", STRING, Type.array(STRING)),
              fixed("join", STRING, Type.array(STRING), STRING),
              fixed("join", STRING, STRING),
              fixed("join", STRING, STRING, STRING),
              fixed("toJSON", STRING, ANY),
              fixed("fromJSON", ANY, STRING),
              new Signature("hashFiles", List.of(STRING), STRING, STRING),
              new Signature("case", List.of(BOOLEAN, ANY, ANY), ANY, ANY),
              fixed("always", BOOLEAN),
              fixed("cancelled", BOOLEAN),
              fixed("success", BOOLEAN),
              fixed("failure", BOOLEAN))
          .stream()
          .collect(Collectors.groupingBy(s -> s.name().toLowerCase(Locale.ROOT)));

  private Functions() {}

  private static Signature fixed(String name, Type result, Type... parameters) {
    return new Signature(name, List.of(parameters), null, result);
  }

  /** The ways to call {@code name}, none for an unknown one; names have no case. */
  static List<Signature> named(String name) {
    return ALL.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** All names as they are written. */
  static Set<String> names() {
    return ALL.values().stream()
        .map(s -> s.getFirst().name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether GitHub turns {@code type} into {@code wanted} by itself. */
  static boolean accepts(Type wanted, Type type) {
    if (wanted.isAny() || type.isAny()) {
      return true;
    }
    return switch (wanted) {
      case Type.Simple simple -> simple == BOOLEAN || !type.isCollection();
      case Type.Array(Type element, boolean f) ->
          type instanceof Type.Array(Type actual, boolean g) && accepts(element, actual);
      case Type.Properties properties -> type instanceof Type.Properties;
    };
  }
}
