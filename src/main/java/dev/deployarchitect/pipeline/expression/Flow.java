package dev.deployarchitect.pipeline.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which contexts become the value of an expression, or a part of it. */
public final class Flow {
  /** Functions whose value holds that of their arguments; the others give yes, no or a hash. */
  private static final Set<String> CARRY = Set.of("format", "join", "tojson", "fromjson", "case");

  private Flow() {}

  /**
   * One context that flows into the value.
   *
   * @param path its names in lower case; {@code *} for each, or for an index that is computed
   * @param serialised whether all below it flows too, through {@code toJSON}
   */
  public record Origin(Expression expression, List<String> path, boolean serialised) {

    /** Whether it is {@code pattern} or something below it; {@code *} there stands for any name. */
    public boolean isBelow(String... pattern) {
      if (path.size() < pattern.length) {
        return false;
      }
      for (int i = 0; i < pattern.length; i++) {
        if (!pattern[i].equals("*") && !pattern[i].equals(path.get(i))) {
          return false;
        }
      }
      return true;
    }

    /** The path with dots. */
    public String name() {
      return String.join(".", path);
    }
  }

  public static List<Origin> into(Expression expression) {
    List<Origin> found = new ArrayList<>();
    collect(expression, false, found);
    return List.copyOf(found);
  }

  private static void collect(Expression expression, boolean serialised, List<Origin> found) {
    switch (expression) {
      // The left side of && is a value only where it counts as false.
      case Expression.Logical l when l.operator().equals("&&") ->
          collect(l.right(), serialised, found);
      case Expression.Logical l -> {
        collect(l.left(), serialised, found);
        collect(l.right(), serialised, found);
      }
      case Expression.Call call -> {
        String name = call.name().toLowerCase(Locale.ROOT);
        if (CARRY.contains(name)) {
          boolean whole = serialised || name.equals("tojson");
          call.arguments().forEach(a -> collect(a, whole, found));
        }
      }
      case Expression.Literal l -> {}
      case Expression.Broken b -> {}
      case Expression.Not n -> {}
      case Expression.Compare c -> {}
      case Expression part -> {
        Optional<List<String>> path = path(part);
        if (path.isPresent()) {
          found.add(new Origin(part, path.get(), serialised));
        } else {
          base(part).ifPresent(of -> collect(of, serialised, found));
        }
      }
    }
  }

  private static Optional<Expression> base(Expression part) {
    return switch (part) {
      case Expression.Property p -> Optional.of(p.of());
      case Expression.Elements e -> Optional.of(e.of());
      case Expression.Index i -> Optional.of(i.of());
      default -> Optional.empty();
    };
  }

  /** The names of a context and its properties; empty where it is no such chain. */
  public static Optional<List<String>> path(Expression expression) {
    return switch (expression) {
      case Expression.Context c -> Optional.of(List.of(c.name().toLowerCase(Locale.ROOT)));
      case Expression.Property p -> path(p.of()).map(of -> longer(of, p.name()));
      case Expression.Elements e -> path(e.of()).map(of -> longer(of, "*"));
      case Expression.Index i ->
          path(i.of())
              .map(of ->
                  longer(
                      of,
                      i.index() instanceof Expression.Literal l
                              && l.type().equals(Type.Simple.STRING)
                          ? l.text()
                          : "*"));
      default -> Optional.empty();
    };
  }

  private static List<String> longer(List<String> path, String name) {
    return Stream.concat(path.stream(), Stream.of(name.toLowerCase(Locale.ROOT))).toList();
  }
}
